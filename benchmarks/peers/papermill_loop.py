"""A loop over papermill, as nearly everybody writes it: ``python papermill_loop.py RUNS.json``."""

import json
import sys
import time
from pathlib import Path

import papermill


def main() -> None:
    """Run each notebook; print how long the loop took, so that it can be extrapolated without the start."""
    runs = json.loads(Path(sys.argv[1]).read_text())
    begun = time.perf_counter()
    for run in runs:
        papermill.execute_notebook(
            run["notebook"], run["output"], parameters=run["parameters"], cwd=run["folder"], kernel_name="python3"
        )
    print(json.dumps({"runs": len(runs), "seconds": time.perf_counter() - begun}))


if __name__ == "__main__":
    main()
