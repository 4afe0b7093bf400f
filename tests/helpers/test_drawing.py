"""Pictures: labelled, the same bytes twice, nothing loaded before it is needed."""

import re
import subprocess
import sys

import pytest

from helpers.charts import AnswerRow, answers_chart, palette_of
from helpers.charts.theme import contrast
from helpers.drawing import draw_png, draw_svg

LABELS = ("No", "Partly", "Yes")


@pytest.fixture(scope="module")
def svg() -> str:
    drawing = answers_chart([AnswerRow("I feel safe", 10, 20, 70)], LABELS, palette_of({}))
    return draw_svg(drawing.spec, "Answers & more", "70% positive <so far>")


def test_a_picture_is_named_and_described(svg):
    root = svg[: svg.index(">") + 1]
    assert 'role="img"' in root
    assert "<title>Answers &amp; more</title><desc>70% positive &lt;so far&gt;</desc>" in svg


def test_the_same_chart_is_the_same_bytes(svg):
    drawing = answers_chart([AnswerRow("I feel safe", 10, 20, 70)], LABELS, palette_of({}))
    assert draw_svg(drawing.spec, "Answers & more", "70% positive <so far>") == svg


def test_text_is_set_in_the_typeface_at_twelve_point_or_more(svg):
    assert "Atkinson Hyperlegible" in svg
    assert {int(size) for size in re.findall(r'font-size="(\d+)px"', svg)} <= {16}


@pytest.mark.parametrize("url", ["https://example.org/secret.csv", "/etc/passwd", "numbers.csv", "file:///etc/passwd"])
def test_nothing_outside_a_specification_is_read_for_it(url):
    spec = {"data": {"url": url}, "mark": "point", "encoding": {"x": {"field": "a", "type": "quantitative"}}}
    with pytest.raises(ValueError, match=r"outside itself|Unsupported data URL"):
        draw_svg(spec, "Title", "Description")


def test_what_cannot_be_drawn_is_told_in_one_line():
    with pytest.raises(ValueError, match=r"^Invalid specification|^Error: |^TypeError: ") as fault:
        draw_svg({"mark": "nonsense"}, "Title", "Description")
    assert "\n" not in str(fault.value)


def test_a_png_is_made_of_it(svg):
    assert draw_png(svg, 1).startswith(b"\x89PNG")


def test_marks_that_carry_meaning_stand_out_from_the_paper():
    palette = palette_of({})
    for name in ("answer-5", "series-1", "series-2", "series-3", "edge", "grade-6", "grade-5", "grade-2", "grade-1"):
        assert contrast(palette[name], palette["paper"]) >= 3, name


@pytest.mark.parametrize("colour", ["answer-2", "answer-3", "answer-5", *(f"grade-{n}" for n in range(1, 7))])
def test_text_on_a_colour_can_be_read(colour):
    palette = palette_of({})
    assert contrast(palette.on(palette[colour]), palette[colour]) >= 4.5


@pytest.mark.parametrize(
    "module", ["helpers.drawing", "helpers.errors", "helpers.names", "helpers.run", "helpers.results"]
)
def test_light_modules_stay_light(module):
    code = (
        f"import sys, {module}; assert not {{'pandas', 'altair', 'numpy', 'pyarrow', 'vl_convert'}} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
