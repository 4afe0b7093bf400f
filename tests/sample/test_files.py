"""The sample's files: the same bytes each time, answers that follow the latent quality, nothing that identifies."""

import csv
import io
import re

import pytest
from python_calamine import CalamineWorkbook

from workbench.sample.files import area_files
from workbench.sample.latent import CHILDREN, area_quality, sample_sizes
from workbench.sample.phrases import bank

SEED = 20251


@pytest.fixture(scope="module")
def orkney(definitions, programme):
    return area_files(definitions, programme, definitions.area("orkney-islands"), SEED)


def _cells(files, definitions, table):
    file = definitions.instruments[table].file
    content = next(content for name, content in files.items() if name == file.name_for(name.split("_")[0]))
    if file.format == "csv":
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        return book.get_sheet_by_name(file.sheet).to_python()


def test_the_same_seed_gives_the_same_bytes(definitions, programme, orkney):
    assert area_files(definitions, programme, definitions.area("orkney-islands"), SEED) == orkney


def test_another_seed_or_area_gives_other_answers(definitions, programme, orkney):
    other = area_files(definitions, programme, definitions.area("orkney-islands"), SEED + 1)
    assert all(other[name] != content for name, content in orkney.items())


def test_there_is_one_file_for_each_instrument_with_its_codebook(definitions, programme, orkney):
    assert len(orkney) == len(programme.instruments)
    for name in programme.instruments:
        file = definitions.instruments[name].file
        if file.codebook:
            content = orkney[file.name_for("orkney-islands")]
            assert CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names == [file.sheet, file.codebook]


def test_rows_are_as_many_as_the_sizes_say(definitions, orkney):
    sizes = sample_sizes("orkney-islands", SEED)
    assert len(_cells(orkney, definitions, "staff_survey")) == sizes.staff + 1
    assert len(_cells(orkney, definitions, "children_survey")) == sizes.children + 1
    assert len(_cells(orkney, definitions, "parents_survey")) == sizes.parents + 1


def test_about_fifteen_per_cent_of_records_are_read_twice_by_different_kinds_of_reader(definitions, programme):
    glasgow = area_files(definitions, programme, definitions.area("glasgow-city"), SEED)
    rows = _cells(glasgow, definitions, "record_reading")[3:]
    first = {row[0]: row for row in rows if row[1] == 1}
    second = {row[0]: row for row in rows if row[1] == 2}
    assert len(first) == sample_sizes("glasgow-city", SEED).records
    assert 0.14 < len(second) / len(first) < 0.17
    assert all(first[record][3] != row[3] for record, row in second.items())
    answers = [(a, b) for record, row in second.items() for a, b in zip(first[record][6:], row[6:], strict=True)]
    agreed = sum(a == b for a, b in answers) / len(answers)
    assert 0.7 < agreed < 0.97


def test_answers_follow_the_latent_quality(definitions, programme):
    ranked = sorted(CHILDREN, key=lambda area: area_quality(area, SEED)["9.2"])

    def positive(area):
        files = area_files(definitions, programme, definitions.area(area), SEED)
        header, *rows = _cells(files, definitions, "staff_survey")
        place = header.index(definitions.instruments["staff_survey"].column("shared_vision").header)
        return sum(row[place] in ("Agree", "Strongly agree") for row in rows) / len(rows)

    weak, strong = ([positive(area) for area in some] for some in (ranked[:4], ranked[-4:]))
    assert max(weak) < min(strong)


def test_some_questions_are_left_unanswered(definitions, programme):
    files = area_files(definitions, programme, definitions.area("fife"), SEED)
    _, *rows = _cells(files, definitions, "children_survey")
    blank = sum(cell == "" for row in rows for cell in row) / (len(rows) * len(rows[0]))
    assert 0.01 < blank < 0.1


def test_two_areas_do_not_read_the_same(definitions, programme):
    def findings(area):
        files = area_files(definitions, programme, definitions.area(area), SEED)
        return {row[-1] for row in _cells(files, definitions, "engagement")[1:]}

    one, other = findings("fife"), findings("highland")
    assert len(one) > 50
    assert len(one & other) < 0.1 * len(one)


def test_no_finding_names_a_place_or_a_person(definitions):
    names = {name.casefold() for area in definitions.areas.values() for name in (area.name, *area.spellings)}
    words = " ".join(_strings([bank("phrases"), bank("statements")])).casefold()
    assert not [name for name in names if re.search(rf"\b{re.escape(name)}\b", words)]
    assert not re.search(r"\d{3}|@", words)


def _strings(value):
    if isinstance(value, str):
        return [value]
    return [text for one in (value.values() if isinstance(value, dict) else value) for text in _strings(one)]


def test_counts_in_the_return_fit_together(definitions, orkney):
    rows = [row for row in _cells(orkney, definitions, "information_return") if len(row) > 3 and row[2]][1:]
    labels = {o.label: o.value for o in definitions.instruments["information_return"].column("measure").options}
    counts = {(labels[row[1]], row[2]): row[3] for row in rows}
    assert counts["cso_at_home", "All"] == sample_sizes("orkney-islands", SEED).population
    ages = ("Under 5", "5 to 11", "12 to 15", "16 and over")
    assert sum(counts["cso_at_home", age] for age in ages) == counts["cso_at_home", "All"]
    assert counts["reviews_on_time", "All"] <= counts["reviews_due", "All"]
    assert counts["cso_at_home", "All"] < counts["cso_all", "All"]
