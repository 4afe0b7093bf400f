"""Pictures beside a text: a report shows what notebooks drew and what belongs to its kind, and no photographs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.composition.shortcodes import masked
from workbench.composition.sources import Source
from workbench.errors import Fault

_PICTURE = re.compile(r"!\[[^\]\n]*\]\(\s*<?(?P<path>[^)\s>]+)")
_KNOWN = ("figures/", "../figures/", "pictures/")
_ELSEWHERE = re.compile(r"[A-Za-z][\w+.-]*:|//")


def picture_faults(source: Source) -> Iterator[Fault]:
    r"""Yield a fault for each picture that a report would not find, as nothing takes it into the composed project.

    Pictures from the web are told of with what else could run.

    Examples
    --------
    >>> for fault in picture_faults(Source("a.qmd", "_a.qmd", "One.\n\n![A street](street.jpg)")):
    ...     print(fault.line, fault.value)
    3 street.jpg
    """
    for match in _PICTURE.finditer(masked(source.text)):
        path = match["path"]
        if not path.startswith(_KNOWN) and not _ELSEWHERE.match(path):
            message = (
                "a picture of your own is not taken into a report; it shows figures that notebooks drew, by "
                "{{< include _figures/NAME.md >}}, and pictures of its kind (pictures/NAME)"
            )
            line = source.first_line + source.text.count("\n", 0, match.start())
            yield Fault(source.file, line=line, value=path, message=message)
