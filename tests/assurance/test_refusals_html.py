"""Each static check of a web page finds what it is there for, and nothing in a good page."""

import pytest

from workbench.assurance.refusals_html import html_faults

GOOD = """<!DOCTYPE html>
<html lang="en-GB"><head><title>A report</title></head>
<body><a href="#content">Skip</a><nav><h2>Reports</h2></nav>
<main id="content"><h1>A</h1><h2 id="b">B</h2><h3>C</h3><h2>D</h2>
<img src="a.svg" alt="A chart"><img src="b.svg" alt=""><p><a href="x.html"><img src="c.svg" alt="Home"></a></p>
<svg role="img" aria-label="A scale"><title>Not the page's</title></svg>
<table><caption>T</caption><thead><tr><th scope="col">Area</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>
<button aria-label="Close"></button><a id="anchor"></a>
</main></body></html>
"""


def test_a_good_page_has_no_fault():
    assert list(html_faults(GOOD)) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (' lang="en-GB"', "", "does not name its language."),
        ("<title>A report</title>", "<title> </title>", "has no title."),
        ("<h1>A</h1>", "<p>A</p>", "has 0 headings of level 1."),
        ("<h2>D</h2>", "<h1>D</h1>", "has 2 headings of level 1."),
        ('<h2 id="b">B</h2>', "", "has the heading “C” of level 3 below one of level 1."),
        (' alt="A chart"', "", "has a picture without a description: a.svg."),
        (' alt="Home"', ' alt=""', "has a link without a name: x.html."),
        (' aria-label="Close"', "", "has a button without a name: ."),
        ('<th scope="col">Area</th>', "<td>Area</td>", "has a table without header cells: 'TArea1'."),
        ('id="b"', 'id="content"', "has the id 'content' twice."),
        ('<main id="content">', '<div id="content">', "has no main landmark."),
        ("<button", '<div role="main"></div><button', "has 2 main landmarks."),
        (' aria-label="A scale"><title>Not the page\'s</title>', ">", "has a drawing without a description."),
    ],
)
def test_each_check_finds_its_fault(old, new, fault):
    assert old in GOOD
    assert fault in list(html_faults(GOOD.replace(old, new)))
