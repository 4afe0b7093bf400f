"""Cases of a pathway as a form records them."""

POINTS = ("report", "decision", "referral", "assessment", "intervention", "completion")


def case(number: int, steps: int, *, considered: str = "considered", told: str = "yes", papers: str | None = None):
    """Return a case that goes on from the first ``steps`` points and leaves at the next."""
    row = {"case": f"C{number}", "considered": considered, "age_band": "18 to 25", "papers": papers}
    for place, point in enumerate(POINTS):
        row[point] = "went_on" if place < steps else "left" if place == steps else "not_reached"
    return row | {"accused_told": told, "complainer_told": "not_applicable"}
