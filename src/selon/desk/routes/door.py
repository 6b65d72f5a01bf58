"""What every request passes before a screen: the language chosen, who asks, whether a form comes from these pages."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends
from starlette.datastructures import FormData
from starlette.requests import Request

from selon.desk.auth import Asker, TooManyError, from_elsewhere, is_safe, token_fits
from selon.desk.locale import LANGUAGES
from selon.desk.office import office_of
from selon.desk.problems import ProblemError
from selon.desk.views import User

OPEN = frozenset({"/signin", "/due.ics"})
"""Paths for those who are not signed in; the calendar has a key of its own."""


class LeadError(Exception):
    """The request leads to another page first; `lang` is a language to remember."""

    def __init__(self, to: str, lang: str | None = None) -> None:
        self.to, self.lang = to, lang
        super().__init__(to)


async def admit(request: Request) -> None:
    """Let a request in.

    Raises:
        LeadError: to the sign-in form, or to the same page in another language.
        ProblemError: not signed in, or sent by another site.
    """
    hl = request.query_params.get("hl")
    if is_safe(request) and hl in LANGUAGES and not request.url.path.startswith("/api/"):
        rest = urlencode([(k, v) for k, v in request.query_params.multi_items() if k != "hl"])
        raise LeadError(request.url.path + (f"?{rest}" if rest else ""), hl)
    if not is_safe(request) and from_elsewhere(request):
        raise ProblemError(403, "another site sent this: open the desk itself and do it there")
    try:
        asker = office_of(request).gate.asker(request)
    except TooManyError as e:
        raise ProblemError(429, str(e), headers={"Retry-After": str(e.seconds)}) from e
    request.state.asker = asker
    if request.url.path in OPEN:
        return
    if asker is None:
        if request.url.path.startswith(("/api/", "/events")) or not is_safe(request):
            raise ProblemError(401, "sign in first: at /signin, or with name and password (HTTP Basic) in the API")
        here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        raise LeadError(f"/signin?{urlencode({'to': here})}")
    if not is_safe(request):
        await _check_token(request, asker)


async def _check_token(request: Request, asker: Asker) -> None:
    given = None
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind in ("application/x-www-form-urlencoded", "multipart/form-data"):
        form = await form_of(request)
        value = form.get("csrf")
        given = value if isinstance(value, str) else None
    if not token_fits(asker, request, given):
        raise ProblemError(403, "the page is too old, or was sent from elsewhere: load it again and repeat")


async def form_of(request: Request) -> FormData:
    """The form that was sent; files of it are closed when the request ends."""
    return await request.form(max_files=1_000, max_fields=1_000)


def asker(request: Request) -> Asker:
    """Who asks.

    Raises:
        ProblemError: nobody who signed in.
    """
    found: Asker | None = getattr(request.state, "asker", None)
    if found is None:
        raise ProblemError(401, "sign in first")
    return found


def user(asked: Annotated[Asker, Depends(asker)]) -> User:
    """The user who asks."""
    return asked.user


def reviewer(who: Annotated[User, Depends(user)]) -> User:
    """A user who may review and add.

    Raises:
        ProblemError: a reader.
    """
    if not who.may_review:
        raise ProblemError(403, f"{who.name} may read and not change: ask an admin for the role reviewer")
    return who


def admin(who: Annotated[User, Depends(user)]) -> User:
    """An admin.

    Raises:
        ProblemError: anybody else.
    """
    if who.role != "admin":
        raise ProblemError(403, f"{who.name} is no admin: ask one")
    return who


Form = Annotated[FormData, Depends(form_of)]
AnyUser = Annotated[User, Depends(user)]
Reviewer = Annotated[User, Depends(reviewer)]
Admin = Annotated[User, Depends(admin)]
