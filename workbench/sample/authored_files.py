"""The sample's authored files: narrative, evaluations, recommendations and the rest, of an area or the nation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from workbench.definitions import Definitions, Programme
from workbench.sample.claims import Claim, claims_of
from workbench.sample.follow_up import key_points_record, matters_record, plan_record, progress_record
from workbench.sample.grades import evaluations_record, grade_for, recommendations_record
from workbench.sample.latent import area_quality
from workbench.sample.phrases import narrative_bank
from workbench.sample.prose import COMMENT, chapter, for_children, key_messages, side_by_side
from workbench.sample.shares import shares_of


def area_files(definitions: Definitions, programme: Programme, area: str) -> dict[str, str]:
    """Return the authored files of one area by file name.

    Parameters
    ----------
    definitions, programme
        Everything of ``parameters/``, and the programme.
    area
        Area slug.
    """
    phrases = narrative_bank(programme.id)
    if programme.sample is None or phrases is None:
        return {}
    seed, (quality, claims) = programme.sample.seed, _claims(definitions, programme, area, phrases)
    grades = {indicator: grade_for(value) for indicator, value in quality.items()}
    files = {
        "recommendations.yaml": _yaml(recommendations_record(claims, grades)),
        "_key-messages.qmd": key_messages(area, seed, grades, claims, phrases),
    }
    # Where a real evaluation is published, none is made up beside it.
    if programme.scale and area not in definitions.areas_with_published(programme):
        files["evaluations.yaml"] = _yaml(evaluations_record(area, seed, quality, claims, phrases))
    wanted = set(programme.outputs)
    if wanted & {"feedback-summary", "validation-letter"}:
        files["key-points.yaml"] = _yaml(key_points_record(claims))
    if "improvement-plan" in wanted:
        files["improvement-plan.yaml"] = _yaml(plan_record(area, seed, claims, grades, phrases))
    if any("matters" in stage.uses for stage in programme.stages) and area in phrases["matters"]["areas"]:
        files["matters.yaml"] = _yaml(matters_record(area, seed, claims, phrases))
    if "childrens-version" in wanted:
        files["childrens-version/_well-and-better.qmd"] = for_children(claims)
    if "progress-review" in wanted and area in phrases.get("reviews", {}):
        record = progress_record(area, seed, claims, grades, phrases)
        files["progress.yaml"] = _yaml(record)
        files["progress-review/_progress-judgement.qmd"] = f"{COMMENT}\n\n{phrases['reviews'][area]['judgement']}"
    for indicator in quality:
        if indicator in phrases["openings"]:
            text = chapter(area, seed, indicator, grades[indicator], claims[indicator], phrases)
            files[f"_qi-{indicator}.qmd"] = text
    return files


def national_files(definitions: Definitions, programme: Programme) -> dict[str, str]:
    """Return the authored files of the national overview by file name."""
    phrases = narrative_bank(programme.id)
    if programme.sample is None or phrases is None:
        return {}
    first: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    for area in definitions.sample_areas(programme):
        for strengths, improvements in _claims(definitions, programme, area.slug, phrases)[1].values():
            first[0].update(claim.strength for claim in strengths[:1])
            first[1].update(claim.improve for claim in improvements[:1])
    well, improve = (
        [f"- {sentence}" for sentence, _ in sorted(each.items(), key=lambda item: (-item[1], item[0]))[:4]]
        for each in first
    )
    opening = phrases["national"]["opening"].strip()
    return {"_key-messages.qmd": f"{COMMENT}\n\n{opening}\n\n{side_by_side(well, improve)}"}


def _claims(
    definitions: Definitions, programme: Programme, area: str, phrases: Mapping[str, Any]
) -> tuple[dict[str, float], dict[str, tuple[list[Claim], list[Claim]]]]:
    seed = programme.sample.seed if programme.sample else 0
    quality = area_quality(area, seed, programme.quality_indicators)
    instruments = [definitions.instruments[name] for name in programme.instruments]
    shares = shares_of(definitions, programme, definitions.area(area, programme))
    claims = claims_of(
        instruments, quality, phrases["claims"], shares, programme=programme.id, seed=seed, area=area
    )  # fmt: skip
    return quality, claims


def _yaml(content: Mapping[str, Any]) -> str:
    # Imported here: the command line starts without it.
    import yaml

    return yaml.safe_dump(dict(content), sort_keys=False, allow_unicode=True, width=110)
