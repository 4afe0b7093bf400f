"""A page's lines with its includes put in and its values as tokens, and everything wrong with them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from workbench.errors import Fault
from workbench.names import did_you_mean
from workbench.rendering.front_matter import split_front_matter
from workbench.rendering.page import Line
from workbench.rendering.shortcodes import (
    PAGEBREAK,
    SHORTCODES,
    Shortcode,
    meta_value,
    shortcodes_in,
    token,
    unknown_shortcode,
)

DEPTH = 12
"""How deep includes may go."""

_SHORTCODE = "{{<"
_FENCE = re.compile(r"^\s{0,3}(?:>\s*)*(?P<fence>`{3,}|~{3,})(?P<info>.*)$")
_INLINE_CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)")


class Expansion:
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
            wrong = unknown_shortcode(code)
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
