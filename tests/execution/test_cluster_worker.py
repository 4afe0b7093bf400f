import warm_kernels
from workbench.execution import cluster_worker
from workbench.execution.cluster_worker import Preparation, _kernels, difference, own_code
from workbench.execution.tasks import HASH_SEED


def test_why_kernels_are_ordinary_ones_is_said_and_not_tried_out_for_every_run(monkeypatch):
    asked = []
    ensure = warm_kernels.ensure
    monkeypatch.setattr(warm_kernels, "ensure", lambda *given: asked.append(given) or ensure(*given))
    monkeypatch.setattr(cluster_worker, "_unprepared", {})
    monkeypatch.setenv(warm_kernels.OFF, "for a test")
    preparation = Preparation({}, ("json",), None)
    for _ in range(2):
        assert _kernels("warm", preparation, {}) == ("nbclient", {}, "Warm kernels are turned off: for a test")
    assert asked == [(("json",), None, dict(HASH_SEED))]
    assert _kernels("nbclient", preparation, {}) == ("nbclient", {}, "")


def test_a_worker_of_another_state_of_the_workbench_is_told_from_one_of_the_same():
    assert difference(Preparation({}, code=own_code())) == ""
    found = difference(Preparation({"no-such-package": "1"}, code="another"))
    assert found.startswith(
        "the workbench itself is of another state than that of the build, no-such-package is not there"
    )
