"""Dispatches: the list with its headings, one with its readings, adding, and what was refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from selon.desk import catalogue, views
from selon.desk.adding import MOST_BYTES, Upload, told
from selon.desk.api.asked import Cursor, Size
from selon.desk.api.document import errors
from selon.desk.api.tags import tagged
from selon.desk.catalogue import Filters
from selon.desk.cursors import cursor as cursor_of
from selon.desk.cursors import number_after
from selon.desk.office import lang_of, office_of
from selon.desk.problems import ProblemError
from selon.desk.reading import dispatch_view
from selon.desk.routes.dispatches import kept_of
from selon.desk.routes.door import Reviewer, form_of
from selon.desk.routes.work import given_of, submit, submit_uploads, try_again
from selon.errors import InputError, LedgerError
from selon.export.jsonl import record

router = APIRouter(tags=["dispatches"])


@dataclass(frozen=True, slots=True)
class Summary:
    """A dispatch in a list. `claims` of its current reading, of which `reviewed` have a standing review."""

    key: str
    title: str | None
    agency: str | None
    lang: str
    published: date | None
    claims: int
    reviewed: int


@dataclass(frozen=True, slots=True)
class DispatchPage:
    """A page of dispatches, newest publication first; `total` under the filters."""

    items: list[Summary]
    total: int
    next: str | None


@dataclass(frozen=True, slots=True)
class Count:
    """How many dispatches a value has."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """How many dispatches each value of each heading has, under the filters of the other headings."""

    agency: list[Count]
    lang: list[Count]
    reviewed: list[Count]
    day: list[Count]


class NewDispatch(BaseModel):
    """A dispatch as text."""

    model_config = ConfigDict(extra="forbid")
    text: str = Field(min_length=1, max_length=500_000)
    published: str = Field("", max_length=10, description="Publication day, where the text does not say it.")
    lang: str = Field("", max_length=20)
    agency: str = Field("", max_length=200)


@dataclass(frozen=True, slots=True)
class Cases:
    """Inputs that were refused and wait."""

    items: list[views.CaseView]


Words = Annotated[str, Query(max_length=1_000, description='`word`, `"a phrase"`, `wor*`, `-without`.')]
Several = Annotated[list[str] | None, Query(max_length=50)]
ReviewedOf = Annotated[list[Literal["none", "some", "all"]] | None, Query()]


def _filters(
    q: Words = "",
    agency: Several = None,
    lang: Several = None,
    published_from: date | None = None,
    published_to: date | None = None,
    reviewed: ReviewedOf = None,
) -> Filters:
    """What is asked for, from the parts of the address.

    Raises:
        ProblemError: it cannot be asked so.
    """
    try:
        first, last = (d.isoformat() if d else "" for d in (published_from, published_to))
        return Filters.of(q, agency or (), lang or (), first, last, reviewed or ())
    except (InputError, LedgerError) as e:
        raise ProblemError(422, str(e)) from e


Asked = Annotated[Filters, Depends(_filters)]


@router.get("/dispatches")
def dispatches(
    request: Request,
    response: Response,
    f: Asked,
    limit: Size = 50,
    cursor: Cursor = None,
) -> DispatchPage:
    """Dispatches, newest publication first."""
    tagged(request, response)
    office = office_of(request)
    try:
        after = number_after(cursor)
    except InputError as e:
        raise ProblemError(422, str(e)) from e
    found = office.narrowed(f).found
    shown = catalogue.page(office.ledger.store, found, after, limit + 1)
    items = [Summary(x.key, x.title, x.agency, x.lang, x.published, x.claims, x.reviewed) for x in shown[:limit]]
    return DispatchPage(items, len(found), cursor_of(shown[limit - 1].n) if len(shown) > limit else None)


@router.get("/facets")
def facets(request: Request, response: Response, f: Asked) -> Facets:
    """How many dispatches there are under each heading."""
    tagged(request, response)
    office = office_of(request)
    found = office.narrowed(f).counts
    return Facets(**{name: [Count(v, n) for v, n in values] for name, values in found.items()})


@router.get("/dispatches/{key}", responses=errors(404))
def dispatch(request: Request, response: Response, key: str) -> dict[str, Any]:
    """A dispatch with its readings, links and reviews: a line of `selon export`."""
    tagged(request, response)
    ledger = office_of(request).ledger
    return record(ledger, kept_of(ledger, key))


@router.get("/dispatches/{key}/view", responses=errors(404))
def view(request: Request, response: Response, key: str) -> views.DispatchView:
    """A dispatch as the desk shows it: its text in runs, its claims as cards."""
    tagged(request, response)
    office = office_of(request)
    return dispatch_view(office.ledger, kept_of(office.ledger, key), lang_of(request), homes=office.linked.across.homes)


@router.post(
    "/dispatches",
    status_code=202,
    responses=errors(503),
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {"schema": NewDispatch.model_json_schema()},
                "multipart/form-data": {
                    "schema": {
                        "type": "object",
                        "required": ["files"],
                        "properties": {
                            "files": {"type": "array", "items": {"type": "string", "format": "binary"}},
                            "published": {"type": "string"},
                            "lang": {"type": "string"},
                            "agency": {"type": "string"},
                        },
                    }
                },
            },
        }
    },
)
async def add(request: Request, who: Reviewer) -> views.Job:
    """Add a text, or files of any format that is read. The job goes on; `GET /jobs/{id}` and the events tell how."""
    office = office_of(request)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        form = await form_of(request)
        if not any(isinstance(f, UploadFile) for f in form.getlist("files")):
            raise ProblemError(422, "no file was sent: send one or more as `files`")
        return submit(office, form, who)
    if kind != "application/json":
        raise ProblemError(422, f"the body is {kind[:60] or 'of no kind'}: send JSON, or files as multipart/form-data")
    try:
        new = NewDispatch.model_validate_json(await request.body())
    except ValidationError as e:
        first = e.errors(include_url=False, include_context=False, include_input=False)[0]
        raise ProblemError(422, f"{'.'.join(map(str, first['loc'])) or 'body'}: {first['msg']}") from e
    given = given_of(new.published, new.lang, new.agency)
    try:
        data = new.text.encode()
    except UnicodeEncodeError as e:
        raise ProblemError(422, "text: half a character in it: send it as UTF-8") from e
    if len(data) > MOST_BYTES or not new.text.strip():
        raise ProblemError(422, "text: empty, or too large")
    return submit_uploads(office, [Upload("", data)], given, who)


@router.get("/jobs/{id}", responses=errors(404))
def job(request: Request, id: str) -> views.Job:  # noqa: A002
    """What became of what was added."""
    found = office_of(request).jobs.job(id)
    if found is None:
        raise ProblemError(404, f"{id[:40]}: no job has this id, or it was forgotten")
    return told(found, lang_of(request))


@router.get("/quarantine")
def quarantine(request: Request, response: Response) -> Cases:
    """Inputs that were refused and wait."""
    tagged(request, response)
    return Cases(
        [
            views.CaseView(c.id, c.name, c.reason, c.format, c.recorded.isoformat(), c.sha256 is not None)
            for c in office_of(request).ledger.quarantine()
        ]
    )


@router.post("/quarantine/{id}/retry", status_code=202, responses=errors(404, 409, 503))
def retry(request: Request, id: str, who: Reviewer) -> views.Job:  # noqa: A002
    """Try a refused input again."""
    return try_again(office_of(request), id, who.name)
