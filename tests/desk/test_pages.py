"""The pages over HTTP: every screen in both languages, forms, and what is refused."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient
from tests.readings import TEXT

from selon.desk.office import Office
from selon.desk.security import HEADERS, SMALL

from .conftest import HOST, PASSWORDS, Opener, csrf, sign_in

SCREENS = (
    "/dispatches",
    "/dispatches?q=menaka&typing=1",
    "/stories",
    "/review",
    "/review?kind=contradictions",
    "/review?kind=merges",
    "/review?kind=quarantine",
    "/review?kind=due",
    "/due",
    "/due?on=2026-04-16",
    "/add",
    "/audit",
)


def claims(office: Office) -> list[str]:
    return [e.claim.id for e in office.ledger.claims()]


@pytest.mark.parametrize("path", SCREENS)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_screens(client: TestClient, path: str, lang: str) -> None:
    answer = client.get(path, headers={"accept-language": f"{lang};q=0.9, de"})
    assert answer.status_code == 200
    assert f'<html lang="{lang}"' in answer.text
    assert "<script>" not in answer.text
    assert not re.search(r"\son\w+=|style=", answer.text)
    for name, value in HEADERS.items():
        assert answer.headers[name] == value


def test_a_dispatch_and_its_claims_have_addresses(client: TestClient, office: Office) -> None:
    key = next(office.ledger.dispatches()).dispatch.id
    first = claims(office)[0]
    assert client.get(f"/claims/{first}").headers["location"] == f"/dispatches/{key}?claim={first}#claim-{first}"
    page = client.get(f"/dispatches/{key}?claim={first}").text
    assert f'id="claim-{first}"' in page
    said = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page)).replace("&#39;", "'")
    assert " ".join(TEXT.split("\n\n")[2].split()) in said
    assert client.get("/claims/none").status_code == 404
    assert client.get("/dispatches/none").status_code == 404


def test_the_language_is_chosen_and_kept(client: TestClient) -> None:
    answer = client.get("/dispatches?q=menaka&hl=en")
    assert answer.headers["location"] == "/dispatches?q=menaka"
    assert '<html lang="en"' in client.get("/dispatches").text


def test_a_question_that_cannot_be_is_said_on_the_page(client: TestClient) -> None:
    assert client.get("/dispatches?q=-x").status_code == 400
    assert "écrivez au moins un mot" in client.get("/dispatches?q=-x").text
    assert client.get("/dispatches?from=2026-13-01").status_code == 400
    assert client.get("/fragments/list?cursor=no").status_code == 200
    assert client.get("/review?kind=none").status_code == 400
    assert client.get("/stories?cursor=no").status_code == 400


def test_a_verdict_by_form(client: TestClient, office: Office) -> None:
    token = csrf(client.get("/dispatches").text)
    first = claims(office)[0]
    form = {"csrf": token, "verdict": "accept", "seen": "-", "note": "checked", "to": "/review"}
    answer = client.post(f"/claims/{first}/review", data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, "/review")
    review = office.ledger.claim(first).review
    assert review is not None
    assert (review.verdict, review.by, review.note) == ("accept", "ines", "checked")
    assert client.post(f"/claims/{first}/review", data=form).status_code == 409


def test_many_at_once_previewed_and_taken_back(client: TestClient, office: Office) -> None:
    token = csrf(client.get("/review").text)
    form: dict[str, str | list[str]] = {
        "csrf": token,
        "verdict": "reject",
        "items": [f"{c}:-" for c in claims(office)],
        "preview": "1",
    }
    shown = client.post("/decisions", data=form)
    assert shown.status_code == 200
    assert not list(office.ledger.claims(reviewed=True))
    answer = client.post("/decisions", data={**form, "preview": ""})
    assert answer.status_code == 303
    assert len(list(office.ledger.claims(reviewed="reject"))) == 3
    last = office.state.last_decision("ines")
    assert last is not None
    assert client.post(f"/decisions/{last.id}/undo", data={"csrf": token}).status_code == 303
    assert not list(office.ledger.claims(reviewed=True))
    assert client.post(f"/decisions/{last.id}/undo", data={"csrf": token}).status_code == 404


def test_nobody_is_led_to_another_host(client: TestClient, office: Office) -> None:
    token = csrf(client.get("/dispatches").text)
    for seen, to in enumerate(("https://evil.example/", "//evil.example", "/\\evil.example", "/\n/evil")):
        verdict = "accept" if seen % 2 == 0 else "undo"
        last = list(office.ledger.reviews())
        form = {"csrf": token, "verdict": verdict, "seen": last[-1].id if last else "-", "to": to}
        answer = client.post(f"/claims/{claims(office)[0]}/review", data=form)
        assert answer.headers["location"].startswith("/claims/")


def test_other_sites_can_change_nothing(client: TestClient, office: Office) -> None:
    token = csrf(client.get("/dispatches").text)
    path, form = f"/claims/{claims(office)[0]}/review", {"verdict": "accept", "seen": "-"}
    browser = {"origin": f"http://{HOST}"}
    assert client.post(path, data=form, headers=browser).status_code == 403
    assert client.post(path, data={**form, "csrf": "x"}, headers=browser).status_code == 403
    for sent in ({"origin": "http://evil.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}):
        assert client.post(path, data={**form, "csrf": token}, headers=sent).status_code == 403
    assert not list(office.ledger.reviews())
    assert client.post(path, data={**form, "csrf": token}, headers=browser).status_code == 303


def test_other_names_do_not_lead_here(client: TestClient) -> None:
    assert client.get("/dispatches", headers={"host": "evil.example"}).status_code == 421
    assert client.get("/dispatches", headers={"host": f"{HOST}:8000"}).status_code == 200
    assert client.get("/dispatches", headers={"host": ""}).status_code == 421


def test_large_bodies_are_refused(client: TestClient) -> None:
    big = b"x" * (SMALL + 1)
    assert client.post("/decisions", content=big).status_code == 413
    assert client.post("/api/v1/decisions", content=iter([big[:-10], big])).status_code == 413
    assert client.get("/dispatches", params={"q": "x" * 2_000}).status_code == 422


def test_the_calendar_has_a_key(client: TestClient) -> None:
    page = client.get("/due").text
    found = re.search(r"/due\.ics\?key=[\w-]+", page)
    assert found is not None
    calendar = client.get(found[0])
    assert calendar.headers["content-type"].startswith("text/calendar")
    assert "DTSTART;VALUE=DATE:20260415" in calendar.text
    assert client.get("/due.ics?key=x").status_code == 404
    client.post("/calendar/renew", data={"csrf": csrf(page)})
    assert client.get(found[0]).status_code == 404


def test_signing_in_and_out(team: Opener) -> None:
    stranger = team()
    assert stranger.get("/review?kind=due").headers["location"] == "/signin?to=%2Freview%3Fkind%3Ddue"
    assert stranger.get("/api/v1/claims").status_code == 401
    assert stranger.get("/events").status_code == 401
    assert sign_in(stranger, "ines", "wrong password") == 403
    assert stranger.post("/signin", data={"name": "ines", "password": PASSWORDS["ines"]}).status_code == 403
    ines = team("ines")
    page = ines.get("/dispatches")
    assert page.status_code == 200
    cookie = next(c for c in ines.cookies.jar if c.name == "selon_session")
    assert cookie.has_nonstandard_attr("HttpOnly")
    assert ines.post("/signout", data={"csrf": "x"}).status_code == 403
    assert ines.post("/signout", data={"csrf": csrf(page.text)}).status_code == 303
    assert ines.get("/dispatches").status_code == 303
    ines.cookies.set("selon_session", cookie.value or "", domain=HOST)
    assert ines.get("/dispatches").status_code == 303


def test_what_each_role_may(team: Opener) -> None:
    reader, reviewer, admin = team("remi"), team("ines"), team("ada")
    first = reader.get("/api/v1/claims").json()["items"][0]["id"]
    for client, status in ((reader, 403), (reviewer, 303)):
        token = csrf(client.get("/dispatches").text)
        form = {"csrf": token, "verdict": "accept", "seen": "-"}
        assert client.post(f"/claims/{first}/review", data=form).status_code == status
        assert client.post("/add", data={"csrf": token, "text": "Un texte"}).status_code == status
        assert client.get("/audit").status_code == 403
    page = admin.get("/audit").text
    assert "ines" in page
    assert admin.get("/review").status_code == 200


def test_guessing_passwords_is_slowed_down(team: Opener) -> None:
    client = team()
    assert [sign_in(client, "ines", "wrong password") for _ in range(6)] == [403] * 5 + [429]
    assert sign_in(client, "ines", PASSWORDS["ines"]) == 429
    assert client.get("/api/v1/claims", auth=("ines", PASSWORDS["ines"])).status_code == 429


def test_a_program_signs_in_with_each_request(team: Opener) -> None:
    client = team()
    assert client.get("/api/v1/claims", auth=("remi", PASSWORDS["remi"])).status_code == 200
    assert client.get("/api/v1/claims", auth=("remi", "wrong password")).status_code == 401
    assert client.get("/dispatches", auth=("remi", PASSWORDS["remi"])).status_code == 303
    body = {"verdict": "accept", "seen": "-"}
    first = client.get("/api/v1/claims", auth=("remi", PASSWORDS["remi"])).json()["items"][0]["id"]
    path = f"/api/v1/claims/{first}/reviews"
    assert client.post(path, json=body, auth=("remi", PASSWORDS["remi"])).status_code == 403
    assert client.post(path, json=body, auth=("ines", PASSWORDS["ines"])).status_code == 201
