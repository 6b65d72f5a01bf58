"""Forms that judge: one claim, many at once, and taking a decision back."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from selon.desk import decisions
from selon.desk.office import lang_of, office_of
from selon.desk.pages import lead, render, text_of, texts_of
from selon.desk.problems import ProblemError
from selon.desk.routes.door import Form, Reviewer
from selon.desk.verdicts import Asked, ConflictError
from selon.errors import LedgerError

router = APIRouter(include_in_schema=False)


@router.post("/claims/{id_}/review")
def review(request: Request, id_: str, form: Form, who: Reviewer) -> Response:
    """One verdict."""
    asked = [Asked(id_, text_of(form, "seen"))]
    _give(request, asked, text_of(form, "verdict"), who.name, text_of(form, "note"))
    return lead(text_of(form, "to"), f"/claims/{id_}")


@router.post("/decisions")
def decide(request: Request, form: Form, who: Reviewer) -> Response:
    """One verdict on many claims, or what it would do."""
    asked = [Asked(claim, seen) for claim, _, seen in (item.partition(":") for item in texts_of(form, "items"))]
    verdict, note = text_of(form, "verdict"), text_of(form, "note")
    if text_of(form, "preview"):
        try:
            seen = decisions.preview(office_of(request), asked, verdict, who.name, lang_of(request), note)
        except LedgerError as e:
            raise ProblemError(400, str(e)) from e
        return render(request, "decision.html", seen)
    _give(request, asked, verdict, who.name, note)
    return lead(text_of(form, "to"), "/review")


@router.post("/decisions/{id_}/undo")
def undo(request: Request, id_: str, form: Form, who: Reviewer) -> Response:
    """Take a decision back."""
    try:
        decisions.undo(office_of(request), id_, who.name)
    except LedgerError as e:
        raise ProblemError(404, str(e)) from e
    return lead(text_of(form, "to"), "/review")


def _give(request: Request, asked: list[Asked], verdict: str, by: str, note: str) -> None:
    try:
        decisions.decide(office_of(request), asked, verdict, by=by, note=note)
    except ConflictError as e:
        raise ProblemError(409, str(e)) from e
    except LedgerError as e:
        raise ProblemError(400, str(e)) from e
