"""The API: pages by cursor, streams, tags, one shape of errors, reviews, adding, exports."""

from __future__ import annotations

import json
import time

from starlette.testclient import TestClient
from tests.wire import made

from selon.desk.office import Office

API = "/api/v1"


def test_pages_by_cursor(client: TestClient, office: Office) -> None:
    office.ledger.add_many([made(i) for i in range(30)])
    for _ in office.ledger.add_many([made(i) for i in range(30)]):
        pass
    every = [e.claim.id for e in office.ledger.claims()]
    for path, ids in (("claims", every), ("dispatches", [k.dispatch.id for k in office.ledger.dispatches()])):
        found: list[str] = []
        cursor = None
        while True:
            query = {"limit": 7} | ({"cursor": cursor} if cursor else {})
            page = client.get(f"{API}/{path}", params=query).json()
            found += [x.get("id") or x["key"] for x in page["items"]]
            cursor = page["next"]
            if cursor is None:
                break
        assert found == ids


def test_claims_as_a_stream(client: TestClient, office: Office) -> None:
    answer = client.get(f"{API}/claims", headers={"accept": "application/x-ndjson"})
    assert answer.headers["content-type"] == "application/x-ndjson"
    assert [json.loads(x) for x in answer.text.splitlines()] == [e.to_json() for e in office.ledger.claims()]


def test_filters(client: TestClient) -> None:
    def found(**asked: object) -> int:
        return len(client.get(f"{API}/claims", params=asked).json()["items"])  # type: ignore[arg-type]

    assert (found(), found(type="withdraw"), found(type=["withdraw", "control"])) == (3, 2, 3)
    assert (found(place="menaka"), found(deadline=True), found(negated=True), found(reviewed="no")) == (1, 1, 1, 3)
    assert (found(happening_from="2026-04-10", happening_to="2026-04-20"), found(text="camion*")) == (1, 1)
    assert client.get(f"{API}/claims", params={"type": "nothing"}).status_code == 422
    assert client.get(f"{API}/claims", params={"text": "-x"}).status_code == 422
    assert client.get(f"{API}/claims", params={"cursor": "?"}).status_code == 422


def test_one_shape_of_errors(client: TestClient) -> None:
    for answer in (
        client.get(f"{API}/claims/none"),
        client.get(f"{API}/nothing"),
        client.get(f"{API}/claims?limit=0"),
        client.put(f"{API}/claims"),
        client.post(f"{API}/decisions", json={}),
        client.get(f"{API}/happenings/none"),
    ):
        assert answer.headers["content-type"] == "application/problem+json"
        told = answer.json()
        assert told["status"] == answer.status_code
        assert told["detail"]
        assert set(told) >= {"type", "title", "status", "detail"}


def test_an_answer_that_is_held_already(client: TestClient, office: Office) -> None:
    office.linked.refresh()
    first = client.get(f"{API}/claims")
    tag = first.headers["etag"]
    assert client.get(f"{API}/claims", headers={"if-none-match": tag}).status_code == 304
    assert client.get(f"{API}/claims?limit=1", headers={"if-none-match": tag}).status_code == 200
    office.ledger.review(first.json()["items"][0]["id"], "accept", by="Ada")
    assert client.get(f"{API}/claims", headers={"if-none-match": tag}).status_code == 200


def test_reviews_and_the_second_editor(client: TestClient, office: Office) -> None:
    claim = next(office.ledger.claims()).claim.id
    path = f"{API}/claims/{claim}/reviews"
    amended = client.post(path, json={"verdict": "amend", "seen": "-", "amendments": {"status": "planned"}})
    assert amended.status_code == 201
    card = amended.json()
    assert (card["status"], card["verdict"]["verdict"]) == ("planned", "amend")
    late = client.post(path, json={"verdict": "reject", "seen": "-"})
    assert late.status_code == 409
    assert late.json()["current"]["seen"] == card["seen"]
    bad = client.post(path, json={"verdict": "amend", "seen": card["seen"], "amendments": {"actor": [0, 10**6]}})
    assert bad.status_code == 422
    assert client.post(path, json={"verdict": "undo", "seen": card["seen"]}).status_code == 201
    assert [r["verdict"] for r in client.get(path).json()["items"]] == ["amend", "undo"]


