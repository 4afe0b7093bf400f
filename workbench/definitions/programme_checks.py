"""What must hold within programmes and between them and what they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from workbench.definitions import stage_checks
from workbench.definitions.areas import COUNCIL_AREA
from workbench.definitions.editions import why_not_pooled
from workbench.definitions.faults import unknown
from workbench.definitions.loaded import Loaded, Place, repeats
from workbench.definitions.programmes import Programme
from workbench.definitions.slots import Slot
from workbench.errors import Fault


def faults(loaded: Loaded) -> Iterator[Fault]:
    """Yield every fault of the programmes."""
    for programme, place in loaded.programmes:
        yield from _references(programme, place, loaded)
        yield from _nature(programme, place, loaded)
        yield from _neighbours(programme, place, loaded)
        yield from slot_sources(programme.slots, place, loaded)
        yield from _quality_indicators(programme, place, loaded)
        yield from _signals(programme, place, loaded)
        yield from _lenses(programme, place)
        yield from _instruments(programme, place, loaded)
        yield from _timetable(programme, place)
        yield from stage_checks.faults(programme, place, loaded)
        yield from _outputs(programme, place, loaded)


def _references(programme: Programme, place: Place, loaded: Loaded) -> Iterator[Fault]:
    for kind, field in (("frameworks", "framework"), ("scales", "scale"), ("proportion_words", "proportion_words")):
        if getattr(programme, field):
            yield from loaded.known(kind, getattr(programme, field), place, field)
    for name in ("period", "suspended"):
        if getattr(programme, name):
            yield from loaded.known("sources", getattr(programme, name).source, place, name, "source")
    yield from loaded.known("sources", programme.source, place, "source")
    if programme.timetable_source:
        yield from loaded.known("sources", programme.timetable_source, place, "timetable_source")
    elif programme.timetable:
        yield place.fault("the timetable needs a timetable_source", "timetable")
    for name in ("scrutiny_partners", "lenses", "publishers"):
        for number, thing in enumerate(getattr(programme, name)):
            yield from loaded.known("sources", thing.source, place, name, number, "source")
    for number, disagreement in enumerate(programme.disagreements):
        for position, statement in enumerate(disagreement.statements):
            further = ("disagreements", number, "statements", position, "source")
            yield from loaded.known("sources", statement.source, place, *further)
    if programme.unit != COUNCIL_AREA:
        yield from loaded.known("unit_sets", programme.unit, place, "unit")
    yield from _areas(programme.areas, place.at("areas"), programme, loaded)
    if programme.sample:
        yield from _areas(programme.sample.areas, place.at("sample", "areas"), programme, loaded)
        for table in programme.sample.sizes:
            if table not in programme.instruments:
                message = unknown("instrument of this programme", table, programme.instruments)
                yield place.fault(message, "sample", "sizes", table)
    yield from loaded.known("disclosure_profiles", programme.disclosure.default, place, "disclosure", "default")
    for table, profile in programme.disclosure.tables.items():
        yield from loaded.known("disclosure_profiles", profile, place, "disclosure", "tables", table)
        if table not in programme.instruments:
            message = f"{unknown('instrument of this programme', table, programme.instruments)}"
            yield place.fault(message, "disclosure", "tables", table)


def _areas(choice: tuple[str, ...], place: Place, programme: Programme, loaded: Loaded) -> Iterator[Fault]:
    if choice == ("all",):
        return
    yield from repeats(choice, "area", place)
    units = loaded.units(programme.unit)
    if not units or (programme.unit == COUNCIL_AREA and "areas" in loaded.unread):
        return
    found = next((one for one, _ in loaded.unit_sets if one.id == programme.unit), None)
    for number, slug in enumerate(choice):
        if slug not in units:
            yield place.fault(unknown(found.singular if found else "area", slug, units), number)


def _nature(programme: Programme, place: Place, loaded: Loaded) -> Iterator[Fault]:
    """Yield what does not fit the kind of activity, or the units, that the programme has."""
    yield from loaded.known("activities", programme.kind, place, "kind")
    activity = loaded.by_id("activities").get(programme.kind, (None, None))[0]
    if activity and activity.graded == "never" and programme.scale:
        yield place.fault(f"nothing is graded in this kind of activity ({activity.title.lower()})", "scale")
    if programme.scale and not programme.quality_indicators:
        yield place.fault("there is a scale, but nothing to evaluate on it: name quality_indicators", "scale")
    if not programme.areas and any(stage.scope == "area" for stage in programme.stages):
        number = next(at for at, stage in enumerate(programme.stages) if stage.scope == "area")
        yield place.fault("a programme without units has national stages only", "stages", number, "scope")
    if programme.suspended and programme.state not in ("suspended", "complete", "archived", "under way"):
        yield place.fault(f"was suspended, yet its state is {programme.state}", "state")
    if programme.school_holidays == "excluded" and not programme.timetable:
        yield place.fault("there is no timetable that school holidays could be left out of", "school_holidays")
    if programme.calendar and programme.calendar not in loaded.calendars:
        yield place.fault(unknown("calendar", programme.calendar, loaded.calendars), "calendar")


def _neighbours(programme: Programme, place: Place, loaded: Loaded) -> Iterator[Fault]:
    """Yield what is wrong between a programme, the ones it names and its publications."""
    publications = loaded.by_id("publications")
    for number, id in enumerate(programme.published):
        yield from loaded.known("publications", id, place, "published", number)
        if id in publications and publications[id][0].programme != programme.id:
            message = f"'{id}' is a publication of {publications[id][0].programme}"
            yield place.fault(message, "published", number)
    if not loaded.whole:
        return
    for field in ("replaces", "resumed_as"):
        if getattr(programme, field):
            yield from loaded.known("programmes", getattr(programme, field), place, field)
    for number, id in enumerate(programme.pools_with):
        yield from loaded.known("programmes", id, place, "pools_with", number)
        other = loaded.by_id("programmes").get(id, (None, None))[0]
        frameworks = {key: thing for key, (thing, _) in loaded.by_id("frameworks").items()}
        if other is not None and (why := why_not_pooled(programme, other, frameworks)):
            yield place.fault(why, "pools_with", number)


def slot_sources(slots: Iterable[Slot], place: Place, loaded: Loaded) -> Iterator[Fault]:
    """Yield what is wrong with the slots of a programme or framework."""
    seen: set[str] = set()
    for number, slot in enumerate(slots):
        if slot.look_in:
            yield from loaded.known("sources", slot.look_in, place, "slots", number, "look_in")
        if slot.id in seen:
            yield place.fault(f"the slot '{slot.id}' is given twice", "slots", number, "id")
        seen.add(slot.id)
        if slot.items:
            yield place.fault(f"what fills a slot stands in its file, {slot.path}", "slots", number, "items")


def _quality_indicators(programme: Programme, place: Place, loaded: Loaded) -> Iterator[Fault]:
    yield from repeats(programme.quality_indicators, "quality indicator", place.at("quality_indicators"))
    if not programme.framework:
        if programme.quality_indicators:
            yield place.fault("there is no framework that they would be of: name one", "quality_indicators")
        return
    entry = loaded.by_id("frameworks").get(programme.framework)
    if entry is None:
        return
    known = {indicator.id for indicator in entry[0].quality_indicators}
    for number, id in enumerate(programme.quality_indicators):
        if id not in known:
            message = (
                f"the framework {programme.framework} holds no quality indicator '{id}'; it holds {_listed(known)}"
            )
            yield place.fault(message, "quality_indicators", number)


def _signals(programme: Programme, place: Place, loaded: Loaded) -> Iterator[Fault]:
    signals, known = programme.signals, programme.quality_indicators
    if signals is None:
        return
    yield from loaded.known("sources", signals.source, place, "signals", "source")
    if signals.reviews and signals.reviews.quality_indicator not in known:
        message = unknown("quality indicator of this programme", signals.reviews.quality_indicator, known)
        yield place.fault(message, "signals", "reviews", "quality_indicator")
    yield from repeats([each.indicator for each in signals.bearing], "indicator", place.at("signals", "bearing"))
    for number, each in enumerate(signals.bearing):
        if each.quality_indicator not in known:
            message = unknown("quality indicator of this programme", each.quality_indicator, known)
            yield place.fault(message, "signals", "bearing", number, "quality_indicator")


def _lenses(programme: Programme, place: Place) -> Iterator[Fault]:
    seen: set[str] = set()
    for number, lens in enumerate(programme.lenses):
        for position, item in enumerate(lens.items):
            if item.id in seen:
                message = f"the lens item '{item.id}' is given twice; ids are unique over all lenses"
                yield place.fault(message, "lenses", number, "items", position)
            seen.add(item.id)
    yield from repeats([strand.id for strand in programme.strands], "strand", place.at("strands"))


def _instruments(programme: Programme, place: Place, loaded: Loaded) -> Iterator[Fault]:
    yield from repeats(programme.instruments, "instrument", place.at("instruments"))
    strands = {strand.id for strand in programme.strands}
    items = {item.id for lens in programme.lenses for item in lens.items}
    framework = loaded.by_id("frameworks").get(programme.framework or "")
    indicators = {indicator.id for indicator in framework[0].quality_indicators} if framework else None
    shorts: dict[str, str] = {}
    for number, id in enumerate(programme.instruments):
        yield from loaded.known("instruments", id, place, "instruments", number)
        instrument, there = loaded.by_id("instruments").get(id, (None, None))
        if instrument is None:
            continue
        # Value names live in the results of one programme, so other programmes may use the same short names.
        other = shorts.setdefault(instrument.short, id)
        if other != id:
            yield there.fault(f"the short name '{instrument.short}' is that of {other} in {programme.id} too", "short")
        if instrument.strand not in strands:
            yield there.fault(unknown(f"strand of {programme.id}", instrument.strand, strands), "strand")
        for position, column in enumerate(instrument.columns):
            for index, item in enumerate(column.lenses):
                if item not in items:
                    message = unknown(f"lens item of {programme.id}", item, items)
                    yield there.fault(message, "columns", position, "lenses", index)
            if column.type == "quality_indicator" and not programme.quality_indicators:
                message = f"{programme.id} has no quality indicators that this column could name"
                yield there.fault(message, "columns", position, "type")
            for index, indicator in enumerate(column.quality_indicators):
                if indicators is not None and indicator not in indicators:
                    message = (
                        f"the framework {programme.framework} of {programme.id} holds no quality indicator "
                        f"'{indicator}'; it holds {_listed(indicators)}"
                    )
                    yield there.fault(message, "columns", position, "quality_indicators", index)


def _timetable(programme: Programme, place: Place) -> Iterator[Fault]:
    last_week = programme.timetable[-1].weeks[1] if programme.timetable else 0
    if programme.timetable_weeks and last_week > programme.timetable_weeks:
        yield place.fault(f"the timetable goes on to week {last_week}, beyond timetable_weeks", "timetable_weeks")
    due = 1
    for number, phase in enumerate(programme.timetable):
        here = place.at("timetable", number)
        first, last = phase.weeks
        if first > last:
            yield here.fault(f"'{phase.stage}' goes from week {first} back to week {last}", "weeks")
        elif first != due:
            what = "leaves out" if first > due else "begins before"
            yield here.fault(f"'{phase.stage}' begins in week {first}; it {what} week {due}", "weeks")
        due = last + 1
        for position, step in enumerate(phase.steps):
            # A step may begin before its phase (as published timetables have it) but has to take place in it.
            if not (step.week <= last and step.last >= first):
                message = (
                    f"'{step.text}' (week {step.weeks_shown}) lies outside '{phase.stage}' (weeks {first} to {last})"
                )
                yield here.fault(message, "steps", position)


def _outputs(programme: Programme, place: Place, loaded: Loaded) -> Iterator[Fault]:
    yield from repeats(programme.outputs, "kind of output", place.at("outputs"))
    # A folder of parameters alone, without report sources, says nothing about kinds.
    for number, name in enumerate(programme.outputs if loaded.outputs else ()):
        if name not in loaded.outputs:
            yield place.fault(unknown("kind of output", name, loaded.outputs), "outputs", number)
    for name in programme.formats:
        if name not in programme.outputs:
            yield place.fault(unknown("kind among the outputs", name, programme.outputs), "formats", name)


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))
