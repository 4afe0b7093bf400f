"""What people wrote for reports is searched as evidence is; what is detected waits for a reader, by role."""

import os
from datetime import date

import pytest
from click.testing import CliRunner

from workbench.cli import main
from workbench.freetext import narrative
from workbench.freetext.authored_texts import texts_of
from workbench.freetext.held import sign_off_texts
from workbench.freetext.narrative import passages, to_read_lines, unread

PROGRAMME = "compulsory-supervision-orders"
NAMED = "A social worker, Eilidh Drever,\nhelped a family to be heard."
ADDRESS = "Write to the council: council@example.scot."


@pytest.fixture
def written(project):
    """Texts of an area and of the nation, with something to detect in five places."""
    area = project.reports / PROGRAMME / "areas" / "fife"
    (area / "childrens-version").mkdir(parents=True)
    (area / "_qi-2.1.qmd").write_text(
        "---\nx: Eilidh Drever\n---\n\nGood plain text about {{< meta area.name >}}. <!-- Eilidh Drever -->\n\n"
        f"{NAMED}\n"
    )
    (area / "childrens-version" / "_letter.qmd").write_text(f"# Where to write {{#sec-Where}}\n\n{ADDRESS}\n")
    (area / "evaluations.yaml").write_text(
        'evaluations:\n  - quality_indicator: "2.1"\n    grade: 4\n    rationale: >\n      Mrs Flett told us\n'
        "      of late plans.\n    decided_on: 2026-03-12\n"
    )
    (area / "matters.yaml").write_text("matters:\n  - {matter: Fine, because: A boy aged 7 said so.}\n")
    (area / "quotations.yaml").write_text("quotations:\n  - {id: a, text: Eilidh Drever said so.}\n")
    nation = project.reports / PROGRAMME / "national"
    nation.mkdir()
    (nation / "_key-messages.qmd").write_text(
        "In Fife and the Orkney Islands, the Care Inspectorate saw CHI 0101011237.\n"
    )
    project.build.mkdir()
    return project


def test_each_is_found_with_file_and_line(written, definitions):
    found = [
        (one.area, one.file.rpartition("/")[2], one.line, one.kinds)
        for one in passages(written, PROGRAMME, definitions)
    ]
    assert found == [
        ("fife", "_qi-2.1.qmd", 7, ("name",)),
        ("fife", "_letter.qmd", 3, ("email",)),
        ("fife", "evaluations.yaml", 4, ("name",)),
        ("fife", "matters.yaml", 2, ("age",)),
        ("national", "_key-messages.qmd", 1, ("chi",)),
    ]


def test_copies_and_locks_that_editors_leave_are_not_searched(written, definitions):
    before = passages(written, PROGRAMME, definitions)
    area = written.reports / PROGRAMME / "areas" / "fife"
    (area / ".ipynb_checkpoints").mkdir()
    (area / ".ipynb_checkpoints" / "_qi-2.1-checkpoint.qmd").write_text(f"{NAMED}\n")
    (area / ".#_qi-2.1.qmd").symlink_to("somebody@somewhere.1234")
    assert passages(written, PROGRAMME, definitions) == before


def test_no_line_repeats_what_was_found(written, definitions):
    said = "\n".join(map(str, passages(written, PROGRAMME, definitions)))
    cached = next((written.build / "cache" / "narrative").glob("*.json")).read_text()
    for text in (said, cached):
        assert not any(word in text for word in ("Drever", "Eilidh", "Flett", "0101011237", "council@"))
    assert "reports/compulsory-supervision-orders/areas/fife/_qi-2.1.qmd, line 7: possible name 'E… D…'" in said


def test_a_file_that_was_searched_is_not_searched_again(written, definitions, monkeypatch):
    first = passages(written, PROGRAMME, definitions)
    with monkeypatch.context() as patch:
        patch.setattr(narrative._Cache, "_searched", None)
        assert passages(written, PROGRAMME, definitions) == first
    (written.reports / PROGRAMME / "areas" / "fife" / "matters.yaml").unlink()
    assert len(passages(written, PROGRAMME, definitions)) == len(first) - 1


def test_a_sign_off_is_for_exactly_what_stands_there(written, definitions):
    before = unread(written, PROGRAMME, definitions)
    assert len(before) == 5
    sign_off_texts(written, PROGRAMME, before, "fife", role="Inspection lead", on=date(2026, 3, 2))
    # What may stand in no report cannot be let through by hand either.
    assert [one.kinds for one in unread(written, PROGRAMME, definitions)] == [("chi",)]
    path = written.reports / PROGRAMME / "areas" / "fife" / "_qi-2.1.qmd"
    path.write_text(path.read_text().replace("---\n\nGood", "---\n\n\n\nGood"))
    assert len(unread(written, PROGRAMME, definitions)) == 1
    path.write_text(path.read_text().replace("heard.", "seen."))
    assert [one.kinds for one in unread(written, PROGRAMME, definitions)] == [("name",), ("chi",)]


def test_a_build_says_where(written, definitions):
    (said,) = to_read_lines(PROGRAMME, unread(written, PROGRAMME, definitions))
    assert said.startswith("To read: 5 passages written for the reports may identify somebody, and nobody has signed")
    assert "_qi-2.1.qmd, line 7 (possible name 'E… D…')" in said and "; and 1 more" in said
    assert f"workbench findings {PROGRAMME} --show" in said
    assert to_read_lines(PROGRAMME, ()) == []


def test_listed_and_signed_off_by_command(written, monkeypatch):
    monkeypatch.setitem(os.environ, "WORKBENCH_PROJECT", str(written.root))
    monkeypatch.delitem(os.environ, "WORKBENCH_EVIDENCE", raising=False)

    def run(*arguments):
        return CliRunner().invoke(main, ["--project", str(written.root), "findings", *arguments])

    listed = run(PROGRAMME, "--area", "fife")
    assert listed.exit_code == 1
    assert "_qi-2.1.qmd, line 7" in listed.output and "Drever" not in listed.output
    assert "4 passages written for the reports to read before a release" in listed.output
    assert "Eilidh Drever" in run(PROGRAMME, "--show").output
    by = ("--role", "Inspection lead", "--on", "2026-03-02")
    refused = run("sign-off", PROGRAMME, "national", "--all", *by)
    assert refused.exit_code == 2 and "may stand in no report" in refused.output
    assert "4 texts signed off" in run("sign-off", PROGRAMME, "fife", "--all", *by).output
    assert "1 passage written for the reports" in run(PROGRAMME).output


def test_a_sentence_over_several_lines_is_one():
    (text,) = texts_of("a.qmd", "They asked\nBrown about it.\n- One\n- Two\n")
    assert text.searched.rstrip() == "They asked Brown about it.\n- One\n- Two"
    assert [text.line for text in texts_of("a.qmd", "\n\nOne\n\n \nTwo\n\n\n")] == [3, 6]
