"""Rendered sites put together: links, replacements, and what belongs to no site any more."""

from workbench.whole.site import gather


def make(folder, **files):
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def test_sites_lie_side_by_side_and_a_programmes_own_page_wins(tmp_path):
    front = make(tmp_path / "front", index="all", one__index="stands in")
    one = make(tmp_path / "one", index="own", areas__fife="fife")
    whole = tmp_path / "whole"
    gather(whole, {"": front, "one": one})
    assert (whole / "index").read_text() == "all"
    assert (whole / "one" / "index").read_text() == "own"
    assert (whole / "one" / "areas" / "fife").samefile(one / "areas" / "fife")


def test_what_is_gone_goes_and_what_is_new_comes(tmp_path):
    one = make(tmp_path / "one", index="own", areas__fife="fife")
    whole = tmp_path / "whole"
    gather(whole, {"": one})
    (one / "areas" / "fife").unlink()
    # As files are written here: a new file takes the old one's place.
    (one / "new").write_text("changed")
    (one / "new").replace(one / "index")
    gather(whole, {"": one})
    assert (whole / "index").read_text() == "changed"
    assert not (whole / "areas").exists()
    gather(whole, {})
    assert list(whole.iterdir()) == []
