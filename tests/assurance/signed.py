"""A programme of one area, built, with every sense check answered and every report signed off."""

from datetime import date

from tests.miniature import PROGRAMME, make_miniature
from workbench.assurance.sense_checks import outcomes
from workbench.assurance.sense_checks.outcome import REVIEW
from workbench.assurance.sign_offs_signing import sign_reports
from workbench.definitions import load_definitions
from workbench.project import Project

AREA = "orkney-islands"
ROLES = {"assured": "Quality panel", "factual accuracy": "Inspection lead", "final": "Chief inspector"}


def make_built(folder, *formats):
    """Make a programme of one area in a folder that is not there yet, and build it in some formats, or in every one.

    A sense check asks for more than the area has, so that somebody has to answer it.
    """
    miniature = make_miniature(folder, (AREA,))
    checks = folder / "parameters" / "sense-checks" / f"{PROGRAMME}.yaml"
    text = checks.read_text(encoding="utf-8")
    assert text.count("    most: 30\n    unit: points\n") == 1
    checks.write_text(text.replace("    most: 30\n", "    most: 10\n"), encoding="utf-8")
    only = ("--format", ",".join(formats)) if formats else ()
    for command in (("sample",), ("intake",), ("build", "--engine", "embedded", *only)):
        miniature.run(command[0], PROGRAMME, *command[1:])
    return miniature


def project_of(miniature):
    return Project(miniature.root, miniature.root / "evidence", miniature.root / "build")


def sign_all(miniature, states=tuple(ROLES), on=date(2026, 6, 1)):
    project = project_of(miniature)
    for state in states:
        found = sign_reports(
            project, PROGRAMME, (), state=state, role=ROLES[state], on=on, comment=f"Read for {state}", every=True
        )
        assert not found.refused


def answer_all(miniature):
    """Answer every sense check that asks for a review, as somebody who looked at it would."""
    project = project_of(miniature)
    definitions = load_definitions(project, only=(PROGRAMME,))
    found = outcomes(project, definitions, definitions.programme(PROGRAMME))
    lines = ["synthetic: true", "answers:"]
    for each in found:
        if each.state == REVIEW:
            lines += [
                f"- check: {each.check}", f"  place: {each.place}", f"  key: {each.key}", "  role: Quality panel",
                "  date: 2026-05-30", "  comment: Looked at; it may stand.",
            ]  # fmt: skip
    path = project.reports / PROGRAMME / "assurance" / "sense-checks.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n" if len(lines) > 2 else "answers: []\n")
