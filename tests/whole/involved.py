"""One programme of an area's history, for tests."""


def of(history, programme):
    """Return the involvement of an area in one programme."""
    return next(one for one in history.involvements if one.programme.id == programme)
