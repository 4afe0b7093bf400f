"""Rule: no path of one machine."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.checks.notebook_rules.reading import Notebook
from workbench.checks.notebook_rules.rule import Context, Found, Rule

# A path inside a word of prose, such as and/or, is none.
_ABSOLUTE = re.compile(
    r"""(?:^|[\s"'(=>`])(?:/(?:home|Users|tmp|work|mnt|root|var|opt|usr|etc|srv|media|Volumes)\b"""
    r"""|[A-Za-z]:[\\/](?!/)|~/|\\\\\w|file://)""",
    re.MULTILINE,
)


def _check(notebook: Notebook, context: Context) -> Iterator[Found]:
    for cell in notebook.cells:
        if _ABSOLUTE.search(cell.source):
            yield Found(cell, "has an absolute path: what a notebook needs, run gives it")
        elif any(_ABSOLUTE.search(text) for _, text in cell.texts()):
            yield Found(cell, "shows an absolute path: mend the helper that shows it, and make the output anew")


RULE = Rule("no-absolute-paths", "A path of one machine is wrong on every other, and tells who worked there.", _check)
