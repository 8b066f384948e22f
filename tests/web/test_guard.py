"""Only this machine's own browser, opened by us, is let in."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from reporting.web.app import make_app
from reporting.web.views import Desk
from tests.web.conftest import ORIGIN, PORT, TOKEN


@pytest.fixture
def stranger(desk: Desk) -> TestClient:
    return TestClient(make_app(desk, token=TOKEN, port=PORT), base_url=ORIGIN, follow_redirects=False)


def test_the_first_address_carries_the_token_and_leaves_a_cookie(stranger: TestClient) -> None:
    answer = stranger.get(f"/?token={TOKEN}")
    assert answer.status_code == 303 and answer.headers["location"] == "/"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie
    assert stranger.get("/").status_code == 200


@pytest.mark.parametrize("address", ["/", "/?token=another", "/viec/quy_1_2023", "/tinh/htmx.min.js", "/song"])
def test_without_the_token_nothing_is_shown(stranger: TestClient, address: str) -> None:
    assert stranger.get(address).status_code == 403


@pytest.mark.parametrize("host", ["evil.example", f"evil.example:{PORT}", "127.0.0.1", "127.0.0.1:1", ""])
def test_another_host_name_is_refused_even_with_the_cookie(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "", "http://127.0.0.1:1", "https://evil.example"])
def test_a_post_from_elsewhere_changes_nothing(client: TestClient, desk: Desk, origin: str) -> None:
    answer = client.post("/ten", data={"name": "Kẻ lạ"}, headers={"origin": origin})
    assert answer.status_code == 403
    assert desk.ledger.name() == ""


def test_a_post_of_our_own_page_is_taken(client: TestClient, desk: Desk) -> None:
    assert client.post("/ten", data={"name": "Nguyễn Thị Lan"}).status_code == 303
    assert desk.ledger.name() == "Nguyễn Thị Lan"


def test_no_page_may_load_or_run_anything_of_elsewhere(client: TestClient) -> None:
    policy = client.get("/").headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    text = client.get("/viec/quy_1_2023").text
    assert "<script>" not in text and " onclick=" not in text and " style=" not in text
    assert "http://" not in text and "https://" not in text


@pytest.mark.parametrize("slug", ["..", "%2e%2e", "khong_co", ".cchc", "quy_1_2023%2f.."])
def test_an_address_reaches_no_folder_but_a_job(client: TestClient, slug: str) -> None:
    assert client.get(f"/viec/{slug}/phat-hien").status_code == 404


@pytest.mark.parametrize("name", ["../job.toml", "..%2fjob.toml", "%2fetc%2fpasswd", "khong_co.pdf", ".cchc.lock"])
def test_no_file_but_those_of_the_output_folder_can_be_had(client: TestClient, desk: Desk, name: str) -> None:
    output = desk.workspace.folder / "quy_1_2023" / "ket_qua"
    output.mkdir()
    (output / "bao_cao.pdf").write_bytes(b"%PDF-1.7")
    assert client.get("/viec/quy_1_2023/tep/bao_cao.pdf").status_code == 200
    assert client.get(f"/viec/quy_1_2023/tep/{name}").status_code == 404


def test_only_the_pages_own_button_closes_the_program(desk: Desk) -> None:
    closed: list[bool] = []
    app = make_app(desk, token=TOKEN, port=PORT, stop=lambda: closed.append(True))
    client = TestClient(app, base_url=ORIGIN, headers={"origin": ORIGIN}, follow_redirects=False)
    assert client.post("/dong").status_code == 403
    client.cookies.set("cchc", TOKEN)
    assert client.post("/dong", headers={"origin": "http://evil.example"}).status_code == 403
    assert client.get("/dong").status_code == 405
    assert not closed
    assert 'action="/dong"' in client.get("/").text
    assert "CCHC đã đóng" in client.post("/dong").text
    assert closed == [True]
