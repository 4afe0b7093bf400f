"""Checks of a project that need no build."""
