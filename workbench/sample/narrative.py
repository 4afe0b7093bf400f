"""The sample's narrative, evaluations and recommendations, written once and then left to people."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbench.definitions import Definitions, Programme, load_definitions
from workbench.definitions.published_evaluations import areas_with_published
from workbench.files import write_json, write_text
from workbench.project import Project
from workbench.sample.claims import Claim, claims_of, picked
from workbench.sample.follow_up import key_points_record, matters_record, plan_record, progress_record
from workbench.sample.grades import evaluations_record, grade_for, recommendations_record
from workbench.sample.latent import area_quality, fraction
from workbench.sample.phrases import narrative_bank

NOTE = ".sample.json"
NATIONAL = "national"
_COMMENT = "<!-- Written by the sample from synthetic evidence. A file that a person changed is never overwritten. -->"


@dataclass(frozen=True)
class WrittenNarrative:
    """What became of the narrative.

    Parameters
    ----------
    written
        Files written, relative to the programme's folder in ``reports/``.
    kept
        Files that a person changed or made, left as they are.
    """

    written: tuple[str, ...]
    kept: tuple[str, ...]


def write_narrative(
    project: Project, programme: Programme | str, force: bool = False, definitions: Definitions | None = None
) -> WrittenNarrative:
    """Write the sample's authored files of every sampled area and the overview.

    A file that is not as this function last wrote it belongs to a person and is left alone.

    Parameters
    ----------
    project
        The project.
    programme
        The programme, or its id.
    force
        Whether to replace the files that people changed as well.
    definitions
        The project's definitions; loaded when not given.

    Returns
    -------
    WrittenNarrative
        What was written and what was kept.
    """
    definitions = definitions or load_definitions(project)
    programme = definitions.programme(programme) if isinstance(programme, str) else programme
    folder = project.reports / programme.id
    note = folder / NOTE
    before: dict[str, str] = json.loads(note.read_text(encoding="utf-8"))["files"] if note.is_file() else {}
    wanted = {f"{NATIONAL}/{name}": text for name, text in national_files(definitions, programme).items()}
    for area in definitions.sample_areas(programme):
        files = area_files(definitions, programme, area.slug)
        wanted |= {f"areas/{area.slug}/{name}": text for name, text in files.items()}
    written, kept, hashes = [], [], {}
    for name, text in sorted(wanted.items()):
        path = folder / name
        theirs = path.is_file() and _hash(path.read_text(encoding="utf-8")) != before.get(name)
        if theirs and not force and path.read_text(encoding="utf-8") != text:
            kept.append(name)
            continue
        hashes[name] = _hash(text)
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            write_text(path, text)
            written.append(name)
    content = {"schema": 1, "files": hashes}
    if not note.is_file() or json.loads(note.read_text(encoding="utf-8")) != content:
        write_json(note, content)
    return WrittenNarrative(tuple(written), tuple(kept))


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
        "_key-messages.qmd": _key_messages(area, seed, grades, claims, phrases),
    }
    # Where a real evaluation is published, none is made up beside it.
    if programme.scale and area not in areas_with_published(definitions, programme.id):
        files["evaluations.yaml"] = _yaml(evaluations_record(area, seed, quality, claims, phrases))
    wanted = set(programme.outputs)
    if wanted & {"feedback-summary", "validation-letter"}:
        files["key-points.yaml"] = _yaml(key_points_record(claims))
    if "improvement-plan" in wanted:
        files["improvement-plan.yaml"] = _yaml(plan_record(area, seed, claims, grades, phrases))
    if any("matters" in stage.uses for stage in programme.stages) and area in phrases["matters"]["areas"]:
        files["matters.yaml"] = _yaml(matters_record(area, seed, claims, phrases))
    if "childrens-version" in wanted:
        files["childrens-version/_well-and-better.qmd"] = _for_children(claims)
    if "progress-review" in wanted and area in phrases.get("reviews", {}):
        record = progress_record(area, seed, claims, grades, phrases)
        files["progress.yaml"] = _yaml(record)
        files["progress-review/_progress-judgement.qmd"] = f"{_COMMENT}\n\n{phrases['reviews'][area]['judgement']}"
    for indicator in quality:
        if indicator in phrases["openings"]:
            text = _chapter(area, seed, indicator, grades[indicator], claims[indicator], phrases)
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
    return {"_key-messages.qmd": f"{_COMMENT}\n\n{opening}\n\n{_side_by_side(well, improve)}"}


def _claims(
    definitions: Definitions, programme: Programme, area: str, phrases: Mapping[str, Any]
) -> tuple[dict[str, float], dict[str, tuple[list[Claim], list[Claim]]]]:
    seed = programme.sample.seed if programme.sample else 0
    quality = area_quality(area, seed, programme.quality_indicators)
    instruments = [definitions.instruments[name] for name in programme.instruments]
    return quality, claims_of(instruments, quality, phrases["claims"], programme=programme.id, seed=seed, area=area)


def _side_by_side(well: Sequence[str], improve: Sequence[str]) -> str:
    return _boxes((("works-well", "What works well", well), ("could-improve", "What could improve", improve)))


def _boxes(columns: Sequence[tuple[str, str, Sequence[str]]]) -> str:
    lines = ["::::: {.columns}", ""]
    for box, heading, points in columns:
        lines += [':::: {.column width="50%"}', "", f"::: {{.{box}}}", "", f"### {heading}", "", *points, ""]
        lines += [":::", "", "::::", ""]
    return "\n".join([*lines, ":::::", ""])


def _fact(claim: Claim, area: str, seed: int, phrases: Mapping[str, Any]) -> str:
    lead = picked(phrases["leads"][claim.group], seed, area, claim.name, "lead")
    return f"{lead.format(value=f'{{{{< meta {claim.name}.says >}}}}')} {claim.says}."


def _key_messages(
    area: str, seed: int, grades: Mapping[str, int], claims: Mapping[str, tuple[Sequence[Claim], Sequence[Claim]]],
    phrases: Mapping[str, Any],
) -> str:  # fmt: skip
    well, improve = [], []
    for indicator, (strengths, improvements) in claims.items():
        more = 2 if grades[indicator] >= 5 else 1
        well += [_point(claim.strength, claim, area, seed, phrases) for claim in strengths[:more]]
        more = 2 if grades[indicator] <= 3 else 1
        improve += [_point(claim.improve, claim, area, seed, phrases) for claim in improvements[:more]]
    return f"{_COMMENT}\n\n{_side_by_side(well, improve)}"


def _for_children(claims: Mapping[str, tuple[Sequence[Claim], Sequence[Claim]]]) -> str:
    """Return what goes well and what should get better, of what children and parents spoke about themselves."""
    well, better = [], []
    for strengths, improvements in claims.values():
        well += [claim for claim in strengths if claim.group in ("children", "parents")]
        better += [claim for claim in improvements if claim.group in ("children", "parents")]
    sides = [
        [f"- {sentence}" for sentence in sentences[:4]] or ["- Grown-ups are still finding this out."]
        for sentences in ([claim.strength for claim in well], [claim.improve for claim in better])
    ]
    columns = (("works-well", "Going well", sides[0]), ("could-improve", "Should get better", sides[1]))
    return f"{_COMMENT}\n\n{_boxes(columns)}"


def _point(sentence: str, claim: Claim, area: str, seed: int, phrases: Mapping[str, Any]) -> str:
    return f"- **{sentence}**" + (f"\n  {_fact(claim, area, seed, phrases)}" if claim.numbered else "")


def _chapter(
    area: str, seed: int, indicator: str, grade: int, claims: tuple[Sequence[Claim], Sequence[Claim]],
    phrases: Mapping[str, Any],
) -> str:  # fmt: skip
    strengths, improvements = claims
    draw = (seed, area, indicator)
    opening = picked(phrases["openings"][indicator][grade], *draw, "opening").format(area="{{< meta area.name >}}")
    closing = picked(phrases["closings"][indicator], *draw, "closing")
    good = _argument([(claim.strength, claim) for claim in strengths], 3 if grade >= 4 else 2, draw, phrases)
    bad = _argument([(claim.improve, claim) for claim in improvements], 2 if grade >= 4 else 3, draw, phrases)
    weak_first = grade <= 3 and fraction(*draw, "order") < 0.55
    first, second = (bad, good) if weak_first else (good, bad)
    turn = picked(phrases["returns" if weak_first else "turns"], *draw, "turn")
    paragraphs = [[opening, *first], [turn, *second]]
    if sum(not claim.shown for claim in (*strengths, *improvements)) > 2:
        paragraphs.append([picked(phrases["small"], *draw, "small")])
    if fraction(*draw, "closing") < 0.7:
        paragraphs.append([closing])
    return _COMMENT + "\n\n" + "\n\n".join("\n".join(lines) for lines in paragraphs) + "\n"


def _argument(
    claims: Sequence[tuple[str, Claim]], most: int, draw: tuple[int, str, str], phrases: Mapping[str, Any]
) -> list[str]:
    """Return sentences: claims and the numbers that show them; the last ones are made shorter now and then."""
    lines: list[str] = []
    for place, (sentence, claim) in enumerate(claims[:most]):
        way = fraction(*draw, claim.name, "way") if place else 0.5
        if way >= 0.25 or not claim.numbered:
            lines.append(sentence)
        if way < 0.85 and claim.numbered:
            lines.append(_fact(claim, draw[1], draw[0], phrases))
    return lines


def _yaml(content: Mapping[str, Any]) -> str:
    # Imported here: the command line starts without it.
    import yaml

    return yaml.safe_dump(dict(content), sort_keys=False, allow_unicode=True, width=110)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def main() -> None:
    """Write the narrative of every programme that has a sample and words for it (``-m workbench.sample.narrative``)."""
    from workbench.project import find_project

    project = find_project()
    definitions = load_definitions(project)
    for programme in definitions.programmes.values():
        if programme.sample and narrative_bank(programme.id):
            done = write_narrative(project, programme, definitions=definitions)
            print(f"{programme.id}: {len(done.written)} files written, {len(done.kept)} kept as people changed them")


if __name__ == "__main__":
    main()
