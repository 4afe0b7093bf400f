"""Records that a concern about somebody's safety was raised, apart from the evidence and without its detail."""
