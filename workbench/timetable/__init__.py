"""Timetables with dates: weeks from a start, school holidays left out, and how far an area is."""
