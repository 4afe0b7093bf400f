import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from workbench.plan import journal


def test_no_journal_is_no_entry(tmp_path):
    assert list(journal.entries(tmp_path / "none")) == []


@given(st.lists(st.dictionaries(st.text(), st.integers() | st.text(), max_size=3), max_size=6), st.data())
def test_a_cut_anywhere_loses_at_most_the_last_line(entries, data):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "journal.jsonl"
        path.touch()
        ends = [0]
        for entry in entries:
            journal.append(path, entry)
            ends.append(path.stat().st_size)
        cut = data.draw(st.integers(0, ends[-1]))
        path.write_bytes(path.read_bytes()[:cut])
        whole = sum(end <= cut for end in ends) - 1
        read = list(journal.entries(path))
        # A line that lacks only its line end is whole.
        assert read in (entries[:whole], entries[: whole + 1])
        journal.append(path, {"after": 1})
        assert list(journal.entries(path)) == [*read, {"after": 1}]
