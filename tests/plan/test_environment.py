import json
import platform

from workbench.plan.environment import environment


def test_python_and_the_packages_of_a_run_are_named():
    found = environment()
    assert found["python"] == platform.python_version()
    assert {"pandas", "papermill", "ipykernel", "numpy"} <= set(found)


def test_packages_that_only_tests_need_do_not_count():
    assert not {"pytest", "hypothesis", "syrupy", "ruff"} & set(environment())


def test_the_answer_is_remembered_until_packages_change(tmp_path):
    found = environment(tmp_path)
    memory = tmp_path / "environment.json"
    known = json.loads(memory.read_text())
    memory.write_text(json.dumps(known | {"versions": {"python": "remembered"}}))
    assert environment(tmp_path) == {"python": "remembered"}
    memory.write_text(json.dumps(known | {"state": "of other packages"}))
    assert environment(tmp_path) == found


def test_a_torn_memory_is_no_harm(tmp_path):
    (tmp_path / "environment.json").write_text("{")
    assert "pandas" in environment(tmp_path)
