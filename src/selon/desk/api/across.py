"""What is derived across dispatches: happenings, links, commitments, the situation, stories; and exports."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import IO, Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from selon.desk import views
from selon.desk.api.asked import ClaimFilters, Cursor, Size
from selon.desk.api.document import errors, reading_schema
from selon.desk.api.tags import tagged
from selon.desk.cursors import cursor as cursor_of
from selon.desk.cursors import number_after
from selon.desk.linked import Linker
from selon.desk.office import Office, lang_of, office_of
from selon.desk.problems import ProblemError
from selon.desk.queues.screen import KINDS, SCREEN
from selon.desk.routes.door import AnyUser
from selon.desk.routes.stories import Asked, view_of
from selon.desk.state import Position
from selon.errors import InputError, LedgerError
from selon.export import format_of
from selon.linking.model import SituationKind

router = APIRouter(tags=["across dispatches"])
FormatName = Literal["jsonl", "csv", "parquet", "webannotation", "geojson", "ical"]
_TYPES: dict[str, str] = {
    "jsonl": "application/x-ndjson",
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "webannotation": "application/x-ndjson",
    "geojson": "application/geo+json",
    "ical": "text/calendar",
}
CHUNK = 1 << 16


def _shape(kind: str) -> dict[str, str]:
    """What an export is for those who parse it: JSON is an object or a list, the others are text or bytes."""
    return {} if kind.endswith("json") else {"type": "string"}


@dataclass(frozen=True, slots=True)
class Things:
    """A page of what is derived; each as the library's `to_json` writes it."""

    items: list[dict[str, Any]]
    next: str | None = None


class NewPosition(BaseModel):
    """Where the user is on the review screen."""

    model_config = ConfigDict(extra="forbid")
    screen: Literal["review"]
    kind: str = Field(max_length=40)
    item: str = Field(max_length=100)


@contextmanager
def _linker(office: Office) -> Iterator[Linker]:
    with office.linked.linker() as linker:
        if linker is None:
            why = office.linked.error or "it is still being worked out: try again in a moment"
            raise ProblemError(503, why, headers={"Retry-After": "5"})
        yield linker


def _start(cursor: str | None) -> int:
    try:
        return max(0, number_after(cursor) or 0)
    except InputError as e:
        raise ProblemError(422, str(e)) from e


@router.get("/happenings", responses=errors(503))
def happenings(request: Request, response: Response, limit: Size = 50, cursor: Cursor = None) -> Things:
    """What claims of several dispatches are about, the latest first."""
    tagged(request, response)
    start = _start(cursor)
    office = office_of(request)
    with _linker(office):
        found = office.linked.across.happenings
    more = start + limit < len(found)
    return Things([h.to_json() for h in found[start : start + limit]], cursor_of(start + limit) if more else None)


@router.get("/happenings/{id}", responses=errors(404, 503))
def happening(request: Request, response: Response, id: str) -> dict[str, Any]:  # noqa: A002
    """A happening by its id or that of a claim on it, with its links and how many independent sources it has."""
    tagged(request, response)
    with _linker(office_of(request)) as linker:
        try:
            found = linker.happening(id)
        except LedgerError as e:
            raise ProblemError(404, str(e)) from e
        links = [x.to_json() for x in linker.links(found)]
        return {**found.to_json(), "links": links, "independence": linker.independence(found).to_json()}


@router.get("/commitments", responses=errors(503))
def commitments(
    request: Request,
    response: Response,
    on: date | None = None,
    within: Annotated[int | None, Query(ge=0, le=36_600, description="Due within so many days.")] = None,
) -> Things:
    """How commitments stand on a day, as could be known then; the most pressing first."""
    tagged(request, response)
    with _linker(office_of(request)) as linker:
        return Things([c.to_json() for c in linker.due(on or date.today(), within)])


@router.get("/situation", responses=errors(503))
def situation(
    request: Request,
    response: Response,
    on: date | None = None,
    actor: Annotated[str | None, Query(max_length=200)] = None,
    place: Annotated[str | None, Query(max_length=200)] = None,
    kind: SituationKind | None = None,
) -> Things:
    """How things stand on a day: who is where, who holds what, what is in force, who is detained."""
    tagged(request, response)
    with _linker(office_of(request)) as linker:
        try:
            return Things([s.to_json() for s in linker.situation(on or date.today(), actor, place, kind)])
        except (InputError, LedgerError) as e:
            raise ProblemError(422, str(e)) from e


@router.get("/stories", responses=errors(503))
def stories(request: Request, response: Response, limit: Size = 50, cursor: Cursor = None) -> Things:
    """Stories that more than one dispatch tells, the latest first."""
    tagged(request, response)
    start, office = _start(cursor), office_of(request)
    with _linker(office):
        pass
    found = office.linked.across.stories
    more = start + limit < len(found)
    return Things([s.to_json() for s in found[start : start + limit]], cursor_of(start + limit) if more else None)


@router.get("/stories/{id}", responses=errors(404, 503))
def story(request: Request, response: Response, id: str, asked: Asked) -> views.StoryView:  # noqa: A002
    """What the story screen draws: of a story that has more than can be looked at the latest claims, or those asked."""
    tagged(request, response)
    with _linker(office_of(request)):
        pass
    return view_of(office_of(request), id, lang_of(request), asked)


@router.get("/sources", tags=["claims"])
def sources(request: Request, response: Response, limit: Size = 50, cursor: Cursor = None) -> Things:
    """Who vouches for claims, and for how many: those with a name first. Unnamed ones are never put together."""
    from itertools import islice

    tagged(request, response)
    start = _start(cursor)
    found = list(islice(office_of(request).ledger.sources(), start, start + limit + 1))
    items = [
        {"kind": s.kind, "name": s.name, "dispatch": s.dispatch, "claims": s.claims, "dispatches": s.dispatches}
        for s in found[:limit]
    ]
    return Things(items, cursor_of(start + limit) if len(found) > limit else None)


@router.get(
    "/exports/{format}",
    tags=["exports"],
    response_class=StreamingResponse,
    responses={200: {"content": {kind: {"schema": _shape(kind)} for kind in _TYPES.values()}}},
)
def export(request: Request, format: FormatName, filters: Annotated[ClaimFilters, Depends()]) -> Response:  # noqa: A002
    """The claims in another form, as `selon export` writes them."""
    writer = format_of(format)
    out: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=8_000_000)  # noqa: SIM115 - closed when it is sent
    try:
        writer.write(office_of(request).ledger, filters.asked, out)  # type: ignore[arg-type]
    except LedgerError as e:
        out.close()
        raise ProblemError(422, str(e)) from e
    headers = {"Content-Disposition": f'attachment; filename="selon{writer.SUFFIX}"'}
    return StreamingResponse(_sent(out), media_type=_TYPES[format], headers=headers)


def _sent(out: IO[bytes]) -> Iterator[bytes]:
    with out:
        out.seek(0)
        while chunk := out.read(CHUNK):
            yield chunk


@router.put("/position", status_code=204, tags=["desk"])
def position(request: Request, new: NewPosition, who: AnyUser) -> None:
    """Remember where the user is, to go on there."""
    if new.kind not in KINDS:
        raise ProblemError(422, f"no queue is called {new.kind!r}: give one of {', '.join(KINDS)}")
    office_of(request).state.leave(who.name, SCREEN, Position(new.kind, new.item))


@router.get("/schema", tags=["dispatches"])
def schema() -> dict[str, Any]:
    """The JSON Schema of a dispatch with its claims."""
    return reading_schema()
