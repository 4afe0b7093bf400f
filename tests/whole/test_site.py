"""Rendered sites put together: links, replacements, and what belongs to no site any more."""

from workbench.whole.site import gather, with_way_home


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


EMBEDDED = '<header><p class="site-title"><a href="../../index.html">One</a></p></header>'
QUARTO = (
    '<nav>\n    <a class="navbar-brand" href="./index.html">\n    <span class="navbar-title">One</span>\n    </a></nav>'
)


def test_pages_below_lead_to_the_front_page_and_the_sites_own_do_not(tmp_path):
    front = make(tmp_path / "front", **{"index.html": EMBEDDED})
    one = make(
        tmp_path / "one", **{"index.html": EMBEDDED, "areas__fife__index.html": QUARTO, "areas__fife__a.svg": "<svg/>"}
    )
    whole = tmp_path / "whole"
    gather(whole, {"": front, "one": one})
    assert 'href="../index.html">All programmes</a>' in (whole / "one" / "index.html").read_text()
    page = whole / "one" / "areas" / "fife" / "index.html"
    assert '<a class="navbar-brand all-programmes" href="../../../index.html">' in page.read_text()
    assert (page.parent / "../../../index.html").resolve() == whole / "index.html"
    assert "All programmes" not in (whole / "index.html").read_text()
    assert "All programmes" not in (one / "index.html").read_text()
    assert (whole / "one" / "areas" / "fife" / "a.svg").samefile(one / "areas" / "fife" / "a.svg")


def test_a_page_is_copied_again_only_when_it_changed(tmp_path):
    one = make(tmp_path / "one", **{"index.html": EMBEDDED})
    whole = tmp_path / "whole"
    gather(whole, {"one": one})
    first = (whole / "one" / "index.html").stat()
    gather(whole, {"one": one})
    assert (whole / "one" / "index.html").stat().st_ino == first.st_ino
    (one / "new").write_text(EMBEDDED.replace("One", "Two"))
    (one / "new").replace(one / "index.html")
    gather(whole, {"one": one})
    assert "Two" in (whole / "one" / "index.html").read_text()


def test_a_page_of_another_make_stays_as_it_is():
    assert with_way_home("<p>One</p>", "../index.html") == "<p>One</p>"
    assert with_way_home(QUARTO, "../index.html").count("navbar-brand") == 2
