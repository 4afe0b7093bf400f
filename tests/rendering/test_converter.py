import tempfile

from workbench.rendering.converter import Converters

CHECK = {"job": "check", "values": {}, "formats": ["html"]}


def test_a_converter_that_is_closed_leaves_no_file(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    with Converters() as converters:
        found, _ = converters.call(CHECK, b"# One {#one}")
    assert found["ids"] == {"html": ["one"]}
    assert list(tmp_path.iterdir()) == []
