"""The application: command line, intake, plan, execution, composition, rendering and release."""

__version__ = "0.1.0"
