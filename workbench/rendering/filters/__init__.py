"""The filters of a page: for the embedded engine, and those that a composed project takes along for Quarto."""

from pathlib import Path

_WITH_QUARTO = ("callouts", "document", "docx", "prepare", "quarto", "turning", "typst", "widths")


def quarto_filters() -> tuple[Path, ...]:
    """Return the filters that Quarto needs beside it to make what the embedded engine makes."""
    return tuple(Path(__file__).with_name(f"{name}.lua") for name in _WITH_QUARTO)
