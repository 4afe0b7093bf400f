"""Moves the clock of every Python process that starts with this folder on its path; read by Python itself.

A proof that a build does not depend on the day runs one of its builds with this. It moves what Python programs ask:
``time`` and ``datetime``. Clocks that measure how long something takes go on as they are.
"""

import os
import sys


def _move(seconds: float) -> None:
    import ctypes
    import datetime
    import gc
    import time

    real = {name: getattr(time, name) for name in ("time", "time_ns", "localtime", "gmtime", "strftime")}

    def moved_time():
        return real["time"]() + seconds

    def moved_time_ns():
        return real["time_ns"]() + int(seconds) * 10**9

    def moved_localtime(when=None):
        return real["localtime"](moved_time() if when is None else when)

    def moved_gmtime(when=None):
        return real["gmtime"](moved_time() if when is None else when)

    def moved_strftime(form, when=None):
        return real["strftime"](form, moved_localtime() if when is None else when)

    def moved_ctime(when=None):
        return time.asctime(moved_localtime(when))

    time.time, time.time_ns, time.localtime, time.gmtime = moved_time, moved_time_ns, moved_localtime, moved_gmtime
    time.strftime, time.ctime = moved_strftime, moved_ctime

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(moved_time(), tz)

    @classmethod
    def utcnow(cls):
        return cls.fromtimestamp(moved_time(), datetime.timezone.utc).replace(tzinfo=None)  # noqa: UP017

    @classmethod
    def today(cls):
        return cls.fromtimestamp(moved_time())

    # The types stay the same, so that nothing that compares or pickles them notices; only their clocks are others.
    for kind, clocks in ((datetime.datetime, {"now": now, "utcnow": utcnow}), (datetime.date, {"today": today})):
        gc.get_referents(kind.__dict__)[0].update(clocks)
        ctypes.pythonapi.PyType_Modified(ctypes.py_object(kind))


def _noted() -> None:
    """Leave a line that says that this process's clock was moved."""
    log = os.environ.get("WORKBENCH_MOVED_CLOCK_LOG")
    if log:
        with open(log, "a", encoding="utf-8") as stream:  # noqa: PTH123  at every start of Python
            stream.write(f"{os.getpid()} {' '.join(sys.orig_argv[1:4])[:120]}\n")


if os.environ.get("WORKBENCH_MOVED_CLOCK"):
    _move(float(os.environ["WORKBENCH_MOVED_CLOCK"]))
    _noted()
