"""The pages of one place, an area or the nation: its report and whatever else is wanted."""

from __future__ import annotations

from workbench.composition.assembled import Assembled
from workbench.composition.further import SHARED, Template, assemble_kind, in_formats
from workbench.composition.ground import Ground, home_template
from workbench.composition.metadata import Tree
from workbench.composition.page import assemble
from workbench.composition.parts import Parts
from workbench.composition.results import Recorded
from workbench.composition.sources import Source, read_folder
from workbench.project import Project


def main_page(
    ground: Ground, template: Template | None, otherwise: str, place: str, metadata: Tree, parts: Parts
) -> Assembled:
    """Return the first page of an area, or of the website.

    Parameters
    ----------
    ground
        What all pages share.
    template
        The report's template; None where no report is wanted.
    otherwise
        The template that stands in then, which lists what there is.
    place
        The folder of its narrative, such as ``areas/fife``.
    metadata, parts
        Its values, and what it can include.
    """
    if template is None:
        return assemble(
            home_template(ground, otherwise), {}, metadata, parts, ground.indicators,
            synthetic=ground.synthetic, holds=ground.kinds,
        )  # fmt: skip
    page = assemble(
        template.sources, ground.narrative(place), metadata, parts, ground.indicators,
        synthetic=ground.synthetic, shared=shared_sources(ground.project), holds=ground.kinds,
    )  # fmt: skip
    return in_formats(page, template.kind)


def further_page(
    ground: Ground, template: Template, place: str, metadata: Tree, parts: Parts, recorded: Recorded
) -> Assembled:
    """Return a further page of a place, such as its improvement plan.

    Parameters
    ----------
    ground, template, place
        What all pages share, the kind's template, and the folder of the place's narrative.
    metadata, parts, recorded
        The page's values, what it can include, and what was recorded for it.
    """
    own, shared = ground.narrative(f"{place}/{template.kind.id}"), ground.narrative(place)
    return assemble_kind(
        template, own, shared, metadata, parts, ground.indicators, ground.instruments, recorded,
        synthetic=ground.synthetic, holds=ground.kinds,
    )  # fmt: skip


def shared_sources(project: Project) -> dict[str, Source]:
    """Return the sources that pages of every kind may include."""
    return read_folder(project.reports / SHARED, project.root)


def scale_labels(ground: Ground) -> list[str]:
    """Return the labels of the programme's scale; of every scale where it has none and so states no grade at all."""
    scales, own = ground.definitions.scales, ground.programme.scale
    return [grade.label for name, scale in scales.items() if own in (None, name) for grade in scale.grades]
