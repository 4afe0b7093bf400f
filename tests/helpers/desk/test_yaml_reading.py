"""YAML that the build would not take is refused with its line; dates are text, as the build reads them."""

import pytest

from helpers.desk.yaml_reading import read_yaml
from helpers.errors import HelperError


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("notes:\n- text: [\n", "line 3: not valid YAML"),
        ("notes:\n- a: 1\n  a: 2\n", "line 3: 'a' is given twice"),
        ("notes: &x\n- a\n", r"line 1: it uses an anchor"),
        ("notes: !!python/object:os.system x\n", "line 1: it uses a tag"),
        ("- a\n", "line 1: it should hold names with values"),
    ],
)
def test_what_is_not_valid_is_refused_with_its_line(text, message):
    with pytest.raises(HelperError, match=message) as caught:
        read_yaml(text, "orkney-islands/notes.yaml")
    assert caught.value.message.startswith("orkney-islands/notes.yaml, line ")


def test_dates_are_text_wherever_they_stand():
    read = read_yaml("on: 2026-03-31\nsteps:\n- {at: 2026-04-01T10:00:00, done: [2026-05-02]}\n", "notes.yaml")
    assert read == {"on": "2026-03-31", "steps": [{"at": "2026-04-01T10:00:00", "done": ["2026-05-02"]}]}
