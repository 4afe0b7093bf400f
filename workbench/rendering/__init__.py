"""Rendering: a composed Quarto project made into a site of HTML, PDF and Word reports."""

from __future__ import annotations

from workbench.rendering.engine import render
from workbench.rendering.model import FORMATS, Output, RenderReport

__all__ = ["FORMATS", "Output", "RenderReport", "render"]
