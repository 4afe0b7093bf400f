"""Who is told of a new choice first, in a kernel's loop and without one."""

import asyncio

from helpers.explorer.choice import Choice, Picked
from helpers.explorer.following import Following


class _View:
    """Takes down what it was told; looked at or not."""

    def __init__(self, name, told, in_sight=False):
        self.name, self.told, self.in_sight = name, told, in_sight

    def refresh(self, picked):
        self.told.append((self.name, picked.area))


def _following(*seen):
    told = []
    choice = Choice(Picked("p", "fife", "1", "survey"))
    following = Following(choice)
    views = {name: _View(name, told, name in seen) for name in ("matrix", "surveys", "statistics")}
    for view in views.values():
        following.add(view)
    told.clear()
    return choice, following, views, told


async def _until(told, number):
    while len(told) < number:
        await asyncio.sleep(0.01)


def test_without_a_loop_every_view_is_told_at_once():
    choice, _, _, told = _following("surveys")
    choice.pick(area="moray")
    assert told == [("matrix", "moray"), ("surveys", "moray"), ("statistics", "moray")]


def test_what_is_looked_at_is_told_first_and_the_rest_when_there_is_time():
    async def sit():
        choice, _, _, told = _following("surveys")
        choice.pick(area="moray")
        assert told == [("surveys", "moray")]
        await _until(told, 3)
        return told

    assert asyncio.run(sit()) == [("surveys", "moray"), ("matrix", "moray"), ("statistics", "moray")]


def test_of_two_in_sight_the_one_that_is_used_is_told_first_and_the_next_when_it_has_been_drawn():
    async def sit():
        choice, following, views, told = _following("matrix", "surveys")
        following.used(views["surveys"])
        choice.pick(area="moray")
        assert told == [("surveys", "moray")]
        following.drawn(views["matrix"])
        assert len(told) == 1, "another's drawing is none of this one's"
        following.drawn(views["surveys"])
        assert told[1:] == [("matrix", "moray")]
        following.drawn(views["matrix"])
        assert told[2:] == [("statistics", "moray")]

    asyncio.run(sit())


def test_another_choice_comes_before_what_is_still_behind():
    async def sit():
        choice, _, _, told = _following("surveys")
        choice.pick(area="moray")
        choice.pick(area="angus")
        await _until(told, 4)
        return told

    assert asyncio.run(sit()) == [
        ("surveys", "moray"),
        ("surveys", "angus"),
        ("matrix", "angus"),
        ("statistics", "angus"),
    ]


def test_a_view_that_comes_into_sight_is_told_at_once_and_only_once():
    async def sit():
        choice, following, views, told = _following("surveys")
        choice.pick(area="moray")
        following.seen(views["statistics"])
        following.seen(views["statistics"])
        assert told == [("surveys", "moray"), ("statistics", "moray")]
        await _until(told, 3)
        following.seen(views["matrix"])
        return told

    assert asyncio.run(sit())[2:] == [("matrix", "moray")]


def test_an_explorer_that_is_closed_tells_nobody_any_more():
    async def sit():
        choice, following, _, told = _following()
        choice.pick(area="moray")
        following.stop()
        await asyncio.sleep(0.7)
        return told

    assert asyncio.run(sit()) == [("matrix", "moray")], "what was told at once, and nothing after that"
