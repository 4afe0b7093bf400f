"""Staged tables as pandas has them, and as plain rows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


def read_parquet(path: Path) -> pd.DataFrame:
    """Return a Parquet file as a frame, read without threads of pyarrow's.

    A prepared kernel must not start these before it is forked, so pyarrow is imported here and not at the top.
    """
    import pyarrow.parquet as parquet

    with path.open("rb") as stream:
        return parquet.ParquetFile(stream).read(use_threads=False).to_pandas(use_threads=False)


def rows_of(frame: pd.DataFrame | None) -> list[dict[str, Any]]:
    """Return the rows of a frame as plain dictionaries, None for a blank; none where there is no frame.

    Examples
    --------
    >>> import pandas
    >>> rows_of(pandas.DataFrame({"a": pandas.array([1, None], dtype="Int64")})), rows_of(None)
    ([{'a': 1}, {'a': None}], [])
    """
    return [] if frame is None else frame.astype(object).where(frame.notna(), None).to_dict("records")
