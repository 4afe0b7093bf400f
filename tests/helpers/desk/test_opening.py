"""The desk is found from any folder of it, and its absence is said plainly."""

import json

import pytest

from helpers.desk import open_desk
from helpers.desk.judgement import open_judgement
from helpers.desk.known import Known
from helpers.desk.opening import NoDesk
from helpers.desk.record_reading import open_record_reading
from helpers.errors import HelperError

PROGRAMME, AREA = "compulsory-supervision-orders", "orkney-islands"


def test_a_desk_is_found_from_below(desk, project):
    assert (desk.programme, desk.area, desk.role) == (PROGRAMME, AREA, "inspector")
    assert desk.root == project.evidence / "desk" / PROGRAMME / AREA
    assert desk.authored == project.reports / PROGRAMME / "areas" / AREA
    assert desk.evidence == project.evidence
    assert Known(desk).place == "Orkney Islands"


def test_paths_of_a_desk_may_be_relative_and_the_evidence_is_the_stores_parent(tmp_path):
    told = dict.fromkeys(("project", "authored", "store", "results"), "../x/store")
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "desk.json").write_text(json.dumps({**told, "programme": "p", "area": None, "role": "author"}))
    found = open_desk(folder=tmp_path / "desk")
    assert (found.store, found.evidence, found.area) == (tmp_path / "x" / "store", tmp_path / "x", "")
    with pytest.raises(HelperError, match=r"another version of the workbench\. Lay it out again: `workbench lab p`"):
        _ = Known(found).place


def test_without_a_desk_the_command_is_named(tmp_path):
    with pytest.raises(NoDesk, match=rf"`workbench lab {PROGRAMME} --area {AREA}`"):
        open_desk(PROGRAMME, AREA, tmp_path)


@pytest.mark.parametrize(
    ("text", "message"),
    [("{", "cannot be read"), ("[]", "does not say project"), ('{"project": "."}', "does not say programme, area")],
)
def test_a_desk_that_cannot_be_read_is_refused(tmp_path, text, message):
    (tmp_path / "desk.json").write_text(text)
    with pytest.raises(HelperError, match=message):
        open_desk(folder=tmp_path)


def test_a_desk_of_another_area_is_refused(desk):
    with pytest.raises(HelperError, match="laid out for compulsory-supervision-orders, orkney-islands, but the param"):
        open_desk(PROGRAMME, "fife", desk.root)


def test_without_a_desk_every_form_is_a_sentence(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    judgement = open_judgement(PROGRAMME, AREA)
    reading = open_record_reading(PROGRAMME, AREA)
    forms = [judgement.notes(), judgement.matters(), judgement.proposal(), judgement.evaluation(), judgement.panel()]
    forms += [reading.drawing(), reading.replacements(), reading.form(), reading.handing_over()]
    for form in forms:
        said = form._repr_mimebundle_()
        assert "workbench lab compulsory-supervision-orders" in said["text/plain"]
        assert said["text/html"].startswith("<p><strong>")
    assert "needs the workbench's JupyterLab" in repr(judgement)


def test_a_programme_without_a_scale_or_template_says_so(desk, monkeypatch):
    path = desk.root / "desk.json"
    told = json.loads(path.read_text())
    told["context"] |= {"grades": [], "templates": []}
    path.write_text(json.dumps(told))
    monkeypatch.chdir(desk.root)
    assert "evaluates on no scale" in repr(open_judgement(PROGRAMME, AREA).proposal())
    assert "no record-reading template" in repr(open_record_reading(PROGRAMME, AREA).form())
