import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.plan.test_lockfile import key
from workbench.files import sha256
from workbench.plan.hashes import FileHashes
from workbench.plan.keys import Record
from workbench.plan.reasons import RULES, Why, key_reasons, reasons_to_run

ROOT = Path(__file__).parents[2]


def test_the_document_lists_the_rules_in_their_order():
    text = (ROOT / RULES).read_text()
    numbered = dict(re.findall(r"^(\d+)\. \*\*(.+?)\.\*\*", text, flags=re.MULTILINE))
    assert len(numbered) == len(Why)
    for why in Why:
        if why is not Why.FRESH:
            assert numbered[str(why.rule)].lower() == why.words


@pytest.mark.parametrize(
    ("part", "value", "expected"),
    [
        ("notebook", "other", "notebook changed (rule 2)"),
        ("helper", {"helpers": "1", "helpers.charts": "2"}, "helper changed: helpers.charts new (rule 3)"),
        ("evidence", {"notes": "9"}, "evidence changed: notes (rule 4)"),
        ("evidence", {}, "evidence changed: notes gone (rule 4)"),
        ("parameter", {"area": "fife"}, "parameter changed: area new (rule 5)"),
        ("environment", {"pandas": "3"}, "environment changed: pandas new (rule 6)"),
        ("upstream", {"fife/a": "1"}, "upstream results changed: fife/a new (rule 7)"),
    ],
)
def test_each_part_of_the_key_is_a_reason_of_its_own(part, value, expected):
    now = replace(key(), **{part: value})
    assert [str(reason) for reason in key_reasons(key(), now)] == [expected]
    assert now.digest != key().digest


def test_versions_are_shown():
    before, now = key(environment={"pandas": "3.0"}), key(environment={"pandas": "3.1"})
    assert str(key_reasons(before, now)[0]) == "environment changed: pandas 3.0 → 3.1 (rule 6)"


def test_many_changes_are_cut_short():
    now = key(evidence={"notes": "2", **{f"t{number}": "1" for number in range(9)}})
    assert str(key_reasons(key(), now)[0]).endswith("and 6 more (rule 4)")


def said(record, root, **options):
    return [reason.why for reason in reasons_to_run(record, key(), root, FileHashes(), **options)]


def test_what_is_remembered_decides(tmp_path):
    (tmp_path / "out").write_text("made")
    done = Record("done", key(), {"out": sha256(tmp_path / "out")})
    assert said(None, tmp_path) == [Why.FIRST_RUN]
    assert said(done, tmp_path) == []
    assert said(done, tmp_path, fresh=True) == [Why.FRESH]
    assert said(Record("failed", key(), {}, "no"), tmp_path) == [Why.LAST_RUN_FAILED]
    assert said(Record("skipped", None, {}, "no"), tmp_path) == [Why.LAST_RUN_FAILED]
    (tmp_path / "out").write_text("changed")
    assert said(done, tmp_path) == [Why.OUTPUT_CHANGED]
    (tmp_path / "out").unlink()
    assert said(done, tmp_path) == [Why.OUTPUT_MISSING]
