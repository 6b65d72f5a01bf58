"""The desk as a web application: its layers, routes and errors put together."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from fastapi import Depends, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from selon.desk.adding import MOST_BYTES
from selon.desk.api import across, claims, dispatches
from selon.desk.api.document import PREFIX, document
from selon.desk.api.tags import UnchangedError
from selon.desk.messages import message
from selon.desk.office import COOKIE, Office, lang_of, office_of
from selon.desk.pages import render
from selon.desk.problems import ProblemError, problem
from selon.desk.routes import dispatches as dispatch_pages
from selon.desk.routes import grouping, judging, signing, stories, work
from selon.desk.routes.door import LeadError, admit
from selon.desk.security import LOOPBACK, Guard
from selon.desk.views import Problem
from selon.errors import LedgerError

_YEAR = 365 * 24 * 3600
UPLOADS = ("/add", f"{PREFIX}/dispatches")
NOWHERE = "no page has this address: go on from the list of dispatches"
FORM = 100_000
"""Bytes that a form has around its files."""
_TITLES = {401: "unauthorized", 403: "forbidden", 404: "not_found", 405: "bad", 409: "conflict", 413: "too_large"}
_TITLES |= {429: "too_many", 500: "internal", 503: "busy"}


def create_app(office: Office, hosts: Sequence[str] = LOOPBACK) -> Guard:
    """The application; `hosts` are the names and addresses that it may be asked under."""

    @asynccontextmanager
    async def running(_: FastAPI) -> AsyncIterator[None]:
        office.start()
        yield
        office.stop()

    app = FastAPI(
        title="Selon",
        version=office.program,
        dependencies=[Depends(admit)],
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        lifespan=running,
    )
    app.state.office = office
    if office.assets is not None:
        app.mount("/static", _Static(directory=office.assets.folder))
    for pages in (dispatch_pages, judging, signing, stories, work, grouping):
        app.include_router(pages.router)
    for part in (dispatches, claims, across):
        app.include_router(part.router, prefix=PREFIX)

    @app.get(f"{PREFIX}/openapi.json", include_in_schema=False)
    def openapi() -> JSONResponse:
        return JSONResponse(document(app, office.program))

    _handle(app)

    async def refuse(scope: Scope, receive: Receive, send: Send, status: int, detail: str) -> None:
        await problem(status, message(detail, lang_of(Request(scope))))(scope, receive, send)

    return Guard(app, hosts=hosts, upload=MOST_BYTES + FORM, uploads=UPLOADS, refuse=refuse)


def _handle(app: FastAPI) -> None:
    @app.exception_handler(LeadError)
    def leading(request: Request, e: LeadError) -> Response:
        answer = RedirectResponse(e.to, 303)
        if e.lang:
            answer.set_cookie(COOKIE, e.lang, max_age=_YEAR, samesite="lax", secure=request.url.scheme == "https")
        return answer

    @app.exception_handler(UnchangedError)
    def unchanged(request: Request, e: UnchangedError) -> Response:  # noqa: ARG001 - the shape that Starlette asks for
        return Response(status_code=304, headers={"ETag": e.tag})

    @app.exception_handler(ProblemError)
    def told(request: Request, e: ProblemError) -> Response:
        return _error(request, e.status, e.detail, e.headers, **e.more)

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, e: RequestValidationError) -> Response:
        first = e.errors()[0]
        where = ".".join(str(x) for x in first["loc"])
        return _error(request, 422, f"{where}: {first['msg']}")

    @app.exception_handler(HTTPException)
    def http(request: Request, e: HTTPException) -> Response:
        headers = dict(e.headers) if e.headers else None
        detail = NOWHERE if e.status_code == 404 else str(e.detail)
        return _error(request, e.status_code, detail, headers)

    @app.exception_handler(LedgerError)
    def ledger(request: Request, e: LedgerError) -> Response:
        return _error(request, 503, str(e), {"Retry-After": "10"})

    @app.exception_handler(Exception)
    def internal(request: Request, e: Exception) -> Response:  # noqa: ARG001 - the server puts it into its log
        return _error(request, 500, "the desk failed at this: its log says why")


def _error(request: Request, status: int, detail: str, headers: dict[str, str] | None = None, **more: Any) -> Response:
    """A problem document for programs, a page for people; in the language asked for, English where none was."""
    detail = message(detail, lang_of(request))
    if request.url.path.startswith(("/api/", "/events")) or "text/html" not in request.headers.get("accept", ""):
        return problem(status, detail, {"Vary": "Accept, Accept-Language, Cookie", **(headers or {})}, **more)
    if not hasattr(request.state, "asker"):  # no route let the request in, and the page has its tabs all the same
        request.state.asker = office_of(request).gate.asker(request)
    answer = render(request, "problem.html", Problem(status, _TITLES.get(status, "bad"), detail), status)
    answer.headers.update(headers or {})
    return answer


class _Static(StaticFiles):
    """Built files, whose names change with what is in them."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        answer = super().file_response(*args, **kwargs)
        answer.headers["Cache-Control"] = f"public, max-age={_YEAR}, immutable"
        return answer
