"""What notebooks import: evidence, proportions, surveys, records, triangulation, charts and tables."""
