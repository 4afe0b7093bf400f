import os
import re
from pathlib import Path

import pypandoc
import pytest
import yaml

from tests.composition.example import AREAS, PROGRAMME, example_website, write_results
from workbench.composition import compose
from workbench.definitions import load_definitions
from workbench.errors import InputFaults, WorkbenchError

INCLUDE = re.compile(r"\{\{< include (\S+) >\}\}")
META = re.compile(r"\{\{< meta (\S+) >\}\}")


def again(project, areas=AREAS, **options):
    definitions = load_definitions(project)
    return compose(project, definitions, PROGRAMME, areas, project.build / PROGRAMME / "project", **options)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def whole(page: Path) -> str:
    """Return a page with its includes put in, as Quarto does."""
    return INCLUDE.sub(lambda match: whole(page.parent / match[1]), page.read_text())


def pages(composition) -> list[Path]:
    """Every page but those that say where numbers come from."""
    return [composition.target / page.path for page in composition.pages if page.kind != "trace"]


def main(composition):
    """The overview and the area reports, without the further outputs."""
    return [page for page in composition.pages if page.kind in ("area-report", "national-overview")]


def test_an_overview_and_a_page_for_each_area(composed_once):
    _, composition = composed_once
    assert [page.path for page in main(composition)] == ["index.qmd", *(f"areas/{area}/index.qmd" for area in AREAS)]
    settings = yaml.safe_load((composition.target / "_quarto.yml").read_text())
    assert settings["project"]["render"] == [page.path for page in composition.pages]
    assert settings["execute"] == {"enabled": False}
    assert list(settings["format"]) == ["html", "typst", "docx"]


def test_every_page_is_markdown_that_pandoc_reads_without_a_warning(composed_once):
    _, composition = composed_once
    for page in pages(composition):
        text = whole(page)
        assert not INCLUDE.search(text)
        html = pypandoc.convert_text(text, "html", format="markdown", extra_args=["--fail-if-warnings=true"])
        assert "<b>Trusted" not in html


def test_every_value_a_page_names_is_in_its_metadata(composed_once):
    from workbench.composition.metadata import lookup, merged

    _, composition = composed_once
    root = yaml.safe_load((composition.target / "_quarto.yml").read_text())
    assert not (composition.target / "_metadata.yml").exists(), "Quarto gives it to no page"
    for page in pages(composition):
        own = [parent / "_metadata.yml" for parent in (page.parent.parent, page.parent)]
        text = whole(page)
        front = yaml.safe_load(text.split("---\n")[1])
        metadata = merged(root, *(yaml.safe_load(path.read_text()) for path in own if path.is_file()), front)
        names = META.findall(text)
        assert names
        assert [name for name in names if lookup(metadata, name) is None] == []


def test_every_page_says_that_the_evidence_is_synthetic(composed_once):
    _, composition = composed_once
    footer = yaml.safe_load((composition.target / "_quarto.yml").read_text())["website"]["page-footer"]["center"]
    assert "synthetic evidence" in footer
    for page in pages(composition):
        text = whole(page)
        assert "synthetic evidence" in yaml.safe_load(text.split("---\n")[1])["subtitle"]
        assert "::: {.synthetic-banner}\n**" in text


def test_ids_are_unique_and_references_lead_somewhere(composed_once):
    _, composition = composed_once
    for page in pages(composition):
        text = whole(page)
        ids = re.findall(r"\{#((?:sec|tbl|fig)-[\w-]+)", text)
        assert len(ids) == len(set(ids))
        assert set(re.findall(r"(?<![\w@])@((?:sec|tbl|fig)-[\w-]+)", text)) <= set(ids)


def test_pictures_exist_for_every_format(composed_once):
    _, composition = composed_once
    for page in pages(composition):
        pictures = re.findall(r"\]\(((?:\.\./)?(?:figures|pictures)/[\w-]+)\)\{", whole(page))
        assert pictures or page.parent.name in ("improvement-plan", "feedback-summary")
        for name in pictures:
            drawn = (page.parent / f"{name}.svg").read_text()
            assert "@font-face" in drawn or "<text" not in drawn
            assert (page.parent / f"{name}.png").read_bytes().startswith(b"\x89PNG")


def test_files_to_be_included_start_with_an_underscore(composed_once):
    _, composition = composed_once
    sources = {p for p in composition.target.rglob("*.qmd") if not any(part.startswith("_") for part in p.parts)}
    traces = {composition.target / page.path for page in composition.pages if page.kind == "trace"}
    assert len(traces) == len({page.area for page in composition.pages})
    assert sources == set(pages(composition)) | traces


def test_the_same_inputs_give_the_same_bytes(composed_once, tmp_path):
    _, first = composed_once
    _, second = example_website(tmp_path)
    assert contents(first.target) == contents(second.target)


def test_a_second_composition_changes_no_file(website):
    target = website.build / PROGRAMME / "project"
    for path in target.rglob("*"):
        os.utime(path, (1, 1))
    assert again(website).changed == ()
    assert {path.stat().st_mtime for path in target.rglob("*") if path.is_file()} == {1}


