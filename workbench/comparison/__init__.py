"""What differs for a reader between two builds, releases or revisions, and why."""
