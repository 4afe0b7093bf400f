"""The desk in JupyterLab: where an inspector writes notes, sorts matters, records evaluations and reads records."""

from helpers.desk.opening import Desk, open_desk

__all__ = ["Desk", "open_desk"]
