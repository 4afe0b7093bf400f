"""A page's source with its includes put in, each line knowing the file and line it came from."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.errors import Fault
from workbench.names import did_you_mean
from workbench.rendering.options import option_faults
from workbench.rendering.shortcodes import PAGEBREAK, SHORTCODES, Shortcode, meta_value, shortcodes_in, token
from workbench.rendering.website import Website, folder_metadata, folder_metadata_files
from workbench.rendering.yaml_text import merged, parse_yaml

DEPTH = 12
"""How deep includes may go."""

_SHORTCODE = "{{<"
_FENCE = re.compile(r"^\s{0,3}(?:>\s*)*(?P<fence>`{3,}|~{3,})(?P<info>.*)$")
_INLINE_CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


@dataclass(frozen=True)
class Line:
    """One line of the text given to Pandoc, and where it came from."""

    text: str
    file: str
    number: int


@dataclass(frozen=True)
class Page:
    """One page ready to be rendered.

    Parameters
    ----------
    source
        The page's file relative to the project.
    metadata
        All its metadata: project, folders and front matter merged.
    lines
        Its text without front matter, includes put in, values as tokens.
    values
        The values it uses, as Markdown, by dotted name.
    inputs
        Every file it depends on, relative to the project, whether it exists or not.
    only
        Quarto's names of the formats it has, where its own front matter names them (``format: html``, or options for
        some formats); else empty.
    """

    source: str
    metadata: dict[str, Any]
    lines: tuple[Line, ...]
    values: dict[str, str]
    inputs: tuple[str, ...]
    only: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The Markdown for Pandoc."""
        return "\n".join(line.text for line in self.lines) + "\n"

    def says(self, key: str) -> str:
        """Return the metadata value ``key`` as plain text; empty when there is none."""
        value = self.metadata.get(key)
        return "" if value is None or isinstance(value, dict | list) else plain_text(self._filled(str(value)))

    def _filled(self, text: str) -> str:
        for code in reversed(shortcodes_in(text)):
            if code.name == "meta" and not code.escaped:
                text = text[: code.start] + meta_value(self.metadata, code.words[1])[0] + text[code.end :]
        return text

    def option(self, format: str, key: str, default: Any = None) -> Any:
        """Return the option ``key`` for one format: what stands under ``format:``, else the page's own.

        Parameters
        ----------
        format
            Quarto's name of the format: html, typst or docx.
        key, default
            The option, and its value when nothing is said.
        """
        formats = self.metadata.get("format")
        own = formats.get(format) if isinstance(formats, dict) else None
        if isinstance(own, dict) and key in own:
            return own[key]
        return self.metadata.get(key, default)


def _only(format: Any) -> tuple[str, ...]:
    if isinstance(format, str):
        return (format,)
    return tuple(str(name) for name in format) if isinstance(format, list | dict) else ()


def plain_text(markdown: str) -> str:
    r"""Return metadata as plain text: backslash escapes and character references undone.

    Examples
    --------
    >>> plain_text("it\\'s &#91;1&#93;")
    "it's [1]"
    """
    return html.unescape(_ESCAPE.sub(lambda match: f"&#{ord(match[1])};", markdown))


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
    expansion = _Expansion(website.folder, metadata)
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


def split_front_matter(text: str) -> tuple[str, str, int]:
    r"""Return front matter, the text after it, and the line on which that begins.

    Examples
    --------
    >>> split_front_matter("---\ntitle: A\n---\nText")
    ('title: A', 'Text', 4)
    """
    lines = text.split("\n")
    if lines[0].rstrip() == "---":
        for number, line in enumerate(lines[1:], start=1):
            if line.rstrip() in ("---", "..."):
                return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
    return "", text, 1


def _check_strings(own: dict[str, Any], front: str, file: str, metadata: dict[str, Any], faults: list[Fault]) -> None:
    for key, value in own.items():
        if isinstance(value, str):
            for code in shortcodes_in(value):
                if code.name != "meta" or len(code.words) != 2:
                    faults.append(Fault(file, line=_line_of(front, key), message=_unknown(code)))
                elif wrong := meta_value(metadata, code.words[1])[1]:
                    faults.append(Fault(file, line=_line_of(front, key), message=wrong))


def _line_of(front: str, key: str) -> int:
    for number, line in enumerate(front.split("\n"), start=2):
        if line.startswith(f"{key}:"):
            return number
    return 1


def _unknown(code: Shortcode) -> str:
    if code.name in SHORTCODES:
        return f"the shortcode '{code.name}' cannot be used like this here"
    return (
        f"the shortcode '{code.name}' is not supported by the embedded engine"
        f" (it knows {', '.join(sorted(SHORTCODES))}).{did_you_mean(code.name, SHORTCODES)}"
    )


