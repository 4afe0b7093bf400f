"""Record reading: each record counted once, item results, record-level grades, and how far two readers agree."""

from helpers.records.reading import GOOD
from helpers.records.records import Records, read_records

__all__ = ["GOOD", "Records", "read_records"]