def test_decisions(client: TestClient, office: Office) -> None:
    items = [{"claim": e.claim.id, "seen": "-"} for e in office.ledger.claims()]
    new = {"verdict": "accept", "items": items}
    shown = client.post(f"{API}/decisions/preview", json=new).json()
    assert [(c["before"], c["after"]) for c in shown["changes"]] == [(None, "accept")] * 3
    done = client.post(f"{API}/decisions", json=new)
    assert done.status_code == 201
    again = client.post(f"{API}/decisions", json=new)
    assert (again.status_code, len(again.json()["conflicts"])) == (409, 3)
    back = client.post(f"{API}/decisions/{done.json()['id']}/undo").json()
    assert back["undone"]
    assert not list(office.ledger.claims(reviewed=True))


def test_the_queue_goes_on_where_it_was_left(client: TestClient, office: Office) -> None:
    for _ in office.ledger.add_many([made(i) for i in range(3)]):
        pass
    claim = next(office.ledger.claims()).claim.id
    put = {"screen": "review", "kind": "quarantine", "item": claim}
    assert client.put(f"{API}/position", json=put).status_code == 204
    assert client.put(f"{API}/position", json={**put, "kind": "x"}).status_code == 422
    position = office.state.position("ines", "review")
    assert position is not None
    assert (position.kind, position.item) == ("quarantine", claim)


def done(client: TestClient, job: dict[str, object]) -> dict[str, object]:
    for _ in range(200):
        found: dict[str, object] = client.get(f"{API}/jobs/{job['id']}").json()
        if found["state"] in ("done", "failed"):
            return found
        time.sleep(0.02)
    raise AssertionError(f"it goes on: {found}")


def test_adding_text_and_files(client: TestClient) -> None:
    text = "Mali: Gao\n\nBAMAKO (ALP)\n\nSoldats arrivés lundi à Gao, selon un habitant de la ville."
    job = client.post(f"{API}/dispatches", json={"text": text, "published": "2026-03-01", "lang": "fr"})
    assert job.status_code == 202
    assert done(client, job.json())["counts"] == {"new": 1}
    assert done(client, client.post(f"{API}/dispatches", json={"text": text, "lang": "fr"}).json())["counts"]
    files = [("files", ("a.txt", (text + " Bis.").encode())), ("files", ("b.bin", b"\0\1\2" * 50))]
    job = client.post(f"{API}/dispatches", files=files, data={"lang": "fr"})
    found = done(client, job.json())
    assert found["counts"] == {"new": 1, "refused": 1} or found["counts"] == {"reprint": 1, "refused": 1}
    (case,) = client.get(f"{API}/quarantine").json()["items"]
    assert case["name"] == "b.bin"
    again = client.post(f"{API}/quarantine/{case['id']}/retry")
    assert again.status_code == 202
    assert done(client, again.json())["counts"] == {"refused": 1}
    assert client.post(f"{API}/quarantine/none/retry").status_code == 404


def test_what_cannot_be_added(client: TestClient) -> None:
    post = client.post
    assert post(f"{API}/dispatches", json={"text": ""}).status_code == 422
    assert post(f"{API}/dispatches", json={"text": "x", "lang": "xx"}).status_code == 400
    assert post(f"{API}/dispatches", json={"text": "x", "published": "soon"}).status_code == 400
    lone = {"content-type": "application/json"}
    assert post(f"{API}/dispatches", content=b'{"text": "\\ud800"}', headers=lone).status_code == 422
    assert post(f"{API}/dispatches", content=b"x").status_code == 422
    assert post(f"{API}/dispatches", data={"text": "x"}).status_code == 422


def test_exports(client: TestClient, office: Office) -> None:
    csv = client.get(f"{API}/exports/csv", params={"type": "withdraw"})
    assert csv.text.count("withdraw") >= 2
    assert csv.headers["content-disposition"] == 'attachment; filename="selon.csv"'
    lines = client.get(f"{API}/exports/jsonl").text.splitlines()
    assert [json.loads(x)["id"] for x in lines] == [k.dispatch.id for k in office.ledger.dispatches()]
    annotations = client.get(f"{API}/exports/webannotation")
    assert annotations.headers["content-type"] == "application/x-ndjson"
    assert all(json.loads(line)["type"] == "Annotation" for line in annotations.text.splitlines())
    assert client.get(f"{API}/exports/docx").status_code == 422
