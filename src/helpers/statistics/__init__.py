"""The area in context: published statistics beside Scotland and the area's family group."""

from helpers.statistics.indicators import SCOTLAND, Indicator
from helpers.statistics.profile import Profile, read_profile

__all__ = ["SCOTLAND", "Indicator", "Profile", "read_profile"]
