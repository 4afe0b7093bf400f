"""The parts of a build: what was asked for, its guard, what stands, what is held back, and what is said."""
