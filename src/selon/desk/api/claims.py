"""Claims and their reviews."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response

from selon.desk import decisions, groupings, views
from selon.desk.api.asked import ClaimFilters, Cursor, Size
from selon.desk.api.document import errors
from selon.desk.api.tags import tagged
from selon.desk.cursors import cursor as cursor_of
from selon.desk.office import lang_of, office_of
from selon.desk.pages import jsonable
from selon.desk.problems import ProblemError
from selon.desk.routes.dispatches import card_of, entry_of
from selon.desk.routes.door import Reviewer
from selon.desk.verdicts import LONGEST_NOTE, MOST, Asked, ConflictError
from selon.errors import LedgerError, SelonError
from selon.ledger import Entry

router = APIRouter(tags=["claims"])
NDJSON = "application/x-ndjson"
Filters = Annotated[ClaimFilters, Depends()]
Verdict = Literal["accept", "reject", "unsure", "amend", "undo"]


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """A page of claims, each as `selon claims --json` writes it."""

    items: list[dict[str, Any]]
    next: str | None


class Item(BaseModel):
    """A claim, and the last review of it that was seen (`-` for none)."""

    model_config = ConfigDict(extra="forbid")
    claim: str = Field(max_length=100)
    seen: str = Field(max_length=100)


class NewReview(BaseModel):
    """A verdict on one claim. `amendments` go with `amend`, under the names of the claim's JSON."""

    model_config = ConfigDict(extra="forbid")
    verdict: Verdict
    seen: str = Field(max_length=100, description="`seen` of the card; `-` where there was no review.")
    note: str = Field("", max_length=LONGEST_NOTE)
    amendments: dict[str, Any] | None = None


class NewDecision(BaseModel):
    """One verdict on many claims."""

    model_config = ConfigDict(extra="forbid")
    verdict: Literal["accept", "reject", "unsure", "undo"]
    items: list[Item] = Field(min_length=1, max_length=MOST)
    note: str = Field("", max_length=LONGEST_NOTE)

    def asked(self) -> list[Asked]:
        """The claims."""
        return [Asked(i.claim, i.seen) for i in self.items]


class Group(BaseModel):
    """Claims to be merged or pinned, or to be split from `others` (from all but the first, where there are none)."""

    model_config = ConfigDict(extra="forbid")
    claims: list[Annotated[str, Field(max_length=100)]] = Field(min_length=1, max_length=MOST)
    others: list[Annotated[str, Field(max_length=100)]] = Field([], max_length=MOST)


class NewGroupings(BaseModel):
    """One ruling on several groups of claims."""

    model_config = ConfigDict(extra="forbid")
    ruling: groupings.Ruling
    items: list[Group] = Field(min_length=1, max_length=MOST)
    note: str = Field("", max_length=LONGEST_NOTE)

    def asked(self) -> list[groupings.Grouping]:
        """The groups."""
        return [groupings.Grouping(tuple(g.claims), tuple(g.others)) for g in self.items]


@dataclass(frozen=True, slots=True)
class ReviewList:
    """The reviews of a claim, in the order in which they were made."""

    items: list[dict[str, Any]]


@router.get(
    "/claims",
    response_model=ClaimPage,
    responses={200: {"content": {NDJSON: {"schema": {"type": "string"}}}}},
)
def claims(
    request: Request, response: Response, filters: Filters, limit: Size = 50, cursor: Cursor = None
) -> ClaimPage | Response:
    """Claims, newest publication first; with `Accept: application/x-ndjson` all of them, one a line, as a stream."""
    ledger = office_of(request).ledger
    if NDJSON in request.headers.get("accept", ""):
        return StreamingResponse(_lines(filters.claims(ledger)), media_type=NDJSON)
    tagged(request, response)
    found = filters.page(ledger, cursor, limit + 1)
    more = len(found) > limit
    return ClaimPage([e.to_json() for e in found[:limit]], cursor_of(found[limit - 1].n) if more else None)


@router.get("/claims/{id}", responses=errors(404))
def claim(request: Request, response: Response, id: str) -> dict[str, Any]:  # noqa: A002
    """A claim in its current reading."""
    tagged(request, response)
    return entry_of(office_of(request).ledger, id).to_json()


