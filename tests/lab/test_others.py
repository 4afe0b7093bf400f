import os

from workbench.lab.others import ADDRESS, open_desks, own_folder
from workbench.lab.places import Places


def test_a_desk_that_is_open_already_is_named_with_its_address(tmp_path):
    places = Places(tmp_path)
    with own_folder(places) as own:
        (own / ADDRESS).write_text("its own")
        assert open_desks(places) == []
        other = own.parent / str(os.getppid())
        other.mkdir()
        assert open_desks(places) == [], "one that cannot be reached yet"
        (other / ADDRESS).write_text("http://127.0.0.1:1/lab?token=t")
        (said,) = open_desks(places)
        assert "http://127.0.0.1:1/lab?token=t" in said
    assert not own.exists()


def test_what_a_killed_sitting_left_is_not_named(tmp_path):
    places = Places(tmp_path)
    left = places.jupyter / "sittings" / "999999999"
    left.mkdir(parents=True)
    (left / ADDRESS).write_text("http://127.0.0.1:1/lab?token=t")
    with own_folder(places):
        assert open_desks(places) == [] and not left.exists()
