"""Signing in and out, and the list of who did what."""

from __future__ import annotations

import secrets

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from selon.desk import audit
from selon.desk.auth import BEFORE, COOKIE, TooManyError, address_of
from selon.desk.office import asker_of, lang_of, office_of
from selon.desk.pages import is_path, lead, render, text_of
from selon.desk.problems import ProblemError
from selon.desk.routes.door import Admin, Form
from selon.desk.views import SignInScreen
from selon.errors import InputError

router = APIRouter(include_in_schema=False)
MINUTES = 30


@router.get("/signin")
def form(request: Request, to: str = "/") -> Response:
    """The form; those who are in are led on."""
    if asker_of(request) is not None:
        return lead(to, "/")
    return _form(request, SignInScreen(to=to if is_path(to) else "/"))


@router.post("/signin")
def sign_in(request: Request, form: Form) -> Response:
    """Sign in, if name and password are right and the form is the one that this browser was given."""
    office = office_of(request)
    name, password, to = text_of(form, "name", 300), text_of(form, "password", 300), text_of(form, "to")
    before = request.cookies.get(BEFORE, "")
    if not before or not secrets.compare_digest(before.encode(), text_of(form, "csrf").encode()):
        return _form(request, SignInScreen(name, to, "expired"), 403)
    try:
        user = office.gate.sign_in(name, password, address_of(request))
    except TooManyError as e:
        answer = _form(request, SignInScreen(name, to, "too_many", e.seconds), 429)
        answer.headers["Retry-After"] = str(e.seconds)
        return answer
    if user is None:
        return _form(request, SignInScreen(name, to, "wrong"), 403)
    token, _ = office.state.sign_in(user.name)
    office.state.act(user.name, "sign_in")
    answer = lead(to, "/")
    _set(request, answer, COOKIE, token)
    answer.delete_cookie(BEFORE, path="/signin")
    return answer


@router.post("/signout")
def sign_out(request: Request) -> Response:
    """Sign out."""
    asker = asker_of(request)
    if asker and asker.token:
        office_of(request).state.sign_out(asker.token)
        office_of(request).state.act(asker.user.name, "sign_out")
    answer = RedirectResponse("/signin", 303)
    answer.delete_cookie(COOKIE)
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


@router.get("/audit")
def audit_list(request: Request, who: Admin, cursor: str | None = None) -> Response:  # noqa: ARG001 - only admins
    """Who did what."""
    try:
        screen = audit.screen(office_of(request), lang_of(request), cursor)
    except InputError as e:
        raise ProblemError(400, str(e)) from e
    return render(request, "audit.html", screen)


def _form(request: Request, screen: SignInScreen, status: int = 200) -> Response:
    token = secrets.token_urlsafe(24)
    request.state.csrf = token
    answer = render(request, "signin.html", screen, status)
    _set(request, answer, BEFORE, token, path="/signin", seconds=MINUTES * 60)
    return answer


def _set(
    request: Request, answer: Response, name: str, value: str, *, path: str = "/", seconds: int | None = None
) -> None:
    answer.set_cookie(
        name,
        value,
        max_age=seconds,
        path=path,
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
