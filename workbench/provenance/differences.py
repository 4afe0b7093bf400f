"""Two folders compared byte by byte, and where two files first differ, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from workbench.provenance.inner import inner_difference
from workbench.provenance.texts import text_difference

_TEXTS = frozenset({
    ".css", ".csv", ".html", ".ipynb", ".js", ".json", ".lua", ".md", ".qmd", ".scss", ".svg", ".txt", ".typ", ".xml",
    ".yaml", ".yml",
})  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """One file that is not the same in two folders.

    Parameters
    ----------
    file
        Path relative to both.
    says
        ``only in the first``, ``only in the second``, or empty where both have it and it differs.
    """

    file: str
    says: str = ""


@dataclass(frozen=True)
class Compared:
    """How two folders compare.

    Parameters
    ----------
    files
        How many files were compared.
    differences
        Every file that is not the same.
    first_difference
        Where and how the first of them differs, in words.
    """

    files: int
    differences: tuple[Difference, ...]
    first_difference: str


def compared(
    first: Path, second: Path, names: tuple[str, str], wanted: Callable[[str], bool] = lambda _: True
) -> Compared:
    """Compare two folders byte by byte, and say of the first difference what it is.

    Parameters
    ----------
    first, second
        The folders.
    names
        What to call the two.
    wanted
        Which files count, by path relative to the folder.
    """
    files, found = differences(first, second, wanted)
    return Compared(files, found, explained(first, second, found[0], names) if found else "")


def files_below(folder: Path, wanted: Callable[[str], bool] = lambda _: True) -> dict[str, Path]:
    """Return the files below a folder by path with forward slashes, sorted; links are files."""
    found = {
        path.relative_to(folder).as_posix(): path
        for path in folder.rglob("*")
        if path.is_symlink() or not path.is_dir()
    }
    return {name: found[name] for name in sorted(found) if wanted(name)}


def differences(
    first: Path, second: Path, wanted: Callable[[str], bool] = lambda _: True
) -> tuple[int, tuple[Difference, ...]]:
    """Compare two folders byte by byte.

    Parameters
    ----------
    first, second
        The folders.
    wanted
        Which files count, by path relative to the folder.

    Returns
    -------
    tuple
        The number of files compared, and every difference, by name.

    Examples
    --------
    >>> import tempfile
    >>> one, other = Path(tempfile.mkdtemp()), Path(tempfile.mkdtemp())
    >>> _ = (one / "a.txt").write_text("94"), (other / "a.txt").write_text("95"), (one / "b.txt").write_text("")
    >>> differences(one, other)
    (2, (Difference(file='a.txt', says=''), Difference(file='b.txt', says='only in the first')))
    """
    here, there = files_below(first, wanted), files_below(second, wanted)
    names = sorted({*here, *there})
    return len(names), tuple(_compared(names, here, there))


def _compared(names: Iterable[str], here: dict[str, Path], there: dict[str, Path]) -> Iterator[Difference]:
    for name in names:
        if name not in there:
            yield Difference(name, "only in the first")
        elif name not in here:
            yield Difference(name, "only in the second")
        elif not _same(here[name], there[name]):
            yield Difference(name)


def _same(one: Path, other: Path) -> bool:
    # Not filecmp, which trusts size and time.
    if one.stat().st_size != other.stat().st_size:
        return False
    return one.read_bytes() == other.read_bytes()


def explained(first: Path, second: Path, difference: Difference, names: tuple[str, str]) -> str:
    """Return where and how a file differs between two folders, in words.

    Parameters
    ----------
    first, second
        The folders.
    difference
        What differs.
    names
        What to call the two.
    """
    if difference.says:
        return f"{difference.file}: {difference.says.replace('the first', names[0]).replace('the second', names[1])}"
    one, other = (first / difference.file).read_bytes(), (second / difference.file).read_bytes()
    return f"{difference.file}: {difference_of(difference.file, one, other, names)}"


def difference_of(name: str, one: bytes, other: bytes, names: tuple[str, str] = ("first", "second")) -> str:
    """Return where and how the contents of two files first differ, in words.

    Parameters
    ----------
    name
        The file's name, which says what kind it is.
    one, other
        The contents.
    names
        What to call the two.
    """
    suffix = Path(name).suffix.lower()
    if suffix in _TEXTS or not suffix:
        said = text_difference(suffix, one, other, names)
    else:
        said = inner_difference(suffix, one, other, names, difference_of)
    return said or byte_difference(one, other)


def byte_difference(one: bytes, other: bytes) -> str:
    """Return the place of the first byte that differs.

    Examples
    --------
    >>> byte_difference(b"abc", b"abd"), byte_difference(b"abc", b"ab")
    ('byte 2 is 63 and 64', 'the same up to byte 2, where one ends (3 and 2 bytes)')
    """
    for at, (mine, yours) in enumerate(zip(one, other, strict=False)):
        if mine != yours:
            return f"byte {at:,} is {mine:02x} and {yours:02x}"
    return f"the same up to byte {min(len(one), len(other)):,}, where one ends ({len(one):,} and {len(other):,} bytes)"
