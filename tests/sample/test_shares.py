"""The shares that the narrative is held against are those of the files that the sample writes."""

import csv
import io

from helpers import records
from workbench.sample.files import area_files
from workbench.sample.latent import sample_sizes
from workbench.sample.shares import GOOD, Fallen, shares_of


def test_they_are_counted_in_the_answers_that_the_files_hold(definitions, programme):
    area = definitions.area("orkney-islands", programme)
    files = area_files(definitions, programme, area, programme.sample.seed)
    shares = shares_of(definitions, programme, area)
    survey = definitions.instruments["children_survey"]
    text = files[survey.file.name_for(area.slug)].decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    for column in survey.columns:
        if column.type == "scale":
            options = {one.label: one.polarity for one in definitions.answer_scales[column.scale].options}
            said = [options[row[column.header]] for row in rows if row[column.header]]
            counted = [side for side in said if side != "excluded"]
            assert shares[f"children.{column.id}"] == Fallen(counted.count("positive"), len(counted))


def test_a_record_read_twice_counts_once(definitions, programme):
    area = definitions.area("orkney-islands", programme)
    most = max(each.base for name, each in shares_of(definitions, programme, area).items() if name[:8] == "records.")
    assert most <= sample_sizes("orkney-islands", programme.sample.seed).records


def test_grades_are_counted_as_in_the_results():
    assert GOOD == records.GOOD
