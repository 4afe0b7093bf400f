import pytest

from workbench.errors import WorkbenchError
from workbench.recorded import recorded_results


@pytest.mark.parametrize("content", [b'{"values": {"a":', b"[]", b"", b"\x00\xff"])
def test_results_that_were_cut_off_or_changed_are_named_with_what_to_do(tmp_path, content):
    path = tmp_path / "results.json"
    path.write_bytes(content)
    with pytest.raises(WorkbenchError, match=r"results\.json cannot be read: .*Build the programme again"):
        recorded_results(path)


def test_what_was_recorded_is_returned_as_it_stands(tmp_path):
    (tmp_path / "results.json").write_text('{"values": {}}')
    assert recorded_results(tmp_path / "results.json") == {"values": {}}
