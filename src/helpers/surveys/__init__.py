"""Survey answers: shares answering positively, by question and by group, after disclosure control."""

from helpers.surveys.answers import POLARITIES, Answers, merged
from helpers.surveys.groups import NOT_STATED
from helpers.surveys.survey import Survey, read_survey, survey_signals

__all__ = ["NOT_STATED", "POLARITIES", "Answers", "Survey", "merged", "read_survey", "survey_signals"]
