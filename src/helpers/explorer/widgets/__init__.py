"""Widgets of the explorer: each with a label, usable by keyboard, in the brand's colours, in light and dark."""
