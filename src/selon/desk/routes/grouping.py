"""Forms that say which claims are about one happening: merge, split, pin."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from selon.desk.groupings import RULINGS, Grouping
from selon.desk.groupings import rule as rule_on
from selon.desk.office import office_of
from selon.desk.pages import lead, text_of, texts_of
from selon.desk.problems import ProblemError
from selon.desk.routes.door import Form, Reviewer
from selon.errors import SelonError

router = APIRouter(include_in_schema=False)
MOST = 200
"""Claims of one decision."""


@router.post("/happenings/{ruling}")
def rule(request: Request, ruling: str, form: Form, who: Reviewer) -> Response:
    """Decide that `claims` are one happening (merge), that they and no others are (pin), or that they are another than
    `others` (split)."""
    office = office_of(request)
    claims, others = texts_of(form, "claims")[:MOST], texts_of(form, "others")[:MOST]
    if not claims:
        raise ProblemError(400, "no claim is named: choose the passages again")
    if ruling not in RULINGS:
        raise ProblemError(404, f"{ruling[:40]}: there are merge, split and pin")
    asked = [Grouping(tuple(claims), tuple(others))]
    try:
        rule_on(office, ruling, asked, by=who.name, note=text_of(form, "note", 2_000))
    except SelonError as e:
        raise ProblemError(400, str(e)) from e
    return lead(text_of(form, "to"), "/review?kind=merges")
