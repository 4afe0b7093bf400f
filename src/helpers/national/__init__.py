"""All areas together: recorded grades as counts, themes, and how much evidence each area has."""

from helpers.national.collected import NOT_EVALUATED
from helpers.national.overview import Overview, read_overview

__all__ = ["NOT_EVALUATED", "Overview", "read_overview"]
