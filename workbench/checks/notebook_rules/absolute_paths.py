"""Rule: no path of one machine."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.checks.notebook_rules.reading import Notebook, strings
from workbench.checks.notebook_rules.rule import Context, Found, Rule

# A path inside a word of prose, such as and/or, is none; nor is the end of an element of HTML.
_ABSOLUTE = re.compile(
    r"""(?:^|[\s"'(\[{=>,;:|`])(?:/(?:home|Users|tmp|work|workspaces?|mnt|root|var|opt|usr|etc|srv|media|Volumes|dbfs"""
    r"""|private)\b|[A-Za-z]:[\\/](?!/)|~(?:[A-Za-z]\w*)?/|\$\{?HOME\b|%USERPROFILE%|\\\\\w|file://)""",
    re.MULTILINE,
)
# In code a text that begins with a slash is a path of the machine, wherever it leads.
_ROOTED = re.compile(r"/[\w.-]+(?:/|$)")


def _check(notebook: Notebook, context: Context) -> Iterator[Found]:
    for cell in notebook.cells:
        rooted = cell.number and any(_ROOTED.match(text) for text in strings(cell.tree))
        if rooted or _ABSOLUTE.search(cell.source):
            yield Found(cell, "has an absolute path: what a notebook needs, run gives it")
        elif any(_ABSOLUTE.search(text) for _, text in cell.texts()):
            yield Found(cell, "shows an absolute path: mend the helper that shows it, and make the output anew")


RULE = Rule("no-absolute-paths", "A path of one machine is wrong on every other, and tells who worked there.", _check)
