"""What DuckDB counts in the store is what pandas counts in the same rows."""

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.errors import EvidenceError
from helpers.explorer.store import Store
from helpers.explorer.tallies import counted_columns, tallies, together
from helpers.instruments import Column, Instrument, Option
from helpers.records import GOOD

OPTIONS = (
    Option("it's fine", "It's fine", "positive"), Option('"quite"', "Quite", "positive"), 
    Option("so-so", "So-so", "neutral"),
    Option("poor", "Poor", "negative"), Option("don't know", "Don't know", "excluded"),
)  # fmt: skip
QUESTION, GRADE = Column("odd name", "Asked", "scale", OPTIONS), Column("grade", "Graded", "grade")
GROUP = Column("who", "Who", "choice", (Option("a", "A"), Option("b", "B")), group=True)
_KEYS = (Column("record", "Record", "identifier"), Column("reading", "Reading", "integer"))
FORM = Instrument("form", "Form", "form", "record_reading", "records", "records", (*_KEYS, GROUP, QUESTION, GRADE))
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "reading": st.sampled_from([1, 1, 1, 2]),
            "who": st.sampled_from(["a", "b", None]),
            "odd name": st.sampled_from([*(option.value for option in OPTIONS), None]),
            "grade": st.one_of(st.none(), st.integers(1, 6)),
        }
    ),
    min_size=1,
    max_size=30,
)


def _write(folder, area, rows):
    frame = pd.DataFrame([{"record": f"R{number}"} | row for number, row in enumerate(rows)])
    frame = frame.astype(
        {"record": "string", "reading": "Int64", "who": "string", "odd name": "string", "grade": "Int64"}
    )
    path = folder / "one" / "form" / f"{area}.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    frame.to_parquet(path)
    return frame


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(["fife", "moray", "angus"]), ROWS, min_size=1), st.booleans())
def test_counts_are_those_of_pandas(tmp_path, evidence, grouped):
    folder = tmp_path / "store"
    for path in (folder / "one" / "form").glob("*.parquet"):
        path.unlink()
    frames = {area: _write(folder, area, rows) for area, rows in evidence.items()}
    found = tallies(Store(folder, "one"), FORM, [QUESTION, GRADE], None, "who" if grouped else "")
    expected = []
    for area, frame in sorted(frames.items()):
        first = frame[frame["reading"] == 1]
        keys = first["who"].fillna("") if grouped else pd.Series("", index=first.index)
        for key, part in first.groupby(keys):
            answers, grades = part["odd name"], part["grade"]
            expected.append(
                (
                    area, key, len(part),
                    tuple(int(answers.isin(words).sum()) for words in (["it's fine", '"quite"'], ["so-so"], ["poor"])),
                    (int((grades >= GOOD).sum()), 0, int((grades < GOOD).sum())),
                )
            )  # fmt: skip
    assert [(t.area, t.group, t.rows, t.counts["odd name"], t.counts["grade"]) for t in found] == expected


def test_only_the_areas_asked_for_are_read(programme):
    survey = programme.run.instrument("staff_survey")
    found = tallies(programme.store, survey, counted_columns(survey)[:1], ["midlothian", "nowhere"])
    assert [(tally.area, tally.rows) for tally in found] == [("midlothian", 120)]
    assert tallies(programme.store, survey, [], ["midlothian"]) == ()
    assert together(found, "no such column") == (0, 0, 0)


def test_a_file_that_lacks_a_column_says_what_to_do(programme):
    survey = programme.run.instrument("staff_survey")
    with pytest.raises(EvidenceError, match="take it in again with `workbench intake compulsory-supervision-orders`"):
        tallies(programme.store, survey, [Column("new_question", "New", "grade")])


def test_nothing_is_fetched_or_spilled(programme):
    programme.store.ask("SELECT 1 FROM evidence LIMIT 1", "staff_survey")
    settings = dict(programme.store._connection.execute("SELECT name, value FROM duckdb_settings()").fetchall())
    assert settings["temp_directory"] == "" and settings["autoinstall_known_extensions"] == "false"
    assert settings["autoload_known_extensions"] == "false"
