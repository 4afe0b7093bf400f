"""Synthetic evidence: from a fixed seed, the files a team would really have for each area."""
