"""How reports stand, and what of a page a sign-off signs."""

from datetime import date

import pytest

from workbench.assurance.sign_offs import SignOff
from workbench.assurance.states import Standing, counted, in_reading_order, standings_of
from workbench.assurance.states_content import content_digests
from workbench.plan.hashes import FileHashes
from workbench.plan.remembered import Remembered

OUTPUTS = ("national-overview", "area-report", "poster", "data-annex")
SITE = """
project:
  render: [index.qmd, areas/fife/index.qmd, poster/index.qmd, trace.qmd, areas/fife/trace.qmd]
website: {title: T}
format: {html: {theme: a}}
evidence: {as_of: '31 March 2026'}
"""
VALUES = """
report:
  release: 'Draft, not released'
  entry: 0123
  foot: 'Draft, not released. Manifest entry 0123'
  cover_note: 'About.'
  trace: '/areas/fife/trace.qmd'
records:
  read:
    text: '[94](/areas/fife/trace.qmd#v-records-read){.traced trace="T1"}'
  other:
    text: '5'
"""
FILES = {
    "_quarto.yml": SITE,
    "_brand.yml": "color: red",
    "theme/a.scss": "a",
    "index.qmd": "---\ntitle: Overview\nreport:\n  release: 'Draft, not released'\n---\nAll. ![x](figures/map){#f}\n",
    "trace.qmd": "key 1",
    "poster/index.qmd": "---\ntitle: Poster\n---\nBig words.\n",
    "figures/map.svg": "<svg>1</svg>",
    "national-data-annex.xlsx": "sheet",
    "areas/fife/index.qmd": "---\ntitle: Fife\n---\n{{< include _a.qmd >}}\n",
    "areas/fife/_a.qmd": 'Read {{< meta records.read.text >}}. [How](/areas/fife/trace.qmd#t){.traced trace="T3"}\n',
    "areas/fife/_metadata.yml": VALUES,
    "areas/fife/trace.qmd": "key 2",
    "areas/fife/figures/a.svg": "<svg>a</svg>",
    "areas/fife/figures/a.png": "png",
    "areas/fife/poster/index.qmd": "---\ntitle: Fife's poster\n---\nWords.\n",
    "areas/fife/fife-data-annex.xlsx": "fife's sheet",
}
REPORTS = {"fife", "national-overview", "poster", "data-annex"}


@pytest.fixture
def composed(tmp_path):
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


def changed(composed, name, old, new):
    """Return the reports whose digest changes when a file of the composed website does."""
    memory = composed.parent / "found.json"
    remembered = Remembered(memory, FileHashes())
    before = content_digests(composed, OUTPUTS, remembered=remembered)
    remembered.save()
    path = composed / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    after = content_digests(composed, OUTPUTS)
    # What a build remembers is told of a report as reading it anew would.
    assert content_digests(composed, OUTPUTS, remembered=Remembered(memory, FileHashes())) == after
    assert set(before) == set(after) == REPORTS
    return {report for report in REPORTS if before[report] != after[report]}


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("areas/fife/_metadata.yml", "Draft, not released", "Release 2, final"),
        ("areas/fife/_metadata.yml", "0123", "4567"),
        ("areas/fife/_metadata.yml", "About.", "About. Release 2."),
        ("areas/fife/_metadata.yml", 'trace="T1"', 'trace="T9"'),
        ("areas/fife/_metadata.yml", "text: '5'", "text: '6'"),  # a value that no page of the area shows
        ("areas/fife/_a.qmd", 'trace="T3"', 'trace="T4"'),
        ("areas/fife/trace.qmd", "key 2", "key 3"),
        ("areas/fife/figures/a.png", "png", "drawn anew of the same SVG"),
        ("index.qmd", "Draft, not released", "Release 2, final"),
        ("_quarto.yml", "title: T", "title: U"),
        ("_quarto.yml", "theme: a", "theme: b"),
        ("theme/a.scss", "a", "b"),
    ],
)
def test_what_is_not_content_changes_no_digest(composed, name, old, new):
    assert changed(composed, name, old, new) == set()


