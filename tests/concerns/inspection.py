"""When the tests' inspection began."""

from datetime import UTC, datetime

START = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
