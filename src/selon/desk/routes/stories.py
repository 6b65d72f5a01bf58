"""Stories: the list, one on its screen, as data, its map and its brief."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from selon.desk import views
from selon.desk.borders import borders
from selon.desk.cursors import cursor as cursor_of
from selon.desk.cursors import number_after
from selon.desk.linked import Linker
from selon.desk.office import Office, lang_of, office_of
from selon.desk.pages import jsonable, render
from selon.desk.passages import standing
from selon.desk.problems import ProblemError
from selon.desk.storytelling import PAGE, story_list, story_view
from selon.errors import InputError, LedgerError
from selon.linking.brief import brief
from selon.linking.stories import Story, story

router = APIRouter(include_in_schema=False)


@router.get("/stories")
def stories(request: Request, cursor: str | None = None) -> Response:
    """The list."""
    try:
        start = number_after(cursor) or 0
    except InputError as e:
        raise ProblemError(400, str(e)) from e
    found = office_of(request).linked.across.stories
    office, lang = office_of(request), lang_of(request)
    page = office.cached(("stories", start, lang), lambda: story_list(found, start, lang), linking=True)
    more = start + PAGE < len(found)
    next_url = f"/stories?cursor={cursor_of(start + PAGE)}" if more else None
    return render(request, "stories.html", views.StoryList(page.items, page.total, next_url))


@router.get("/stories/{id_}")
def one(request: Request, id_: str) -> Response:
    """The screen of one."""
    return render(request, "story.html", view_of(office_of(request), id_, lang_of(request)))


@router.get("/stories/{id_}/view.json")
def data(request: Request, id_: str) -> Response:
    """The same as data."""
    return JSONResponse(jsonable(view_of(office_of(request), id_, lang_of(request))))


@router.get("/stories/{id_}/map.json")
def map_(request: Request, id_: str) -> Response:
    """The borders about its places."""
    office = office_of(request)
    shapes = view_of(office, id_, lang_of(request)).shapes
    return JSONResponse(office.cached(("map", id_), lambda: borders(shapes), linking=True))


@router.get("/stories/{id_}/brief")
def brief_page(request: Request, id_: str, since: date | None = None) -> Response:
    """Its brief, to be printed."""
    office, lang = office_of(request), lang_of(request)
    with office.linked.linker() as linker:
        found = _story(office, linker, id_)
        assert linker is not None
        made = brief(linker, found, since=since, lang=lang)
    sources = {note.dispatch: f"/dispatches/{note.dispatch}" for note in made.notes}
    return render(request, "brief.html", views.BriefScreen(f"/stories/{found.id}", made, sources))


def view_of(office: Office, id_: str, lang: str) -> views.StoryView:
    """The screen of a story.

    Raises:
        ProblemError: there is none of this id, or not yet.
    """
    today = date.today()

    def make() -> views.StoryView:
        with office.linked.linker() as linker:
            found = _story(office, linker, id_)
            assert linker is not None
            verdicts = standing(office.ledger.store, [t.id for t in found.tolds])
            return story_view(linker, found, verdicts, lang, today)

    return office.cached(("story", id_, lang, today, office.version()), make, linking=True)


def _story(office: Office, linker: Linker | None, id_: str) -> Story:
    if linker is None:
        raise ProblemError(
            503,
            office.linked.error or "stories are being worked out: try again in a moment",
            headers={"Retry-After": "5"},
        )
    found = next((s for s in office.linked.across.stories if s.id == id_), None)
    if found is not None:
        return found
    try:
        return story(office.linked.across.happenings, id_)
    except LedgerError as e:
        raise ProblemError(404, str(e)) from e
