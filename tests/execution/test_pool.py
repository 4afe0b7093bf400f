import ast
import os
import signal
import time
from multiprocessing import connection
from pathlib import Path

from workbench.execution.pool import LocalPool, available_cores
from workbench.execution.tasks import RunOutcome, RunTask

ROOT = Path(__file__).parents[2]
TASK = RunTask("fife/a", "", {}, {})


def answer(task):
    return RunOutcome(task.name, None, {}, str(os.getpid()), 0.0)


def die(task):
    os.kill(os.getpid(), signal.SIGKILL)


def die_elsewhere(here):
    if os.getpid() != here:
        os.kill(os.getpid(), signal.SIGKILL)
    return True


def test_a_task_is_done_in_another_process():
    pool = LocalPool(1, answer)
    outcome = pool.submit(TASK).result(60)
    pool.close()
    assert outcome.name == "fife/a"
    assert int(outcome.error) != os.getpid()


def test_a_dead_worker_is_recognised_and_the_pool_made_anew():
    pool = LocalPool(1, die)
    error = pool.submit(TASK).exception(60)
    assert pool.died(error)
    pool._function = answer
    assert pool.submit(TASK).result(60).ok is False
    pool.close()


def test_workers_that_are_there_do_other_things_and_one_that_dies_at_it_is_not_missed():
    pool = LocalPool(1, answer)
    assert pool.spread(abs, [-1, 2]) == [1, 2]
    assert pool.spread(die_elsewhere, [os.getpid(), os.getpid()]) == [True, True]
    pool.close()


def test_another_error_is_no_death():
    assert not LocalPool(1, answer).died(ValueError("no"))


def test_stopping_ends_workers_at_once():
    pool = LocalPool(1, time.sleep)
    pool.submit(60)
    processes = list(pool._executor._processes.values())
    begun = time.monotonic()
    pool.stop()
    assert time.monotonic() - begun < 30, "what it does takes a minute"
    # is_alive() may say yes of a process that the executor's thread waits for at the same moment; its sentinel knows.
    assert len(processes) == 1
    assert connection.wait([process.sentinel for process in processes], timeout=30) == [processes[0].sentinel]


def test_there_is_at_least_one_core():
    assert available_cores() >= 1


def test_every_pool_has_workers_that_end_when_their_driver_is_killed():
    calls = [
        (path.name, node)
        for path in sorted((ROOT / "workbench").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("ProcessPoolExecutor")
    ]
    assert len(calls) >= 3
    # Without one they wait for work for ever.
    assert [name for name, call in calls if "initializer" not in {each.arg for each in call.keywords}] == []


def cores(task):
    time.sleep(0.2)  # so that both workers get one
    return RunOutcome(task.name, None, {}, " ".join(map(str, sorted(os.sched_getaffinity(0)))), 0.0)


def test_the_workers_of_a_long_build_keep_to_a_core_each_and_those_of_a_short_one_to_none():
    everything = sorted(os.sched_getaffinity(0))
    for share, expected in ((True, {str(core) for core in everything}), (False, {" ".join(map(str, everything))})):
        pool = LocalPool(len(everything), cores, share_cores=share)
        asked = [pool.submit(TASK) for _ in range(4 * len(everything))]
        assert {future.result(60).error for future in asked} <= expected
        pool.close()
