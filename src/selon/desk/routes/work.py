"""The screens of daily work besides reading: what waits for review, what is due, what is added; and the events."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from selon.desk import views
from selon.desk.adding import MOST_BYTES, MOST_FILES, BusyError, Upload
from selon.desk.dues import due_screen
from selon.desk.office import Office, lang_of, office_of, strings_of
from selon.desk.pages import lead, render, text_of
from selon.desk.problems import ProblemError
from selon.desk.queues.screen import screen
from selon.desk.routes.door import AnyUser, Form, Reviewer
from selon.errors import InputError, LedgerError
from selon.export import format_of
from selon.intake import registry
from selon.intake.refused import Given
from selon.reading.parse import MODELS

router = APIRouter(include_in_schema=False)
SHOWN = 10
"""Jobs on the add screen."""


@router.get("/review")
def review(
    request: Request,
    who: AnyUser,
    kind: str | None = None,
    cursor: str | None = None,
    begin: Annotated[bool, Query()] = False,
) -> Response:
    """What waits for somebody to decide."""
    try:
        view = screen(office_of(request), who, strings_of(request), kind, cursor, begin=begin)
    except InputError as e:
        raise ProblemError(400, str(e)) from e
    office = office_of(request)
    kept_at = None if office.linked.ready else office.shown.since(("queue", view.kind, lang_of(request)))
    return render(request, "review.html", view, kept_at=kept_at)


@router.get("/due")
def due(request: Request, who: AnyUser, on: date | None = None, whole: bool = False) -> Response:
    """Commitments by day."""
    office, lang, day = office_of(request), lang_of(request), on or date.today()
    url = f"{request.url.scheme}://{request.headers['host']}/due.ics?key={office.state.calendar_key(who.name)}"

    def make() -> views.DueScreen:
        known = office.linked.across
        stories = {h.id: f"/stories/{s.id}" for s in known.stories for h in s.happenings}
        return due_screen(office.dues(day), day, lang, stories, whole=whole)

    found = office.across(("due", lang), views.DueScreen, make, day, whole, keep=not whole and day == date.today())
    screen = found.view or due_screen((), day, lang)
    return render(request, "due.html", replace(screen, calendar_url=url), kept_at=found.at)


@router.get("/due.ics")
def calendar(request: Request, key: str = "") -> Response:
    """The calendar that a program subscribes to; the key in its address says whose it is."""
    office = office_of(request)
    owner = office.state.calendar_user(key[:200])
    if owner is None or (office.gate.users is not None and office.gate.users.user(owner) is None):
        raise ProblemError(404, "this calendar's address has ended: take the new one from the screen of dues")
    body = office.cached("calendar", lambda: _calendar(office))
    headers = {"Content-Disposition": 'attachment; filename="due.ics"', "Cache-Control": "private, max-age=300"}
    return Response(body, media_type="text/calendar; charset=utf-8", headers=headers)


@router.post("/calendar/renew")
def renew(request: Request, who: AnyUser) -> Response:
    """A new address for the calendar; the old one ends."""
    office = office_of(request)
    office.state.calendar_key(who.name, renew=True)
    office.state.act(who.name, "renew")
    return lead("/due", "/due")


@router.get("/add")
def add(request: Request, who: AnyUser) -> Response:
    """Where dispatches are added."""
    view = views.AddScreen(
        formats=tuple(registry.formats()),
        most_bytes=MOST_BYTES,
        most_files=MOST_FILES,
        jobs=office_of(request).jobs.latest(SHOWN),
        may_add=who.may_add,
        languages=tuple(sorted(MODELS)),
    )
    return render(request, "add.html", view)


@router.post("/add")
def take(request: Request, form: Form, who: Reviewer) -> Response:
    """Add what was sent."""
    submit(office_of(request), form, who)
    return lead("/add", "/add")


@router.post("/quarantine/{id_}/retry")
def retry(request: Request, id_: str, form: Form, who: Reviewer) -> Response:
    """Try a refused input again."""
    try_again(office_of(request), id_, who.name)
    return lead(text_of(form, "to"), "/review?kind=quarantine")


@router.get("/events")
async def events(request: Request) -> Response:
    """What happens, as it happens."""
    stream = office_of(request).hub.listen(request.headers.get("last-event-id"), lang_of(request))
    return StreamingResponse(stream, media_type="text/event-stream", headers={"Cache-Control": "no-store"})


def submit(office: Office, form: FormData, who: views.User) -> views.Job:
    """A job for the files or the text of a form.

    Raises:
        ProblemError: nothing in it, too many files, or too many jobs wait.
    """
    files = [f for f in form.getlist("files") if isinstance(f, UploadFile)]
    uploads = [Upload(PurePosixPath((f.filename or "file").replace("\\", "/")).name, f.file.read()) for f in files]
    uploads = [u for u in uploads if u.data or u.name != "file"]
    text = form.get("text")
    if isinstance(text, str) and text.strip():
        uploads.append(Upload("", text.encode()))
    return submit_uploads(
        office, uploads, given_of(*(text_of(form, x, 200) for x in ("published", "lang", "agency"))), who
    )


def submit_uploads(office: Office, uploads: list[Upload], given: Given, who: views.User) -> views.Job:
    """A job for these.

    Raises:
        ProblemError: none, too many, or too many jobs wait.
    """
    if not uploads:
        raise ProblemError(400, "nothing was sent: choose files, or paste a dispatch")
    if len(uploads) > MOST_FILES:
        raise ProblemError(400, f"{len(uploads)} files at once: send at most {MOST_FILES}, or pack them into a zip")
    try:
        job = office.jobs.submit(uploads, given)
    except BusyError as e:
        raise ProblemError(503, str(e), headers={"Retry-After": "10"}) from e
    office.state.act(who.name, "add", ", ".join(u.name or "pasted text" for u in uploads))
    return job


def given_of(published: str, lang: str, agency: str) -> Given:
    """What the form says of the dispatches.

    Raises:
        ProblemError: no day, or no language that can be read.
    """
    try:
        day = date.fromisoformat(published) if published.strip() else None
    except ValueError as e:
        raise ProblemError(400, f"published={published[:40]!r} is no day: write 2026-02-23") from e
    if lang and lang not in MODELS:
        raise ProblemError(400, f"lang={lang[:20]!r}: choose one of {', '.join(sorted(MODELS))}")
    return Given(day, lang or None, agency=agency.strip() or None)


def try_again(office: Office, id_: str, by: str) -> views.Job:
    """A job for a refused input.

    Raises:
        ProblemError: there is no such one, or its bytes are not at hand.
    """
    case = next((c for c in office.ledger.quarantine() if c.id == id_), None)
    if case is None:
        raise ProblemError(404, f"{id_[:40]}: no refused input that waits has this id")
    try:
        data = office.ledger.raw(case.sha256) if case.sha256 else None
    except (InputError, LedgerError) as e:
        raise ProblemError(409, str(e)) from e
    if data is None:
        raise ProblemError(409, f"{case.name}: its bytes are not in the ledger: add the file again")
    office.state.act(by, "retry", case.name)
    try:
        return office.jobs.submit([Upload(case.name, data)], Given(format=case.format or None), case)
    except BusyError as e:
        raise ProblemError(503, str(e), headers={"Retry-After": "10"}) from e


def _calendar(office: Office) -> bytes:
    out = io.BytesIO()
    format_of("ical").write(office.ledger, {}, out)
    return out.getvalue()
