"""Pictures beside a text: a report shows what notebooks drew and what belongs to its kind, and no photographs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.composition.shortcodes import masked
from workbench.composition.sources import Source
from workbench.errors import Fault

_PICTURE = re.compile(r"!\[(?P<caption>[^\]\n]*)\]\(\s*<?(?P<path>[^)\s>]+)>?\s*\)?(?P<attributes>\{[^}\n]*\})?")
_WORDLESS = 'a picture without words; write its caption between the brackets, and what it shows in {fig-alt="…"}'
_KNOWN = ("figures/", "../figures/", "pictures/")
_ELSEWHERE = re.compile(r"[A-Za-z][\w+.-]*:|//")


def picture_faults(source: Source) -> Iterator[Fault]:
    r"""Yield a fault for each picture without words, and for each that nothing takes into the composed project.

    Pictures from the web are told of with what else could run.

    Examples
    --------
    >>> for fault in picture_faults(Source("a.qmd", "_a.qmd", "One.\n\n![A street](street.jpg)")):
    ...     print(fault.line, fault.value)
    3 street.jpg
    """
    for match in _PICTURE.finditer(masked(source.text)):
        path, message = match["path"], ""
        if not match["caption"].strip() and "alt=" not in (match["attributes"] or ""):
            message = _WORDLESS
        if not path.startswith(_KNOWN) and not _ELSEWHERE.match(path):
            message = (
                "a picture of your own is not taken into a report; it shows figures that notebooks drew, by "
                "{{< include _figures/NAME.md >}}, and pictures of its kind (pictures/NAME)"
            )
        if message:
            line = source.first_line + source.text.count("\n", 0, match.start())
            yield Fault(source.file, line=line, value=path, message=message)
