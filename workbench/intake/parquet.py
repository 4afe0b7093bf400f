"""Tables written as Parquet: the same rows, the same bytes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from workbench.files import replacing

if TYPE_CHECKING:
    import pandas as pd


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
    import pyarrow.parquet as pq

    table = pa.Table.from_pandas(frame, preserve_index=False)
    with replacing(path, private=True) as temporary:
        # Fixed settings: the bytes depend on the rows (and the locked Arrow version) only.
        pq.write_table(table, temporary, compression="zstd", version="2.6", store_schema=True, write_statistics=False)
