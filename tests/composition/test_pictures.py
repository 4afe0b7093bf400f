import re

import pytest

from workbench.composition.folder import Folder
from workbench.composition.fonts import _face, font_files, with_typeface
from workbench.composition.pictures import write_pictures
from workbench.composition.results import read_recorded


def test_a_picture_carries_only_the_weights_it_uses():
    light = with_typeface('<svg xmlns="http://www.w3.org/2000/svg"><text>a</text></svg>')
    assert light.count("@font-face") == 1
    assert len(light) < 25_000
    assert re.match(r"<svg [^>]*><defs><style>@font-face", light)


def test_the_typeface_is_four_files():
    assert sorted(font_files()) == [
        f"AtkinsonHyperlegible-{style}.ttf" for style in ("Bold", "BoldItalic", "Italic", "Regular")
    ]


def test_a_picture_is_drawn_once_and_taken_from_the_cache_after(composed_once, tmp_path, monkeypatch):
    project, _ = composed_once
    results = project.build / "compulsory-supervision-orders" / "results" / "fife"
    recorded = read_recorded(results, ["04_record_reading"])
    first = Folder(tmp_path / "first")
    assert write_pictures(["records.items"], recorded, first, "a/", tmp_path / "cache", png=True) == []
    first.sweep()
    assert sorted(first.kept) == ["a/figures/records-items.png", "a/figures/records-items.svg"]
    (cached,) = (tmp_path / "cache" / "png").iterdir()
    cached.write_bytes(b"from the cache")
    second = Folder(tmp_path / "second")
    monkeypatch.setattr("helpers.drawing.draw_png", lambda *_, **__: pytest.fail("it was drawn again"))
    write_pictures(["records.items"], recorded, second, "", tmp_path / "cache", png=True)
    second.sweep()
    assert (tmp_path / "second/figures/records-items.png").read_bytes() == b"from the cache"


def test_the_typeface_is_cut_once_and_kept(tmp_path):
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"><text font-weight="bold">a</text></svg>'
    fresh = with_typeface(drawing)
    assert with_typeface(drawing, tmp_path) == fresh
    regular, bold = sorted(tmp_path.iterdir(), key=lambda path: "font-weight:700" in path.read_text())
    assert f"<style>{regular.read_text()}{bold.read_text()}</style>" in fresh
    _face.cache_clear()
    bold.write_text("as it was kept")
    assert f"<style>{regular.read_text()}as it was kept</style>" in with_typeface(drawing, tmp_path)
    _face.cache_clear()