def test_only_the_selected_area_is_composed_again(website):
    target = website.build / PROGRAMME / "project"
    narrative = website.reports / PROGRAMME / "areas"
    for area in AREAS:
        (narrative / area / "_qi-2.1.qmd").write_text("Changed.\n")
    composition = again(website, ["fife"])
    assert composition.changed == ("areas/fife/_qi-2.1.qmd",)
    assert [page.area for page in main(composition)] == ["", *AREAS]
    assert (target / "areas/orkney-islands/_qi-2.1.qmd").read_text() != "Changed.\n"


def test_files_that_nothing_needs_any_more_go(website):
    target = website.build / PROGRAMME / "project"
    (target / "areas/fife/_old.qmd").write_text("x")
    (target / "areas/nowhere").mkdir()
    (target / "areas/nowhere/index.qmd").write_text("x")
    assert set(again(website).changed) == {"areas/fife/_old.qmd", "areas/nowhere/index.qmd"}
    assert not (target / "areas/nowhere").exists()


def test_text_that_is_missing_is_a_warning_and_a_visible_note(composed_once):
    _, composition = composed_once
    assert "fife: _qi-5.3.qmd is to be written" in composition.warnings
    assert "To be written" in (composition.target / "areas/fife/_qi-5.3.qmd").read_text()
    assert "fife: _key-messages.qmd is to be written" not in composition.warnings


def test_all_faults_of_all_areas_are_told_at_once_with_the_authors_file_and_line(website):
    narrative = website.reports / PROGRAMME / "areas"
    (narrative / "fife/_qi-2.1.qmd").write_text("One.\n\n{{< meta records.chronolgy.says >}}\n")
    (narrative / "orkney-islands/_key-messages.qmd").write_text(
        "---\na: 1\n---\nx\n{{< include _figures/records.itms.md >}}\n"
    )
    before = contents(website.build / PROGRAMME / "project")
    with pytest.raises(InputFaults) as caught:
        again(website)
    assert [str(fault) for fault in caught.value.faults] == [
        f"reports/{PROGRAMME}/areas/fife/_qi-2.1.qmd, line 3, value 'records.chronolgy.says': there is no such value. "
        "Did you mean records.chronology.says?",
        f"reports/{PROGRAMME}/areas/orkney-islands/_key-messages.qmd, line 5, "
        "value '_figures/records.itms.md': there is no "
        "such figure. Did you mean records.items?",
    ]
    assert contents(website.build / PROGRAMME / "project") == before


def test_a_fault_of_the_template_is_told_once(website):
    part = website.reports / "area-report" / "_next.qmd"
    part.write_text(part.read_text() + "{{< meta area.nmae >}}\n")
    with pytest.raises(InputFaults) as caught:
        again(website)
    assert len(caught.value.faults) == 1
    assert caught.value.faults[0].file == "reports/area-report/_next.qmd"


def test_an_area_without_all_its_results_is_left_out(website):
    (website.build / PROGRAMME / "results/fife/03_surveys/results.json").unlink()
    composition = again(website, ["fife", "orkney-islands"])
    assert "fife: not composed, there are no results of 03_surveys" in composition.warnings
    assert composition.pages[-1].area == "orkney-islands"


def test_nothing_to_compose_says_what_to_do(website):
    definitions = load_definitions(website)
    with pytest.raises(WorkbenchError, match="workbench build"):
        compose(website, definitions, PROGRAMME, ["angus"], website.build / "elsewhere")


def test_the_overview_can_be_composed_before_its_results(website):
    import shutil

    shutil.rmtree(website.build / PROGRAMME / "results/national")
    composition = again(website)
    assert [each for each in composition.warnings if "national.…" in each]
    text = whole(composition.target / "index.qmd")
    assert "is not available" in text
    assert yaml.safe_load(text.split("---\n")[1])["national"]["areas"]["text"] == "not available"


def test_real_evidence_carries_no_sample_banner(website):
    import json

    for path in (website.build / PROGRAMME / "results").rglob("results.json"):
        path.write_text(path.read_text().replace('"synthetic": true', '"synthetic": false'))
        assert not json.loads(path.read_text())["tables"] or "true" not in path.read_text()
    composition = again(website)
    for page in pages(composition):
        assert "synthetic" not in whole(page)


def test_word_pictures_are_made_only_for_word(website):
    composition = again(website, formats=("html", "pdf"))
    assert not list(composition.target.rglob("*.png"))


def test_a_figure_that_was_not_drawn_says_what_to_do(website):
    (website.build / PROGRAMME / "results/fife/04_record_reading/figures/records.items.svg").unlink()
    with pytest.raises(WorkbenchError, match=r"records\.items of fife were recorded but not drawn"):
        again(website)


def test_results_of_more_areas_give_more_pages(website):
    definitions = load_definitions(website)
    write_results(website, definitions, ("angus",))
    composition = again(website, ["angus"])
    assert [page.area for page in main(composition)] == ["", "angus", *AREAS]
    table = (composition.target / "_tables" / "outputs.md").read_text()
    assert "| [Angus](areas/angus/index.qmd) | [Report](areas/angus/index.qmd) |" in table
    assert "Not built yet: Aberdeen City, " in table
