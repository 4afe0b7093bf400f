"""A misspelt name of evidence in a part that may leave things out is told; a name of another programme is not."""

from pathlib import Path

import pytest

from tests.composition.test_page import METADATA, parts
from workbench.composition.known_names import misspelt
from workbench.composition.lacking import ALWAYS, RECORDED
from workbench.composition.page import assemble
from workbench.composition.shortcodes import shortcodes
from workbench.composition.sources import read_folder
from workbench.project import Project

ROOT = Path(__file__).parents[2]
PROJECT = Project(ROOT, ROOT / "evidence", ROOT / "build")
MARK = "---\nwhere-recorded: true\n---\n"


def put_together(source, text):
    from dataclasses import replace

    index = source("{{< include _part.qmd >}}", "index.qmd")
    part = source(MARK + text, "_part.qmd")
    made = replace(parts(), misspelt=lambda name, there, value: misspelt(PROJECT, name, there, value=value))
    return assemble({each.name: each for each in (index, part)}, {}, METADATA, made, [], synthetic=True)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("{{< meta records.agrement.says >}}", "Did you mean records.agreement.says?"),
        ("{{< meta recrods.read.text >}}", "Did you mean records.read.text?"),
        ("{{< meta context.population.txet >}}", "Did you mean context.population.text?"),
        ("{{< include _tables/engagement.sumary.md >}}", "Did you mean engagement.summary?"),
        ("{{< include _figures/promise.balnce.md >}}", "Did you mean promise.balance?"),
    ],
)
def test_a_misspelt_name_is_a_fault_with_line_and_nearest_name(source, text, hint):
    page = put_together(source, f"One.\n\nTwo {text}.\n")
    (fault,) = page.faults
    assert (fault.file, fault.line) == ("reports/_part.qmd", 6)
    assert hint in fault.message


@pytest.mark.parametrize(
    "text",
    ["{{< meta context.children_share.text >}}", "{{< meta participation.young_people.text >}}",
     "{{< include _tables/records.by_setting.md >}}", "{{< include _tables/national.lens_promise.md >}}",
     "{{< include _tables/learning.own.process_strengths.md >}}", "{{< meta evaluation.qi_9_9.grade.text >}}"],
)  # fmt: skip
def test_what_another_programme_has_is_left_out(source, text):
    page = put_together(source, f"One.\n\nTwo {text}.\n")
    assert page.faults == []
    assert "Two" not in page.files["_part.qmd"]


def test_every_name_in_the_projects_own_parts_is_one_of_some_programme():
    reports = ROOT / "reports"
    folders = sorted(path for path in reports.rglob("*") if path.is_dir())
    wrong, looked = [], 0
    for source in (each for folder in folders for each in read_folder(folder, ROOT).values()):
        if not source.option("where-recorded"):
            continue
        for code in shortcodes(source.text):
            match = RECORDED.fullmatch(code.argument) if code.kind == "include" else None
            name = match["name"] if match else code.argument
            parts = [part for part in name.split(".") if part != "qi"]
            if (code.kind == "meta" and parts[0] not in ALWAYS and name.split(".")[0] != "qi") or match:
                looked += 1
                wrong += [found] if (found := misspelt(PROJECT, ".".join(parts), [], value=code.kind == "meta")) else []
    assert wrong == []
    assert looked > 80
