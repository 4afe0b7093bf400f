from datetime import date

from benchmarks.findings import Check, Findings, keep

ORDER = ["notebooks", "help"]


def findings(name, holds=True):
    return Findings(name, "One against another.", [Check("as fast", "11 times", "at least 10 times", holds)], ["Note."])


def test_a_section_says_what_was_found_when_and_with_what():
    text = findings("help").as_markdown("2 cores", "papermill 2.7", date(2026, 3, 31))
    assert "| as fast | 11 times | at least 10 times | holds |" in text
    assert text.endswith("- Note.\n- 2026-03-31; 2 cores; papermill 2.7\n")


def test_what_is_missed_or_not_measured_is_said():
    assert Check("", "", "", False).verdict == "**missed**"
    assert Check("", "", "", None).verdict == "not measured"


def test_a_run_renews_its_own_section_and_keeps_the_others_in_order(tmp_path):
    page = tmp_path / "RESULTS.md"
    keep(findings("help"), ORDER, "2 cores", page)
    keep(findings("notebooks"), ORDER, "2 cores", page)
    keep(findings("help", holds=False), ORDER, "2 cores", page)
    text = page.read_text()
    assert text.startswith("# Benchmarks\n")
    assert text.index("## notebooks") < text.index("## help")
    assert text.count("## help") == 1
    assert text.count("missed") == 1
