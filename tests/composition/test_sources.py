import pytest

from workbench.composition.sources import Source, for_indicator, read_folder
from workbench.errors import InputFaults


def test_front_matter_is_taken_off_and_lines_still_count(source):
    read = source("---\nto-be-written: true\n---\nText\n")
    assert (read.text, read.first_line, read.option("to-be-written")) == ("Text\n", 4, True)


def test_a_file_that_is_not_text_and_one_with_bad_front_matter_are_told_together(tmp_path):
    (tmp_path / "_a.qmd").write_bytes(b"\xff\xfe")
    (tmp_path / "_b.qmd").write_text("---\ntitle: [\n---\n")
    (tmp_path / "_c.qmd").write_text("fine")
    with pytest.raises(InputFaults) as caught:
        read_folder(tmp_path, tmp_path)
    assert [fault.file for fault in caught.value.faults] == ["_a.qmd", "_b.qmd"]
    assert caught.value.faults[1].line > 1


def test_a_folder_that_is_not_there_has_no_sources(tmp_path):
    assert read_folder(tmp_path / "none", tmp_path) == {}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{{< meta qi.title >}}", "{{< meta qi_2_1.title >}}"),
        ("{{< meta evaluation.qi.grade.says >}}", "{{< meta evaluation.qi_2_1.grade.says >}}"),
        ("{{< include _figures/national.map.qi.md >}}", "{{< include _figures/national.map.qi_2_1.md >}}"),
        ("{{< include _qi.qmd >}}", "{{< include _qi-2.1.qmd >}}"),
        ("{{< include _qi/survey.md >}}", "{{< include _qi-2.1/survey.md >}}"),
        ("{#sec-qi} and @sec-strands-qi.", "{#sec-qi-2-1} and @sec-strands-qi-2-1."),
        ("The word qi, qi.title and _qi.qmd in text", "The word qi, qi.title and _qi.qmd in text"),
        ("{{< meta records.equity.text >}}", "{{< meta records.equity.text >}}"),
    ],
)
def test_three_rules_make_the_copy_for_an_indicator(before, after):
    assert for_indicator(Source("f", "_x.qmd", before), "2.1", "qi_2_1").text == after


def test_a_mark_before_the_first_letter_and_windows_line_ends_are_none_of_the_text(tmp_path):
    (tmp_path / "_a.qmd").write_bytes("\ufeff---\r\ntitle: A\r\n---\r\n::: {.note}\r\nText\r\n".encode())
    read = read_folder(tmp_path, tmp_path)["_a.qmd"]
    assert (read.text, read.first_line) == ("::: {.note}\nText\n", 4)


def test_what_editors_and_systems_leave_beside_a_text_is_not_read(tmp_path):
    (tmp_path / "_a.qmd").write_text("Mine")
    (tmp_path / ".#_a.qmd").symlink_to("somebody@somewhere.1234")  # Emacs, while the file is open
    (tmp_path / "._a.qmd").write_bytes(b"\x00\x05\x16\x07")  # a Mac, on a disk of another system
    (tmp_path / "_a.qmd~").write_bytes(b"\xff")
    assert list(read_folder(tmp_path, tmp_path)) == ["_a.qmd"]


def test_a_file_of_another_encoding_is_told_with_its_line_and_one_that_cannot_be_read_with_the_reason(tmp_path):
    (tmp_path / "_a.qmd").write_bytes("One\ntwo\ncaf\u00e9\n".encode("latin-1"))
    (tmp_path / "_b.qmd").mkdir()
    (tmp_path / "_c.qmd").symlink_to("gone")
    with pytest.raises(InputFaults) as caught:
        read_folder(tmp_path, tmp_path)
    assert [str(fault) for fault in caught.value.faults] == [
        "_a.qmd, line 3: not UTF-8 text from here on; save the file as UTF-8",
        "_b.qmd: could not be read (Is a directory)",
        "_c.qmd: could not be read (No such file or directory)",
    ]
