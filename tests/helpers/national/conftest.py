"""The national run of the tests: three areas with results, one of which holds a number back."""

import json

import pytest

from helpers.national import read_overview

GRADES = {"orkney-islands": "Good", "midlothian": "Weak", "dundee-city": "Good"}


@pytest.fixture
def overview(run_of, tmp_path):
    collected = {}
    for number, (slug, grade) in enumerate(GRADES.items()):
        read = (
            {"status": "suppressed", "reason": "small"}
            if slug == "orkney-islands"
            else {"status": "shown", "value": 40 + number}
        )
        themes = {"rows": [["Poverty", 1, 2, 0, 3]]}
        stages = {
            "04_record_reading": {"values": {"records.read": read}, "tables": {}},
            "05_engagement": {"values": {}, "tables": {"engagement.themes": themes}},
            "06_evaluation": {"values": {"evaluation.qi_2_1.grade": {"status": "shown", "text": grade}}, "tables": {}},
        }
        collected[slug] = {}
        for stage, content in stages.items():
            collected[slug][stage] = tmp_path / f"{slug}-{stage}.json"
            collected[slug][stage].write_text(json.dumps(content))
    return read_overview(run_of("national_overview", None, collected=collected))
