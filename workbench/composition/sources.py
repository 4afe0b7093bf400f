"""Report sources as authors wrote them: text, front matter, and where each line came from."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from workbench.errors import Fault, InputFaults, shown_path

# The C parser where PyYAML was built with it: the plain one is some ten times slower.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FRONT = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)^---[ \t]*$\n?", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Source:
    """One Quarto file of a report.

    Parameters
    ----------
    file
        The author's file, as shown in messages.
    name
        Its name in the composed page's folder.
    text
        Its text after the front matter.
    front
        The front matter's YAML as text; empty when there is none.
    first_line
        Line of the file on which ``text`` begins, from 1.
    options
        What the front matter says to the composition: ``for-each``, ``to-be-written``, ``when``.
    qi
        Key of the quality indicator that this is the copy for; empty where it is for none.
    """

    file: str
    name: str
    text: str
    front: str = ""
    first_line: int = 1
    options: tuple[tuple[str, object], ...] = ()
    qi: str = ""

    def option(self, name: str) -> object:
        """Return what the front matter says about ``name``, or None."""
        return dict(self.options).get(name)


def read_source(path: Path, root: Path) -> Source:
    """Read one file.

    Parameters
    ----------
    path
        The file.
    root
        The project's folder, for the path shown in messages.

    Raises
    ------
    InputFaults
        When it cannot be read, is not UTF-8 or its front matter is not YAML.
    """
    file = shown_path(path, root)
    try:
        # A mark that some editors write before the first letter is none of the text.
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes().count(b"\n", 0, error.start) + 1
        message = "not UTF-8 text from here on; save the file as UTF-8"
        raise InputFaults([Fault(file, line=line, message=message)]) from error
    except OSError as error:
        raise InputFaults([Fault(file, message=f"could not be read ({error.strerror or error})")]) from error
    match = _FRONT.match(text)
    if not match:
        return Source(file, path.name, text)
    try:
        loaded = yaml.load(match["yaml"], Loader=LOADER) or {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        raise InputFaults([Fault(file, line=line, message="the front matter is not YAML")]) from error
    options = tuple(sorted((str(key), value) for key, value in loaded.items() if not isinstance(value, dict | list)))
    first_line = text.count("\n", 0, match.end()) + 1
    return Source(file, path.name, text[match.end() :], match["yaml"], first_line, options)


def read_folder(folder: Path, root: Path) -> dict[str, Source]:
    """Read every ``*.qmd`` of a folder, by file name; none where the folder is not there.

    Hidden files, which editors and systems leave beside the open one, are not an author's.

    Raises
    ------
    InputFaults
        With the faults of all files.
    """
    sources: dict[str, Source] = {}
    faults: list[Fault] = []
    for path in sorted(folder.glob("*.qmd")):
        if path.name.startswith("."):
            continue
        try:
            sources[path.name] = read_source(path, root)
        except InputFaults as error:
            faults += error.faults
    if faults:
        raise InputFaults(faults)
    return sources


# In a partial for each quality indicator, a part of a dotted name, a file or a reference that is just "qi".
_DOTTED = re.compile(r"(?<=[\s./])qi(?=\.)|(?<=\.)qi(?=[\s.])")
_FILE = re.compile(r"(?<![\w-])_qi(?=[/.])")
_REFERENCE = re.compile(r"(?<=[#@])(sec|tbl|fig)-((?:[a-z0-9]+-)*)qi(?=[^a-z0-9]|$)")
_SHORTCODE = re.compile(r"\{\{<[^\n]*?>\}\}")


def for_indicator(source: Source, indicator: str, key: str) -> Source:
    r"""Return the copy of ``source`` for one quality indicator.

    Three rules: in shortcodes, a part ``qi`` of a dotted name becomes the indicator's key (``evaluation.qi.grade``,
    ``qi.title``), and ``_qi`` at the start of a file or folder name gets its number (``_qi.qmd``, ``_qi/survey.md``);
    in references, ``qi`` becomes the key with dashes (``{#sec-qi}``, ``@sec-qi``).

    Parameters
    ----------
    source
        A partial.
    indicator, key
        Such as ``2.1`` and ``qi_2_1``.

    Examples
    --------
    >>> partial = Source("f", "_quality-indicator.qmd", "# A {#sec-qi}\n{{< meta qi.title >}} {{< include _qi.qmd >}}")
    >>> print(for_indicator(partial, "2.1", "qi_2_1").text)
    # A {#sec-qi-2-1}
    {{< meta qi_2_1.title >}} {{< include _qi-2.1.qmd >}}
    """

    def shortcode(match: re.Match[str]) -> str:
        return _FILE.sub(f"_qi-{indicator}", _DOTTED.sub(key, match.group()))

    dashes = key.replace("_", "-")
    text = _REFERENCE.sub(rf"\1-\2{dashes}", _SHORTCODE.sub(shortcode, source.text))
    stem = source.name.removesuffix(".qmd")
    return replace(source, name=f"{stem}-{indicator}.qmd", text=text, qi=key)
