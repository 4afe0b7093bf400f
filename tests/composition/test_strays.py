"""What lies among people's texts under a wrong name is told, with the right one."""

import pytest

from workbench.composition.strays import stray_notes

KINDS = ("area-report", "childrens-version")


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("areas/fiffe/_qi-2.1.qmd", "reports/x/areas/fiffe: the programme has no such area, so nothing in it is read. "
         "Did you mean fife?"),
        ("areas/fife/evaluation.yaml", "reports/x/areas/fife/evaluation.yaml: no record has this name, so it is not "
         "read. Did you mean evaluations.yaml?"),
        ("areas/fife/recommendations.yml", "reports/x/areas/fife/recommendations.yml: no record has this name, so it "
         "is not read. Did you mean recommendations.yaml?"),
        ("areas/fife/childrens-verson/_well.qmd", "reports/x/areas/fife/childrens-verson: no kind of output has this "
         "name, so nothing in it is read. Did you mean childrens-version?"),
        ("national/_key-messages.docx", "reports/x/national/_key-messages.docx: texts are .qmd files, so it is not "
         "read. Save its text as _key-messages.qmd."),
        ("areas/fife/_key-messages.qmd.txt", "reports/x/areas/fife/_key-messages.qmd.txt: texts are .qmd files, so "
         "it is not read. Save its text as _key-messages.qmd."),
        ("areas/fife/_qi-2.1.QMD", "reports/x/areas/fife/_qi-2.1.QMD: texts are .qmd files, so it is not read. Save "
         "its text as _qi-2.1.qmd."),
        ("areas/fife/matters.yaml.txt", "reports/x/areas/fife/matters.yaml.txt: no record has this name, so it is not "
         "read. Did you mean matters.yaml?"),
    ],
)  # fmt: skip
def test_a_wrong_name_is_told_with_the_right_one(tmp_path, file, told):
    path = tmp_path / file
    path.parent.mkdir(parents=True)
    path.write_text("x")
    assert list(stray_notes(tmp_path, "reports/x", ("fife",), KINDS)) == [told]


def test_what_belongs_there_is_not_told_of(tmp_path):
    for name in ("evaluations.yaml", "_key-messages.qmd", "photograph.png", "childrens-version/_well.qmd", ".note.yml"):
        path = tmp_path / "areas" / "fife" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    assert list(stray_notes(tmp_path, "reports/x", ("fife",), KINDS)) == []
    assert list(stray_notes(tmp_path / "nothing", "reports/x", (), ())) == []
