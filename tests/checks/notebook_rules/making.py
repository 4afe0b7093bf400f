"""Notebooks made for tests of the rules: one that keeps every rule, and cells to break it with."""

import json

from workbench.checks.notebook_rules import Use

USES = (
    Use("compulsory-supervision-orders", "03_surveys", "area", ("fife", "orkney-islands")),
    Use("adults", "surveys", "area", ("fife",)),
)
OUTPUT = {"output_type": "execute_result", "data": {"text/plain": "2"}, "metadata": {}, "execution_count": 2}


def code(source, identifier, *, tags=(), count=None, outputs=()):
    return {"cell_type": "code", "id": identifier, "source": source, "execution_count": count,
            "outputs": list(outputs), "metadata": {"tags": list(tags)}}  # fmt: skip


def text(source, identifier):
    return {"cell_type": "markdown", "id": identifier, "source": source, "metadata": {}}


def parameters(source='programme: str = "compulsory-supervision-orders"\narea: str = "fife"', **more):
    return code(source, "parameters", tags=["parameters"], **more)


def shows(data, kind="text/html"):
    return {**OUTPUT, "data": {"text/plain": "a table", kind: data}}


def stage(*cells, first=None):
    """Return the cells of a stage notebook that keeps every rule, with more cells after them."""
    return [text("# Surveys", "title"), first or parameters(), code("results.save()", "save"), *cells]


def executed(*cells):
    """Return the cells of a reference that keeps every rule, with more cells after them."""
    return [parameters(count=1), code("results.save()", "save", count=2, outputs=[OUTPUT]), *cells]


def write(path, cells, minor=5):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"nbformat": 4, "nbformat_minor": minor, "metadata": {}, "cells": list(cells)}))
    return path
