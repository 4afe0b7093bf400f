"""A page read from its source: front matter, includes and values, and everything wrong with them."""

from __future__ import annotations

from typing import Any

from workbench.errors import Fault
from workbench.rendering.expansion import Expansion
from workbench.rendering.front_matter import split_front_matter
from workbench.rendering.options import option_faults
from workbench.rendering.page import Page
from workbench.rendering.shortcodes import meta_value, shortcodes_in, unknown_shortcode
from workbench.rendering.website import Website, folder_metadata, folder_metadata_files
from workbench.rendering.yaml_text import merged, parse_yaml


def _only(format: Any) -> tuple[str, ...]:
    if isinstance(format, str):
        return (format,)
    return tuple(str(name) for name in format) if isinstance(format, list | dict) else ()


def read_page(website: Website, source: str) -> tuple[Page, list[Fault]]:
    """Return the page at ``source`` expanded, and everything wrong with its text.

    Parameters
    ----------
    website
        The project.
    source
        The page's file relative to the project.
    """
    text = (website.folder / source).read_text(encoding="utf-8").replace("\r\n", "\n")
    inherited, faults = folder_metadata(website, source)
    front, body, first = split_front_matter(text)
    own, wrong = parse_yaml(front, source, 2)
    faults += wrong + option_faults(own, front, source, first_line=2)
    metadata = merged(
        inherited, {key: value for key, value in own.items() if key != "format" or isinstance(value, dict)}
    )
    expansion = Expansion(website.folder, metadata)
    expansion.add(source, body, first, ())
    _check_strings(own, front, source, metadata, faults)
    page = Page(
        source=source,
        metadata=metadata,
        lines=tuple(expansion.lines),
        values=dict(sorted(expansion.values.items())),
        inputs=tuple(sorted({source, "_quarto.yml", *folder_metadata_files(source), *expansion.files})),
        only=_only(own.get("format")),
    )
    return page, faults + expansion.faults


def _check_strings(own: dict[str, Any], front: str, file: str, metadata: dict[str, Any], faults: list[Fault]) -> None:
    for key, value in own.items():
        if isinstance(value, str):
            for code in shortcodes_in(value):
                if code.name != "meta" or len(code.words) != 2:
                    faults.append(Fault(file, line=_line_of(front, key), message=unknown_shortcode(code)))
                elif wrong := meta_value(metadata, code.words[1])[1]:
                    faults.append(Fault(file, line=_line_of(front, key), message=wrong))


def _line_of(front: str, key: str) -> int:
    for number, line in enumerate(front.split("\n"), start=2):
        if line.startswith(f"{key}:"):
            return number
    return 1
