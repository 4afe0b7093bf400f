import io

from workbench.execution.progress import Lines, Live, closing_table, progress_for


def test_lines_count_and_name_each_unit():
    stream = io.StringIO()
    lines = Lines(stream)
    lines.begin(12)
    lines.started("fife/a")
    lines.finished("fife/a", "done", 1.25)
    lines.finished("fife/b", "failed", 0.5, "cell [3]: ValueError: no")
    lines.end()
    assert stream.getvalue().splitlines() == [
        "[ 1/12] fife/a done 1.2 s",
        "[ 2/12] fife/b failed 0.5 s  cell [3]: ValueError: no",
    ]


def test_elsewhere_than_on_a_terminal_there_are_lines():
    assert isinstance(progress_for(io.StringIO()), Lines)


def test_the_live_display_says_what_failed(capsys):
    live = Live()
    live.begin(2)
    live.started("fife/a")
    live.finished("fife/a", "done")
    live.finished("fife/[b]", "failed", 0.1, "[3] no")
    live.end()
    assert "fife/[b] failed  [3] no" in capsys.readouterr().out


def test_the_closing_table_may_be_empty():
    assert closing_table([]) == ""


def test_a_line_goes_out_in_one_piece():
    pieces = []
    stream = io.StringIO()
    stream.write = pieces.append
    Lines(stream).note("areas/fife: html")
    assert pieces == ["areas/fife: html\n"]


def test_the_live_display_says_why_a_run_was_done_where_that_is_asked(capsys):
    live = Live()
    live.begin(2)
    live.finished("fife/a", "done", 1.0)
    live.finished("fife/b", "done", 1.0, "notebook changed (rule 2)")
    live.end()
    shown = capsys.readouterr().out
    assert "fife/b done  notebook changed (rule 2)" in shown
    assert "fife/a done" not in shown
