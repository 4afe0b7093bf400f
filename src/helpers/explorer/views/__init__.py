"""Views of the explorer: widgets where somebody sits, plain tables of what a report may show where nobody does."""