@router.get("/claims/{id}/card", responses=errors(404))
def card(request: Request, response: Response, id: str) -> views.Card:  # noqa: A002
    """A claim as the desk shows it, with `seen` to review it."""
    tagged(request, response)
    return card_of(office_of(request), id, lang_of(request))


@router.get("/claims/{id}/reviews", responses=errors(404))
def reviews(request: Request, response: Response, id: str) -> ReviewList:  # noqa: A002
    """The reviews of a claim."""
    tagged(request, response)
    ledger = office_of(request).ledger
    entry_of(ledger, id)
    return ReviewList([r.to_json() for r in ledger.reviews(id)])


@router.post("/claims/{id}/reviews", status_code=201, responses=errors(404, 409))
def review(request: Request, id: str, new: NewReview, who: Reviewer) -> views.Card:  # noqa: A002
    """Review a claim. 409 where somebody else did since it was seen; `current` is its card now."""
    office, lang = office_of(request), lang_of(request)
    entry_of(office.ledger, id)
    try:
        decisions.decide(
            office, [Asked(id, new.seen)], new.verdict, by=who.name, note=new.note, amendments=new.amendments
        )
    except ConflictError as e:
        raise ProblemError(409, str(e), current=jsonable(card_of(office, id, lang))) from e
    except LedgerError as e:
        raise ProblemError(422, str(e)) from e
    return card_of(office, id, lang)


@router.post("/decisions/preview", responses=errors(404))
def preview(request: Request, new: NewDecision, who: Reviewer) -> views.DecisionView:
    """What a decision would do, without doing it."""
    try:
        return decisions.preview(office_of(request), new.asked(), new.verdict, who.name, lang_of(request), new.note)
    except LedgerError as e:
        raise ProblemError(422, str(e)) from e


@router.post("/decisions", status_code=201, responses=errors(409))
def decide(request: Request, new: NewDecision, who: Reviewer) -> views.DecisionView:
    """Give one verdict on many claims, on all of them or none. 409 names in `conflicts` those reviewed since."""
    office, lang = office_of(request), lang_of(request)
    try:
        made, steps = decisions.decide(office, new.asked(), new.verdict, by=who.name, note=new.note)
    except ConflictError as e:
        told = decisions.changes(office.ledger, e.steps, new.verdict, lang, new.asked())
        raise ProblemError(409, str(e), conflicts=jsonable(told)) from e
    except LedgerError as e:
        raise ProblemError(422, str(e)) from e
    return decisions.decision_view(office, made, steps, lang)


@router.post("/groupings/preview", responses=errors(404))
def preview_grouping(request: Request, new: NewGroupings, who: Reviewer) -> views.DecisionView:
    """What a decision on happenings would do, without doing it."""
    office = office_of(request)
    for id_ in {id_ for g in new.asked() for id_ in (*g.claims, *g.others)}:
        entry_of(office.ledger, id_)
    foreseen = groupings.foreseen(office, new.ruling, new.asked(), lang_of(request))
    return views.DecisionView("", new.ruling, who.name, "", foreseen)


@router.post("/groupings", status_code=201)
def group(request: Request, new: NewGroupings, who: Reviewer) -> views.DecisionView:
    """Decide which claims are about one happening, on all that are given or none; happenings follow in a moment."""
    office = office_of(request)
    try:
        made = groupings.rule(office, new.ruling, new.asked(), by=who.name, note=new.note)
    except SelonError as e:
        raise ProblemError(422, str(e)) from e
    foreseen = groupings.foreseen(office, new.ruling, new.asked(), lang_of(request))
    return views.DecisionView(made.id, made.verdict, made.user, made.at, foreseen)


@router.post("/decisions/{id}/undo", responses=errors(404))
def undo(request: Request, id: str, who: Reviewer) -> views.DecisionView:  # noqa: A002
    """Take a decision of one's own back. Claims reviewed since stay as they are."""
    office = office_of(request)
    try:
        made, steps = decisions.undo(office, id, who.name)
    except LedgerError as e:
        raise ProblemError(404, str(e)) from e
    return decisions.decision_view(office, made, steps, lang_of(request))


def _lines(found: Iterator[Entry]) -> Iterator[bytes]:
    for entry in found:
        yield json.dumps(entry.to_json(), ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
