"""A real project whose programme wants every general kind of output, and a programme of letters beside it."""

from __future__ import annotations

import shutil
from pathlib import Path

import yaml

from tests.miniature import PROGRAMME, Miniature, make_miniature

AREA = "orkney-islands"  # numbers are small here: much is held back
AREAS = (AREA, "clackmannanshire")
KINDS = (
    "area-report", "national-overview", "childrens-version", "validation-letter", "improvement-plan", "progress-review",
    "feedback-summary", "observations-letter", "data-annex",
)  # fmt: skip
#: A programme of letters alone: its first pages list what there is.
LETTERS = "letters"
#: Pages by what they are, relative to the site of the programme named first.
PAGES = {
    "overview": (PROGRAMME, "index"),
    "area report": (PROGRAMME, f"areas/{AREA}/index"),
    "traces": (PROGRAMME, f"areas/{AREA}/trace"),
    "traces of the overview": (PROGRAMME, "trace"),
    "children's version": (PROGRAMME, f"areas/{AREA}/childrens-version/index"),
    "validation letter": (PROGRAMME, f"areas/{AREA}/validation-letter/index"),
    "improvement plan": (PROGRAMME, f"areas/{AREA}/improvement-plan/index"),
    "progress review": (PROGRAMME, f"areas/{AREA}/progress-review/index"),
    "feedback summary": (PROGRAMME, f"areas/{AREA}/feedback-summary/index"),
    "observations letter": (PROGRAMME, f"areas/{AREA}/observations-letter/index"),
    "home without an overview": (LETTERS, "index"),
    "area without a report": (LETTERS, f"areas/{AREA}/index"),
}
#: Pages that are web pages alone, and those without a PDF.
WEB_ONLY = ("traces", "traces of the overview", "home without an overview", "area without a report")
NO_PDF = (*WEB_ONLY, "improvement plan")

TEXTS = {
    "validation-letter/_confidence.qmd": """\
We are confident in your account of how staff are supported: the survey and the records bear it out. We are less
confident where your self-evaluation rests on what managers believe. The records show it to be too hopeful about plans.

- Your account of leadership is well evidenced.
- Your account of planning needs more evidence from records.
""",
    "observations-letter/_observations.qmd": """\
### What the report does well

The report tells the story of the family as they saw it. It says plainly where services did not talk to one another.

### What would make it stronger

The report could say more about what staff needed in order to act otherwise. Two of its findings name what happened and
not why.
""",
    "observations-letter/_asks.qmd": """\
1. Say in the action plan who will check that each change reached front-line teams.
2. Share what was learned with neighbouring committees.
""",
    "progress-review/_progress-judgement.qmd": """\
Families are more likely to have seen their plan than a year ago. The change has not yet reached every locality.
""",
    "progress.yaml": """\
synthetic: true
reviewed_on: 2027-05-01
progress:
  - recommendation: 1
    state: met
    evidence: An audit of twelve months' records, and a group of parents who were asked.
    next: The partnership repeats the audit each year.
  - recommendation: 2
    state: partly met
    evidence: Two of three localities work in the new way.
    next: The third begins in the autumn.
""",
}


def make_every_kind(folder: Path) -> Miniature:
    """Return a project of two areas that wants every general kind of output, and the programme of letters beside it."""
    miniature = make_miniature(folder, AREAS)
    programmes = miniature.root / "parameters" / "programmes"
    path = programmes / f"{PROGRAMME}.yaml"
    before, _, after = path.read_text().partition("outputs: [")
    text = f"{before}outputs: [{', '.join(KINDS)}]{after.partition(']')[2]}"
    path.write_text(text)
    reports = miniature.root / "reports"
    for area in AREAS:
        for name, content in TEXTS.items():
            target = reports / PROGRAMME / "areas" / area / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(content)
    shutil.copytree(reports / PROGRAMME, reports / LETTERS)
    for path in (reports / LETTERS).glob("areas/*/_key-messages.qmd"):  # theirs name values that no stage records here
        path.write_text("Families are heard. Plans come late.\n")
    letters = yaml.safe_load(text) | {
        "id": LETTERS, "stages": [], "instruments": [], "disclosure": {"default": "default"}, "published": [],
        "outputs": ["validation-letter", "observations-letter", "feedback-summary"],
    }  # fmt: skip
    for name in ("signals", "sample"):
        letters.pop(name)
    (programmes / f"{LETTERS}.yaml").write_text(yaml.safe_dump(letters, sort_keys=False))
    return miniature


def site_of(miniature: Miniature, programme: str) -> Path:
    """Return the folder of a programme's site."""
    return miniature.root / "build" / programme / "site"
