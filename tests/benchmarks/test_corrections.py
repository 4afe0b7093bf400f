from benchmarks.corrections import correct
from benchmarks.growing import seconds_a_run
from benchmarks.projects import Bench


def test_a_correction_changes_one_answer_and_the_next_changes_it_back(tmp_path):
    path = tmp_path / "evidence" / "raw" / "p" / "fife" / "fife_children_survey.csv"
    path.parent.mkdir(parents=True)
    before = "Response ID,I feel safe,Age\r\nR1,Always,12\r\nR2,Sometimes,13\r\n"
    path.write_bytes(before.encode())
    bench = Bench(tmp_path, "p")
    assert correct(bench, "fife") == "fife"
    assert path.read_bytes() == before.replace("R1,Always", "R1,Sometimes").encode()
    correct(bench, "fife")
    assert path.read_bytes() == before.encode()


def test_time_a_run_leaves_out_the_start():
    assert seconds_a_run([100.0, 101.0, 102.0]) == 1.0
