import pytest

from workbench.building.options import Options
from workbench.errors import UnknownName


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"formats": ("html", "htm")}, r"No format is called 'htm'\. Did you mean html\? Known: html, pdf, docx\."),
        ({"formats": ()}, r"No format is named\. Known: html, pdf, docx\."),
        ({"engine": "quatro"}, r"No engine is called 'quatro'\. Did you mean quarto\? Known: auto, quarto, embedded\."),
    ],
)
def test_what_is_not_known_is_refused_with_the_nearest_and_all_that_are(wrong, said):
    with pytest.raises(UnknownName, match=said):
        Options(**wrong)