@pytest.mark.parametrize(
    ("name", "old", "new", "reports"),
    [
        ("areas/fife/_metadata.yml", "[94]", "[95]", {"fife"}),
        ("areas/fife/_a.qmd", "Read", "They read", {"fife"}),
        ("areas/fife/index.qmd", "title: Fife", "title: Moray", {"fife"}),
        ("areas/fife/poster/index.qmd", "Words", "Other words", {"fife"}),
        ("areas/fife/figures/a.svg", ">a<", ">b<", {"fife"}),
        ("areas/fife/fife-data-annex.xlsx", "sheet", "other sheet", {"fife"}),
        ("index.qmd", "All.", "None.", {"national-overview"}),
        ("figures/map.svg", "1", "2", {"national-overview"}),
        ("poster/index.qmd", "Big", "Small", {"poster"}),
        ("national-data-annex.xlsx", "sheet", "other", {"data-annex"}),
        ("_quarto.yml", "31 March", "30 March", REPORTS),
    ],
)
def test_what_a_reader_sees_changes_the_report_it_is_in(composed, name, old, new, reports):
    assert changed(composed, name, old, new) == reports


def test_a_file_that_is_added_or_left_behind_counts(composed):
    before = content_digests(composed, OUTPUTS)
    (composed / "areas/fife/_new.qmd").write_text("New.\n")
    assert content_digests(composed, OUTPUTS)["fife"] != before["fife"]
    assert content_digests(composed, OUTPUTS, names=set(FILES)) == before


def test_what_quarto_leaves_beside_the_sources_is_no_content(composed):
    before = content_digests(composed, OUTPUTS)
    for name in ("_site/index.html", "_site/areas/fife/index.html", ".quarto/idx/index.qmd.json"):
        (composed / name).parent.mkdir(parents=True, exist_ok=True)
        (composed / name).write_text("rendered")
    assert content_digests(composed, OUTPUTS) == before


def test_files_about_to_be_written_count_as_if_they_were(composed):
    before = content_digests(composed, OUTPUTS)
    held = {"areas/fife/_metadata.yml": VALUES.replace("Draft, not released", "")}
    (composed / "areas/fife/_metadata.yml").unlink()
    assert content_digests(composed, OUTPUTS, held) == before


def test_nothing_composed_has_no_reports(tmp_path):
    assert content_digests(tmp_path / "none", OUTPUTS) == {}


def signed(state, content="a" * 64, on=date(2026, 3, 2)):
    return SignOff(state=state, role="Quality panel", date=on, comment="Read", content=content, seal="0" * 16)


@pytest.mark.parametrize(
    ("sign_off", "content", "line"),
    [
        (None, "a", "Draft, not released"),
        (signed("draft"), "b" * 64, "Draft, not released"),
        (signed("assured"), "a" * 64, "Assured on 2 March 2026, not released"),
        (signed("factual accuracy"), "a" * 64, "Factual accuracy checked on 2 March 2026, not released"),
        (signed("final"), "a" * 64, "Final on 2 March 2026, not released"),
        (signed("assured"), "b" * 64, "Draft, changed since it was assured on 2 March 2026; not released"),
        (signed("final"), "b" * 64, "Draft, changed since it was final on 2 March 2026; not released"),
    ],
)
def test_a_page_says_how_its_report_stands(sign_off, content, line):
    assert Standing("fife", content, sign_off).line() == line


def test_a_released_page_names_its_release():
    assert Standing("fife", "a" * 64, signed("final")).line("3") == "Release 3, final"
    assert Standing("fife", "b" * 64, signed("final")).line("3") == "Release 3"


def test_reports_are_counted_by_what_holds():
    standings = standings_of(
        {"fife": "a" * 64, "moray": "b" * 64, "poster": "c" * 64},
        {"fife": (signed("assured"), signed("final")), "moray": (signed("final"),), "gone": (signed("final"),)},
    )
    assert counted(standings) == "1 final, 2 drafts"
    assert standings["gone"].content == ""
    assert [each.report for each in in_reading_order(standings, ("moray", "fife"))] == [
        "gone", "poster", "moray", "fife",
    ]  # fmt: skip
