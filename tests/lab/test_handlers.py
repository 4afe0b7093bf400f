"""What the server answers: nothing without the token or the key, nothing outside the reports."""

from __future__ import annotations

import json
import urllib.error
import urllib.request

import pytest

from tests.lab.desk_project import AREA
from tests.miniature import PROGRAMME

pytestmark = pytest.mark.slow
ONE = f"?programme={PROGRAMME}&area={AREA}"


def ask(lab, path, *, token=True, method="GET", content=None):
    request = urllib.request.Request(f"{lab.base}/{path}", method=method)
    if token:
        request.add_header("Authorization", f"token {lab.token}")
    if content is not None:
        request.data = json.dumps(content).encode()
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.read(), answer.headers
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read(), error.headers


def reports(lab):
    return json.loads(ask(lab, "workbench/desk")[1])["reports"].lstrip("/")


@pytest.mark.parametrize(
    ("path", "method"),
    [
        ("workbench/desk", "GET"), (f"workbench/areas?programme={PROGRAMME}", "GET"), (f"workbench/area{ONE}", "GET"),
        ("workbench/area", "POST"), ("workbench/drafts", "POST"), ("workbench/drafts/1", "GET"),
        ("workbench/drafts/1", "DELETE"), (f"workbench/report/guessed/{PROGRAMME}/index.html", "GET"),
        ("api/contents", "GET"), ("api/kernels", "GET"),
    ],
)  # fmt: skip
def test_without_the_token_nothing_is_answered(lab, path, method):
    status, said, _ = ask(lab, path, token=False, method=method, content={} if method == "POST" else None)
    assert status == 403 and AREA.encode() not in said


def test_it_listens_on_this_machine_alone(lab):
    assert lab.base.startswith("http://127.0.0.1:")
    status, _, _ = ask(lab, "workbench/desk")
    assert status == 200


def test_a_report_is_served_by_the_key_in_an_origin_of_its_own(lab):
    status, page, headers = ask(lab, f"{reports(lab)}/{PROGRAMME}/areas/{AREA}/index.html", token=False)
    assert status == 200 and b"Orkney" in page
    policy = headers["Content-Security-Policy"]
    assert "sandbox allow-scripts" in policy and "allow-same-origin" not in policy
    assert "default-src 'self'" in policy and "frame-ancestors 'self'" in policy


@pytest.mark.parametrize(
    "path",
    [
        "manifest.json", "..%2Fmanifest.json", "%2e%2e/lock.json", "../../../../parameters/areas.yaml",
        "..%2F..%2F..%2Fparameters%2Fareas%2Fareas.csv", "areas/../../lock.json",
    ],
)  # fmt: skip
def test_nothing_beside_the_site_is_served(lab, path):
    status, _, _ = ask(lab, f"{reports(lab)}/{PROGRAMME}/{path}")
    assert status in (403, 404)


def test_a_programme_that_leads_out_is_refused(lab):
    assert ask(lab, f"{reports(lab)}/../index.html")[0] in (403, 404)
    assert ask(lab, f"{reports(lab)}/%2e%2e/x")[0] in (403, 404)
    assert ask(lab, f"workbench/area?programme=..&area={AREA}")[0] == 400
    assert ask(lab, "workbench/area", method="POST", content={"programme": PROGRAMME, "area": "../x"})[0] == 400


def test_hidden_files_and_files_above_the_desk_are_not_served(lab):
    assert ask(lab, "api/contents/.lab")[0] in (403, 404)
    assert ask(lab, f"files/{PROGRAMME}/{AREA}/../../../store/{PROGRAMME}/catalogue.json")[0] in (400, 403, 404)


@pytest.mark.parametrize(("programme", "area"), [("no-such-programme", AREA), (PROGRAMME, "no-such-area")])
def test_what_a_person_can_get_wrong_is_one_message(lab, programme, area):
    status, said, _ = ask(lab, f"workbench/area?programme={programme}&area={area}")
    assert status == 422 and "called" in json.loads(said)["message"]


def test_a_build_that_is_not_there_is_said(lab):
    assert ask(lab, "workbench/drafts/999")[0] == 422


def test_the_panel_is_told_the_brands_colours_and_kernels(lab):
    desk = json.loads(ask(lab, "workbench/desk")[1])
    assert desk["programme"] == PROGRAMME and desk["area"] == AREA and desk["role"]["id"] == "inspector"
    assert set(desk["colours"]["light"]) == set(desk["colours"]["dark"]) and desk["colours"]["light"]["loch"]
    assert desk["kernels"].startswith("Kernels: ")


def test_there_is_no_extension_manager_no_news_and_one_kernel(lab):
    specs = json.loads(ask(lab, "api/kernelspecs")[1])["kernelspecs"]
    assert list(specs) == ["python3"]
    assert specs["python3"]["spec"]["env"]["PYTHONHASHSEED"] == "0"
    page = ask(lab, "lab")[1].decode()
    assert '"extensionManager": {"can_install": false' in page
    assert '"news": {"disabled": true}' in page
