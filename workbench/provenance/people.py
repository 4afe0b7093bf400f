"""Who did what in a release, by role, as entities of an RO-Crate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from workbench.plan.units import NATIONAL
from workbench.provenance.identifiers import reference, references

#: The role that makes things; the others ask for, check and approve them.
MAKER = "analyst"
#: What a release says of a role without a post (as `workbench.assurance.roles`); nobody is called so.
NOT_RECORDED = "not recorded"


@dataclass(frozen=True)
class People:
    """The people of a release.

    Parameters
    ----------
    entities
        Properties of each person and sign-off, by its name.
    contributors
        Names of all that have a role in the release.
    makers
        Names of those who did the analysis.
    endorsements
        Names of the sign-offs.
    """

    entities: Mapping[str, dict[str, Any]]
    contributors: tuple[str, ...]
    makers: tuple[str, ...]
    endorsements: tuple[str, ...]


def described_people(release: Mapping[str, Any], manifest: Mapping[str, Any], files: Iterable[str]) -> People:
    """Return the roles and sign-offs of a release as entities.

    Parameters
    ----------
    release
        The content of ``release.json``: ``roles`` gives the post of each role, ``reports`` the sign-offs of each.
    manifest
        For the places that reports belong to.
    files
        The release's files.
    """
    entities: dict[str, dict[str, Any]] = {}
    contributors, makers, endorsements = [], [], []
    for role, post in sorted((release.get("roles") or {}).items()):
        if not post or post == NOT_RECORDED:
            continue
        name = reference(f"#role/{role}")["@id"]
        entities[name] = {"@type": "Person", "name": _said(post), "jobTitle": str(role)}
        contributors.append(name)
        if role == MAKER:
            makers.append(name)
    known = set(manifest.get("pages") or {})
    site = [file for file in files if file.startswith("site/")]
    for report, told in sorted((release.get("reports") or {}).items()):
        for number, signed in enumerate(told.get("sign_offs") or (), start=1):
            who = reference(f"#post/{signed.get('role', '')}")["@id"]
            entities.setdefault(who, {"@type": "Person", "name": str(signed.get("role", ""))})
            name = reference(f"#sign-off/{report}/{number}")["@id"]
            entities[name] = {
                "@type": "EndorseAction",
                "name": f"{report}: {signed.get('state', '')}",
                "agent": reference(who),
                "object": references(_files_of(report, known, site)) or [reference("./")],
                "endTime": str(signed.get("date", "")),
                "description": str(signed.get("comment", "")),
            }
            signs = [str(signed[part]) for part in ("content", "hash", "manifest", "signed") if signed.get(part)]
            if signs:
                entities[name]["identifier"] = f"signed {signs[0]}"
            endorsements.append(name)
    return People(entities, tuple(contributors), tuple(makers), tuple(endorsements))


def _said(post: Any) -> str:
    if isinstance(post, Mapping):
        return str(post.get("post") or post.get("name") or "")
    return ", ".join(map(str, post)) if isinstance(post, list | tuple) else str(post)


def _files_of(report: str, places: set[str], site: list[str]) -> list[str]:
    """Return the pages that a report is: all of an area's, or the nation's in the folder called like it."""
    if f"areas/{report}" in places:
        return [file for file in site if file.startswith(f"site/areas/{report}/")]
    first = [file for file in site if file.count("/") == 1]
    own = [file for file in site if file.startswith(f"site/{report}/")]
    return own or [file for file in first if report in file] or (first if report.startswith(NATIONAL) else [])
