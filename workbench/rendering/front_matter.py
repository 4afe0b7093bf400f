"""A page's front matter: told from its text."""

from __future__ import annotations


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
