from types import SimpleNamespace

from workbench.plan.units import Unit, programme_units, upstream_units


def stage(id, scope="area", needs=(), collects=()):
    return SimpleNamespace(id=id, scope=scope, needs=needs, collects=collects)


PROGRAMME = SimpleNamespace(
    id="p", stages=(stage("total", "national", collects=("b",)), stage("a"), stage("b", needs=("a",)))
)


def test_units_stand_area_by_area_with_national_ones_last():
    assert list(programme_units(PROGRAMME, ["fife", "moray"])) == [
        "fife/a", "fife/b", "moray/a", "moray/b", "national/total",
    ]  # fmt: skip


def test_needs_are_of_the_same_area_and_collects_of_every_area():
    units = programme_units(PROGRAMME, ["fife", "moray"])
    assert upstream_units(units["moray/b"], PROGRAMME, units) == ("moray/a",)
    assert upstream_units(units["national/total"], PROGRAMME, units) == ("fife/b", "moray/b")
    assert upstream_units(units["fife/a"], PROGRAMME, units) == ()


def test_a_national_unit_has_a_folder_of_its_own():
    assert Unit("p", "total", None).name == "national/total"
