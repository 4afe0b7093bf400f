import os
import signal
import sys
import textwrap
import threading

from workbench.execution.runners import Runners
from workbench.execution.tasks import RunTask

SERVING = """
    import os, signal, sys, time
    from pathlib import Path
    from workbench.execution.runners import serve
    from workbench.execution.tasks import RunOutcome

    def do(task):
        print("said by a run")
        if task.name == "fife/deadly":
            os.kill(os.getpid(), signal.SIGKILL)
        if "meeting" in task.parameters:  # as long as nobody else has come
            meeting = Path(task.parameters["meeting"])
            (meeting / str(os.getpid())).touch()
            until = time.monotonic() + 30
            while len(list(meeting.iterdir())) < 2 and time.monotonic() < until:
                time.sleep(.01)
        return RunOutcome(task.name, None, {}, str(os.getpid()), 0.0)

    serve(do)
"""


def runners():
    return Runners((sys.executable, "-c", textwrap.dedent(SERVING)))


def task(name, **parameters):
    return RunTask(f"fife/{name}", "", parameters, {})


def test_a_process_is_used_again_and_two_runs_have_two(tmp_path):
    used = runners()
    first, second = used.run(task("a")), used.run(task("b"))
    assert first.name == "fife/a" and first.error == second.error != str(os.getpid())
    found = []
    both = task("c", meeting=str(tmp_path))
    threads = [threading.Thread(target=lambda: found.append(used.run(both).error)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 2
    used.close()


def test_a_process_that_died_with_nothing_to_do_is_replaced():
    used = runners()
    first = int(used.run(task("a")).error)
    os.kill(first, signal.SIGKILL)
    assert int(used.run(task("b")).error) != first
    used.close()


def test_a_run_that_kills_its_process_twice_fails_and_the_next_does_not():
    used = runners()
    assert "died twice" in used.run(task("deadly")).error
    assert used.run(task("a")).error.isdigit()
    used.close()


def test_a_process_ends_with_the_one_that_started_it():
    used = runners()
    pid = int(used.run(task("a")).error)
    process = used._idle[0]
    process.stdin.close()
    assert process.wait(60) == 0
    assert pid == process.pid
    process.stdout.close()
