"""What leaves the workbench: the gate a release passes."""
