"""Names that some programme's evidence may have, so that a misspelt one is told from one that is only not there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from workbench.composition.metadata import PARTS
from workbench.names import did_you_mean
from workbench.project import Project

#: What may stand last in the name of a value besides its parts: of published counts and of quality indicators.
_LAST = frozenset({*PARTS, "as_of", "id", "title", "name"})
# Short plain scalars of parameters: ids, shorts, options; and the keys themselves.
_SCALAR = re.compile(r"(?:[:\[,{]|^\s*-)\s*[\"']?([A-Za-z][\w '&-]{0,40}?)[\"']?\s*(?=[,}\]\n#]|$)", re.MULTILINE)
_KEY = re.compile(r"^\s*(?:- )?([A-Za-z]\w*):", re.MULTILINE)
# Texts of the helpers without a space, the places for words taken out: "{short}.by_{group}" gives "by_".
_LITERAL = re.compile(r"\"([^\"\s]{2,80})\"")
_PLACE = re.compile(r"\{[^{}]*\}")
_DOTTED = re.compile(r"\b[a-z]\w*(?:\.[a-z]\w*)+\b")


@lru_cache(maxsize=8)
def name_words(parameters: Path, notebooks: Path) -> frozenset[str]:
    """Return every word of which a recorded name can be made: of the parameters, the helpers and the notebooks.

    Parameters
    ----------
    parameters, notebooks
        The project's folders.

    Returns
    -------
    frozenset of str
        In lower case with underscores. One that ends with an underscore begins names: ``by_``. Empty where there are no
        notebooks to say what is recorded.
    """
    found: set[str] = set()
    if not any(notebooks.glob("*.ipynb")):
        return frozenset()
    for path in sorted(parameters.rglob("*.yaml")):
        if path.name.startswith("."):
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        found |= {_word(each) for each in (*_SCALAR.findall(text), *_KEY.findall(text))}
    for path in sorted((parameters / "published").glob("*.csv")):
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        found |= {part for line in lines for part in line.partition(",")[0].split(".")}
    # Tables of facts are made by the composition itself.
    own = [Path(__file__).with_name(f"{name}.py") for name in ("facts", "publications")]
    for path in (*_helpers(), *own):
        for text in _LITERAL.findall(path.read_text(encoding="utf-8")):
            found |= {_word(part) for part in _PLACE.sub(".", text).split(".")}
    for path in sorted(notebooks.glob("*.ipynb")):
        text = path.read_text(encoding="utf-8", errors="replace")
        found |= {part for name in _DOTTED.findall(text) for part in name.split(".")}
    return frozenset(found - {""})


def _helpers() -> list[Path]:
    from importlib.util import find_spec

    spec = find_spec("helpers")
    folders = spec.submodule_search_locations or [] if spec else []
    return [path for folder in folders for path in sorted(Path(folder).rglob("*.py"))]


def _word(text: str) -> str:
    return re.sub(r"[^\w]+", "_", text.strip().casefold())


def misspelt(project: Project, name: str, there: Iterable[str], *, value: bool) -> str:
    """Return what is wrong with a name of evidence that is not there, or an empty text where it may be right.

    Parameters
    ----------
    project
        The project.
    name
        Such as ``records.chronology.says``, or ``records.items`` for a table.
    there
        Names of its kind that are there.
    value
        Whether it names a value, and so one of its parts at the end.

    Examples
    --------
    >>> from workbench.project import find_project
    >>> misspelt(find_project(), "records.agreement.says", [], value=True)
    ''
    >>> misspelt(find_project(), "records.agrement.says", ["records.read.says"], value=True)
    "no evidence of any programme is called so: 'agrement'. Did you mean records.agreement.says?"
    """
    words = name_words(project.parameters, project.notebooks)
    parts = name.split(".")
    unknown = [part for part in (parts[:-1] if value else parts) if not _is_known(part, words)]
    if value and parts[-1] not in _LAST:
        unknown.append(parts[-1])
    if not unknown or not words:
        return ""
    right = ".".join(_mended(part, words) if part == unknown[0] else part for part in parts)
    hint = f" Did you mean {right}?" if right != name else did_you_mean(name, there)
    return f"no evidence of any programme is called so: '{unknown[0]}'.{hint}"


def _mended(part: str, words: frozenset[str]) -> str:
    near = get_close_matches(part, sorted(word for word in {*words, *PARTS} if not word.endswith("_")), n=1, cutoff=0.7)
    return near[0] if near else part


def _is_known(part: str, words: frozenset[str]) -> bool:
    part = part.casefold().replace("-", "_")
    if part in words or re.fullmatch(r"qi_\w+", part):
        return True
    places = (place for place, char in enumerate(part, start=1) if char == "_")
    return any(part[:place] in words and part[place:] in words for place in places)
