"""Tables written as Parquet: the same rows, the same bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.files import replacing

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa


def write_parquet(path: Path, frame: pd.DataFrame) -> None:
    """Write ``frame`` without its index, whole or not at all.

    Parameters
    ----------
    path
        The file to write.
    frame
        Columns of pandas' string, Int64, Float64, boolean and datetime types; a blank is null.
    """
    # Imported here: the command line starts without Arrow.
    import pyarrow as pa

    _write(path, pa.Table.from_pandas(frame, preserve_index=False))


def write_columns(path: Path, values: Mapping[str, Sequence[Any]], whole_numbers: Sequence[str]) -> None:
    """Write columns of text and whole numbers, as pandas' types string and Int64 when read; whole or not at all.

    Parameters
    ----------
    path
        The file to write.
    values
        Values by column, None for a blank.
    whole_numbers
        Names of the columns that hold whole numbers; the others hold text.
    """
    import pyarrow as pa

    schema = _schema(tuple(values), frozenset(whole_numbers))
    arrays = [pa.array(values[field.name], type=field.type) for field in schema]
    _write(path, pa.Table.from_arrays(arrays, schema=schema))


@lru_cache(maxsize=64)
def _schema(names: tuple[str, ...], whole_numbers: frozenset[str]) -> pa.Schema:
    """Return the schema that pandas gives such a table, so that it comes back in pandas' own types."""
    import pandas as pd
    import pyarrow as pa

    empty = pd.DataFrame(
        {name: pd.Series([], dtype="Int64" if name in whole_numbers else "string") for name in names}
    )  # fmt: skip
    return pa.Table.from_pandas(empty, preserve_index=False).schema


def _write(path: Path, table: pa.Table) -> None:
    import pyarrow.parquet as pq

    with replacing(path, private=True) as temporary:
        # Fixed settings: the bytes depend on the rows (and the locked Arrow version) only.
        pq.write_table(table, temporary, compression="zstd", version="2.6", store_schema=True, write_statistics=False)
