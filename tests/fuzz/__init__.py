"""Long random tests, each with a seed: ``python -m tests.fuzz intake --n 10000 --seed 1``."""
