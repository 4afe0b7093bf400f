"""Outputs that are no pages: accessible spreadsheets."""
