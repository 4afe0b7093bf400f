"""The narrative of a programme is looked through before anything is built or composed."""

from types import SimpleNamespace

from workbench.checks.everything import _narrative
from workbench.checks.narrative import refused_markup
from workbench.project import Project


def test_raw_markup_is_told_by_file_and_line_even_where_nothing_was_built(tmp_path):
    project = Project(tmp_path, tmp_path / "evidence", tmp_path / "build")
    programme = SimpleNamespace(id="orders", stages=("01",))
    folder = project.reports / "orders" / "areas" / "fife"
    (folder / "childrens-version").mkdir(parents=True)
    (folder / "_qi-2.1.qmd").write_text("---\nto-be-written: true\n---\n\nOne.\n\n<script>alert(1)</script>\n")
    (folder / "childrens-version" / "_letter.qmd").write_text("`<b>`{=html}\n")
    (folder / "_good.qmd").write_text("Plain.\n")
    # JupyterLab keeps a copy of what it edits.
    (folder / ".ipynb_checkpoints").mkdir()
    (folder / ".ipynb_checkpoints" / "_good-checkpoint.qmd").write_text("<b>Old.</b>\n")
    found = [
        (fault.file.removeprefix("reports/orders/areas/fife/"), fault.line)
        for fault in refused_markup(project, programme)
    ]
    assert sorted(set(found)) == [("_qi-2.1.qmd", 7), ("childrens-version/_letter.qmd", 1)]
    check = _narrative(project, None, programme)
    assert check.faults and not check.made
