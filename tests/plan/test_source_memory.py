"""Facts of sources remembered between builds."""

import json

from workbench.plan.source_facts import facts_of
from workbench.plan.source_memory import SourceMemory

SOURCE = 'import pandas\nfrom ..a import b, c\nNAME = "helpers.charts"\n'


def test_what_is_remembered_is_what_reading_gives_and_is_not_read_again(tmp_path, monkeypatch):
    memory = SourceMemory(tmp_path / "sources.json")
    assert memory(SOURCE) == facts_of(SOURCE)
    memory.save()
    monkeypatch.setattr("workbench.plan.source_memory.facts_of", None)
    assert SourceMemory(tmp_path / "sources.json")(SOURCE) == facts_of(SOURCE)


def test_a_torn_memory_or_that_of_another_python_is_not_used(tmp_path):
    place = tmp_path / "sources.json"
    memory = SourceMemory(place)
    memory(SOURCE)
    memory.save()
    kept = json.loads(place.read_text())
    for text in ('{"facts": ', json.dumps(kept | {"state": "another"})):
        place.write_text(text)
        assert SourceMemory(place)(SOURCE) == facts_of(SOURCE)
        assert not SourceMemory(place)._kept
