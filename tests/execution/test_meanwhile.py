"""What is done while workers are waited for."""

from types import SimpleNamespace

from workbench.execution.meanwhile import Meanwhile


def planned(name, current=False):
    area = name.partition("/")[0]
    return SimpleNamespace(unit=SimpleNamespace(name=name, area=area if area != "national" else None), current=current)


def ended(plan, ok=True):
    return SimpleNamespace(unit=plan.unit, ok=ok)


def test_an_area_is_worked_on_once_and_when_every_run_of_it_has_ended_well():
    plan = [planned(name) for name in ("fife/a", "fife/b", "moray/a", "national/n")] + [
        planned("angus/a", current=True)
    ]
    done = []
    meanwhile = Meanwhile(plan, [lambda: done.append("first")], done.append)
    assert meanwhile.some() and not meanwhile.some()
    meanwhile.ended(ended(plan[0]))
    meanwhile.ended(ended(plan[2], ok=False))
    meanwhile.ended(ended(plan[3]))
    assert not meanwhile.some()
    meanwhile.ended(ended(plan[1]))
    assert meanwhile.some() and not meanwhile.some()
    assert done == ["first", "fife"]


def test_what_goes_wrong_is_left_to_its_own_place():
    assert Meanwhile([], [lambda: 1 / 0], print).some()
