"""What must hold of the stages of a programme: what they read is there, and none waits for itself."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.definitions.definitions import STATISTICS_TABLES
from workbench.definitions.faults import unknown
from workbench.definitions.loaded import Loaded, Place, repeats
from workbench.definitions.programmes import Programme
from workbench.definitions.stages import OtherStage
from workbench.errors import Fault


def faults(programme: Programme, place: Place, loaded: Loaded) -> Iterator[Fault]:
    """Yield every fault of a programme's stages.

    Parameters
    ----------
    programme, place
        The programme, and where it stands.
    loaded
        Everything read.
    """
    yield from _stages(programme, place, loaded)
    yield from _cycles(programme, place)


def _stages(programme: Programme, place: Place, loaded: Loaded) -> Iterator[Fault]:
    scopes = {stage.id: stage.scope for stage in programme.stages}
    yield from repeats([stage.id for stage in programme.stages], "stage", place.at("stages"))
    for number, stage in enumerate(programme.stages):
        here = place.at("stages", number)
        for field, kind, known in (
            ("evidence", "instrument of this programme", programme.instruments),
            ("national_evidence", "instrument of this programme", programme.instruments),
            ("calendars", "calendar", loaded.calendars),
            ("statistics", "statistics table", STATISTICS_TABLES),
            ("geography", "file in parameters/geography", loaded.geography),
            ("needs", "stage", scopes),
            ("collects", "stage", scopes),
        ):
            names = getattr(stage, field)
            yield from repeats(names, kind, here.at(field))
            for position, name in enumerate(names):
                if name not in known:
                    yield here.fault(unknown(kind, name, known), field, position)
        for table in sorted({*stage.evidence} & {*stage.national_evidence}):
            yield here.fault(f"'{table}' is either evidence of each unit or of the nation", "national_evidence")
        for position, other in enumerate(stage.collects_from):
            yield from _elsewhere(other, here.at("collects_from", position), programme, loaded)
        for field, wanted in (("needs", stage.scope), ("collects", "area")):
            for position, name in enumerate(getattr(stage, field)):
                if name in scopes and scopes[name] != wanted:
                    message = f"'{name}' has scope {scopes[name]}; {field} names stages of scope {wanted}"
                    yield here.fault(message, field, position)


def _elsewhere(other: OtherStage, place: Place, programme: Programme, loaded: Loaded) -> Iterator[Fault]:
    """Yield what is wrong with a stage of another programme whose results are collected."""
    if other.programme == programme.id:
        yield place.fault("is this programme itself; name its stages under 'collects'", "programme")
    elif loaded.whole:
        yield from loaded.known("programmes", other.programme, place, "programme")
        found = loaded.by_id("programmes").get(other.programme, (None, None))[0]
        stages = {stage.id for stage in found.stages} if found else {other.stage}
        if other.stage not in stages:
            yield place.fault(unknown(f"stage of {other.programme}", other.stage, stages), "stage")


def _cycles(programme: Programme, place: Place) -> Iterator[Fault]:
    """Yield one fault for each ring of stages that wait for one another."""
    needs = {stage.id: (*stage.needs, *stage.collects) for stage in programme.stages}
    number_of = {stage.id: number for number, stage in enumerate(programme.stages)}
    done: set[str] = set()
    for start in needs:
        path: list[str] = []
        waiting = [(start, iter(needs[start]))] if start not in done else []
        path += [start] if waiting else []
        while waiting:
            stage, rest = waiting[-1]
            following = next(rest, None)
            if following is None:
                done.add(stage)
                waiting.pop()
                path.pop()
            elif following in path:
                ring = [*path[path.index(following) :], following]
                yield place.fault(f"stages wait for one another: {' → '.join(ring)}", "stages", number_of[ring[0]])
            elif following in needs and following not in done:
                waiting.append((following, iter(needs[following])))
                path.append(following)
