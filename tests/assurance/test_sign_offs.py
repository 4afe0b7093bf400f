"""Sign-offs as text: added to, never changed, by two people at once."""

import multiprocessing
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.assurance.sign_offs import add_sign_off, all_sign_offs, read_sign_offs, sign_offs_folder
from workbench.errors import InputFaults, WorkbenchError
from workbench.project import Project

CONTENT = "a" * 64


@pytest.fixture
def project(tmp_path):
    return Project(tmp_path, tmp_path / "evidence", tmp_path / "build")


def add(project, state="assured", report="fife", role="Quality panel", comment="Read as a whole", **other):
    options = {"on": date(2026, 3, 2), "content": lambda: CONTENT} | other
    return add_sign_off(project, "p", report, state=state, role=role, comment=comment, **options)


def test_sign_offs_are_added_to_the_end(project):
    add(project)
    path = sign_offs_folder(project, "p") / "fife.yaml"
    first = path.read_bytes()
    add(project, "factual accuracy", on=date(2026, 3, 9))
    assert path.read_bytes().startswith(first)
    read = read_sign_offs(project, "p", "fife")
    assert [(each.state, each.date.isoformat()) for each in read] == [
        ("assured", "2026-03-02"), ("factual accuracy", "2026-03-09"),
    ]  # fmt: skip
    assert all_sign_offs(project, "p") == {"fife": read}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Read as a whole", "Read in part"),
        (CONTENT, "b" * 64),
        ("2026-03-02", "2026-03-01"),
        ("Quality panel", "Panel"),
    ],
)
def test_a_sign_off_changed_by_hand_is_named_with_its_line(project, old, new):
    add(project)
    add(project, "final", comment="Approved")
    path = sign_offs_folder(project, "p") / "fife.yaml"
    path.write_text(path.read_text().replace(old, new, 1))
    with pytest.raises(InputFaults, match=r"sign-offs/fife\.yaml, line 8: .* was changed after it was given"):
        read_sign_offs(project, "p", "fife")
    with pytest.raises(InputFaults):
        add(project, "draft")


def test_a_sign_off_taken_out_of_the_middle_is_noticed(project):
    for state in ("assured", "factual accuracy", "final"):
        add(project, state)
    path = sign_offs_folder(project, "p") / "fife.yaml"
    heading, _, entries = path.read_text().partition("- state")
    one, two, three = ("- state" + each for each in entries.split("- state"))
    path.write_text(heading + one + three)
    with pytest.raises(InputFaults, match="was changed after it was given"):
        read_sign_offs(project, "p", "fife")
    path.write_text(heading + one + two)  # what was last can be cut off; the history of the file shows that
    assert len(read_sign_offs(project, "p", "fife")) == 2


def test_faults_of_every_file_are_told_with_their_lines(project):
    folder = sign_offs_folder(project, "p")
    folder.mkdir(parents=True)
    (folder / "fife.yaml").write_text("sign_offs:\n- state: asured\n")
    (folder / "moray.yaml").write_text("signoffs: []\n")
    with pytest.raises(InputFaults) as raised:
        all_sign_offs(project, "p")
    text = str(raised.value)
    assert "fife.yaml, line 2: 'state' is 'asured'" in text and "Did you mean assured?" in text
    assert "moray.yaml, line 1: unknown field 'signoffs'" in text


@pytest.mark.parametrize(
    ("options", "message"),
    [({"role": "Morag MacDonald"}, "looks like a person's name"), ({"comment": " \n"}, "Say in a few words")],
)
def test_a_name_or_no_comment_is_refused_and_nothing_is_written(project, options, message):
    with pytest.raises(WorkbenchError, match=message):
        add(project, **options)
    assert not (sign_offs_folder(project, "p") / "fife.yaml").exists()


def test_a_check_that_raises_leaves_the_file_as_it_was(project):
    add(project)
    path = sign_offs_folder(project, "p") / "fife.yaml"
    before = path.read_bytes()

    def refuse(found, content):
        assert [each.state for each in found] == ["assured"] and content == CONTENT
        raise WorkbenchError("no")

    with pytest.raises(WorkbenchError, match="no"):
        add(project, "final", check=refuse)
    assert path.read_bytes() == before


def _sign(root, number):
    add_sign_off(
        Project(root, root, root), "p", "fife", state="draft", role="Inspection lead", on=date(2026, 3, 2),
        comment=f"number {number}", content=lambda: CONTENT,
    )  # fmt: skip


def test_two_who_sign_at_once_lose_nothing(project):
    context = multiprocessing.get_context("fork")
    processes = [context.Process(target=_sign, args=(project.root, number)) for number in range(6)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert {each.comment for each in read_sign_offs(project, "p", "fife")} == {f"number {each}" for each in range(6)}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(comment=st.text(min_size=1, max_size=60))
def test_no_comment_breaks_out_of_its_line(project, comment):
    """Whatever is typed, it is read back as typed but for white space, or refused with nothing written."""
    path = sign_offs_folder(project, "p") / "fife.yaml"
    before = path.read_bytes() if path.exists() else None
    try:
        add(project, "draft", comment=comment)
    except (WorkbenchError, UnicodeEncodeError):
        assert (path.read_bytes() if path.exists() else None) == before
    else:
        assert read_sign_offs(project, "p", "fife")[-1].comment == " ".join(comment.split())