class _Expansion:
    """Collects the lines of one page while its includes are followed."""

    def __init__(self, folder: Path, metadata: dict[str, Any]) -> None:
        self.folder = folder.resolve()
        self.metadata = metadata
        self.lines: list[Line] = []
        self.values: dict[str, str] = {}
        self.files: set[str] = set()
        self.faults: list[Fault] = []

    def add(self, file: str, text: str, first: int, above: tuple[str, ...]) -> None:
        """Add the lines of ``text``, which starts at line ``first`` of ``file``, following includes."""
        fence = ""
        comment = False
        for number, line in enumerate(text.rstrip("\n").split("\n"), start=first):
            match = _FENCE.match(line)
            if match and not fence:
                fence = match["fence"]
                self._check_code_block(match["info"], file, number)
            elif match and match["fence"].startswith(fence) and not match["info"].strip():
                fence = ""
            elif not fence:
                comment = self._in_comment(line, comment)
                if not comment and self._included(line, file, number, above):
                    continue
            filled = line if comment else self._filled(line, file, number)
            apart = [""] if filled.strip() == PAGEBREAK else []
            self.lines += [Line(text, file, number) for text in (*apart, filled, *apart)]

    @staticmethod
    def _in_comment(line: str, inside: bool) -> bool:
        # Only a comment that spans whole lines hides what stands in it.
        if inside:
            return "-->" not in line
        return line.lstrip().startswith("<!--") and "-->" not in line

    def _check_code_block(self, info: str, file: str, number: int) -> None:
        name = re.match(r"\s*\{\s*([A-Za-z][\w-]*)", info)
        if name:
            message = f"a code cell ({{{name[1]}}}) would not be run: notebooks are run before the report is rendered"
            self.faults.append(Fault(file, line=number, message=message))

    def _included(self, line: str, file: str, number: int, above: tuple[str, ...]) -> bool:
        if _SHORTCODE not in line:  # most lines, and all this is done for every one
            return False
        codes = [code for code in shortcodes_in(_without_code(line)) if not code.escaped and code.name == "include"]
        if not codes:
            return False
        code = codes[0]
        wrong = ""
        if len(codes) > 1 or line[: code.start].strip() or line[code.end :].strip():
            wrong = "an include should stand on a line of its own"
        elif len(code.words) != 2:
            wrong = "an include names one file: {{< include _part.qmd >}}"
        else:
            wrong = self._include(code.words[1], file, (*above, file))
        if wrong:
            self.faults.append(Fault(file, line=number, message=wrong))
        return True

    def _include(self, name: str, file: str, above: tuple[str, ...]) -> str:
        start = self.folder if name.startswith("/") else (self.folder / file).parent
        path = (start / name.lstrip("/")).resolve()
        if not path.is_relative_to(self.folder):
            return f"the included file {name} lies outside the project"
        shown = path.relative_to(self.folder).as_posix()
        self.files.add(shown)
        if not path.is_file():
            beside = [other.name for other in path.parent.glob("*")] if path.parent.is_dir() else []
            return f"the included file {name} does not exist.{did_you_mean(path.name, beside)}"
        if shown in above:
            return f"the file {name} includes itself"
        if len(above) >= DEPTH:
            return f"includes go deeper than {DEPTH} files"
        text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
        front, body, first = split_front_matter(text)
        if front.strip():
            return f"the included file {name} has front matter; only a page may have it"
        # An included file stands as paragraphs of its own, whatever is next to the include.
        self.lines.append(Line("", shown, first))
        self.add(shown, body, first, above)
        self.lines.append(Line("", shown, first))
        return ""

    def _filled(self, line: str, file: str, number: int) -> str:
        if _SHORTCODE not in line:
            return line
        codes = shortcodes_in(line)
        shown = _without_code(line)
        if shown.count(_SHORTCODE) > sum(1 for code in shortcodes_in(shown)):
            self.faults.append(
                Fault(file, line=number, message="a shortcode begins here and does not end on this line")
            )
        for code in reversed(codes):
            line = line[: code.start] + self._replacement(code, line, file, number) + line[code.end :]
        return line

    def _replacement(self, code: Shortcode, line: str, file: str, number: int) -> str:
        if code.escaped:
            return line[code.start + 1 : code.end - 1]
        wrong = ""
        if code.name not in SHORTCODES or code.name == "include":
            wrong = _unknown(code)
        elif len(code.words) - 1 != SHORTCODES[code.name]:
            wrong = f"the shortcode '{code.name}' takes {SHORTCODES[code.name] or 'no'} word(s) after its name"
        elif code.name == "pagebreak":
            if line.strip() == line[code.start : code.end]:
                return PAGEBREAK
            wrong = "a page break should stand on a line of its own"
        else:
            key = code.words[1]
            value, wrong = meta_value(self.metadata, key)
            if not wrong:
                self.values[key] = value
                return token(key)
        self.faults.append(Fault(file, line=number, message=wrong))
        return ""


def _without_code(line: str) -> str:
    return _INLINE_CODE.sub(lambda match: " " * len(match[0]), line)
