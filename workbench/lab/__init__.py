"""The inspector's workbench: JupyterLab on a desk laid out for one area and one role."""
