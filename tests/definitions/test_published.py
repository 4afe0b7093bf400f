"""Published counts: read with every fault at once."""

from __future__ import annotations

from tests.helpers.folders import PARAMETERS
from workbench.definitions import load_definitions
from workbench.definitions.published import read_published

HEAD = "measure,label,value,as_of,source\n"


def test_counts_are_read_by_programme(tmp_path):
    (tmp_path / "reviews.csv").write_text(HEAD + 'a.cases,"Cases, all","1,032",2024,page\n')
    counts, faults = read_published(tmp_path, "published", {"page"})
    assert not faults
    assert [(each.measure, each.value, each.label) for each in counts["reviews"]] == [("a.cases", 1032, "Cases, all")]


def test_every_fault_has_its_line(tmp_path):
    lines = ["a.b,Cases,3,2024,page", "a.b,Cases,many,2024,page", "A b,Cases,3,2024,pgae", "c,,3,2024,page"]
    (tmp_path / "reviews.csv").write_text(HEAD + "\n".join(lines) + "\n")
    _, faults = read_published(tmp_path, "published", {"page"})
    assert sorted(fault.line for fault in faults) == [3, 4, 4, 5]
    assert any("page" in fault.message and "pgae" in fault.message for fault in faults)


def test_another_programmes_file_is_left_alone(tmp_path):
    (tmp_path / "other.csv").write_text("nothing\n")
    assert read_published(tmp_path, "published", set(), ["reviews"]) == ({}, [])


def test_a_file_without_its_columns_is_one_fault(tmp_path):
    (tmp_path / "reviews.csv").write_text("measure,value\na,1\n")
    _, faults = read_published(tmp_path, "published", set())
    assert len(faults) == 1
    assert "label, as_of, source" in faults[0].message


def test_the_governance_review_has_the_seven_published_counts():
    found = load_definitions(PARAMETERS, only=["social-work-governance"]).published["social-work-governance"]
    assert sorted(each.value for each in found) == [8, 8, 32, 64, 159, 1032, 3935]
    assert {each.source for each in found} == {"care-inspectorate-governance-review"}
