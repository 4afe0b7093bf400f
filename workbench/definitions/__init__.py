"""Areas, frameworks, scales, instruments and programmes: parameter files as typed, checked definitions."""

from workbench.definitions.activities import Activity
from workbench.definitions.areas import COUNCIL_AREA, NATIONAL, Area, Body, UnitSet
from workbench.definitions.definitions import STATISTICS_TABLES, Definitions
from workbench.definitions.editions import MixedEditions, refuse_pooling
from workbench.definitions.evaluations import Change, Evaluation, Evaluations, load_evaluations
from workbench.definitions.follow_up import load_progress
from workbench.definitions.frameworks import Framework, QualityIndicator, Tenet
from workbench.definitions.instruments import Column, File, Instrument
from workbench.definitions.loading import load_definitions
from workbench.definitions.matching import AreaIndex, normalised
from workbench.definitions.matters import Matter, Matters, load_matters
from workbench.definitions.phases import Phase, Step
from workbench.definitions.programmes import Disagreement, Lens, LensItem, Programme, Strand
from workbench.definitions.publications import Publication
from workbench.definitions.recommendations import Recommendation, Recommendations, load_recommendations
from workbench.definitions.scales import (
    AnswerOption,
    AnswerScale,
    Band,
    DisclosureProfile,
    Grade,
    Option,
    ProportionWords,
    Scale,
    Source,
)
from workbench.definitions.stages import Stage

__all__ = [
    "COUNCIL_AREA",
    "NATIONAL",
    "STATISTICS_TABLES",
    "Activity",
    "AnswerOption",
    "AnswerScale",
    "Area",
    "AreaIndex",
    "Band",
    "Body",
    "Change",
    "Column",
    "Definitions",
    "Disagreement",
    "DisclosureProfile",
    "Evaluation",
    "Evaluations",
    "File",
    "Framework",
    "Grade",
    "Instrument",
    "Lens",
    "LensItem",
    "Matter",
    "Matters",
    "MixedEditions",
    "Option",
    "Phase",
    "Programme",
    "ProportionWords",
    "Publication",
    "QualityIndicator",
    "Recommendation",
    "Recommendations",
    "Scale",
    "Source",
    "Stage",
    "Step",
    "Strand",
    "Tenet",
    "UnitSet",
    "load_definitions",
    "load_evaluations",
    "load_matters",
    "load_progress",
    "load_recommendations",
    "normalised",
    "refuse_pooling",
]
