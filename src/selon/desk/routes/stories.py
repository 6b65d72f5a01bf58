"""Stories: the list, one on its screen, as data, its map and its brief."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from selon.desk import views
from selon.desk.borders import borders
from selon.desk.cursors import cursor as cursor_of
from selon.desk.cursors import number_after
from selon.desk.locale import LANGUAGES
from selon.desk.office import Office, lang_of, office_of
from selon.desk.pages import jsonable, render
from selon.desk.passages import standing
from selon.desk.problems import ProblemError
from selon.desk.routes.door import LeadError
from selon.desk.storytelling import PAGE, Wanted, judged, part_of, story_items, story_view
from selon.errors import InputError
from selon.linking.brief import brief
from selon.linking.stories import Story

router = APIRouter(include_in_schema=False)


def wanted(
    first: Annotated[date | None, Query(alias="from", description="Published on this day or later.")] = None,
    last: Annotated[date | None, Query(alias="to", description="Published on this day or before.")] = None,
    skip: Annotated[int, Query(ge=0, le=10_000_000, description="The latest so many are passed over.")] = 0,
) -> Wanted:
    """Which claims of a long story are asked for."""
    return Wanted(first, last, skip)


Asked = Annotated[Wanted, Depends(wanted)]


@router.get("/stories")
def stories(request: Request, cursor: str | None = None) -> Response:
    """The list."""
    try:
        start = number_after(cursor) or 0
    except InputError as e:
        raise ProblemError(400, str(e)) from e
    office, lang = office_of(request), lang_of(request)
    name = ("stories", lang)
    found = office.across(name, views.StoryList, lambda: _page(office, lang, start), start, keep=not start)
    return render(request, "stories.html", found.view or views.StoryList((), 0), kept_at=found.at)


def _page(office: Office, lang: str, start: int) -> views.StoryList:
    known = office.linked.across.stories
    next_url = f"/stories?cursor={cursor_of(start + PAGE)}" if start + PAGE < len(known) else None
    return views.StoryList(story_items(known[start : start + PAGE], lang), len(known), next_url)


@router.get("/stories/{id_}")
def one(request: Request, id_: str, asked: Asked) -> Response:
    """The screen of one."""
    found = _view(office_of(request), id_, lang_of(request), asked)
    if found.view is None:
        return render(request, "waiting.html", views.Waiting(f"/stories/{id_}"), 503)
    if found.view.id != id_:
        raise LeadError(found.view.url)
    return render(request, "story.html", found.view, kept_at=found.at)


@router.get("/stories/{id_}/view.json")
def data(request: Request, id_: str, asked: Asked) -> Response:
    """The same as data."""
    return JSONResponse(jsonable(view_of(office_of(request), id_, lang_of(request), asked)))


@router.get("/stories/{id_}/map.json")
def map_(request: Request, id_: str, asked: Asked) -> Response:
    """The borders about its places."""
    office = office_of(request)
    shapes = view_of(office, id_, lang_of(request), asked).shapes
    return JSONResponse(office.cached(("map", id_, asked), lambda: borders(shapes), linking=True))


@router.get("/stories/{id_}/brief")
def brief_page(request: Request, id_: str, asked: Asked, since: date | None = None) -> Response:
    """Its brief, to be printed."""
    office, lang = office_of(request), lang_of(request)

    def make() -> views.BriefScreen | None:
        with office.linked.linker(partly=True) as linker:
            found = _story(office, id_) if linker else None
            if found is None or linker is None:
                return None
            part, is_part = part_of(found, asked)
            made = brief(linker, part, since=since, lang=lang)
        sources = {note.dispatch: f"/dispatches/{note.dispatch}" for note in made.notes}
        return views.BriefScreen(f"/stories/{found.id}", made, sources, is_part, asked.pairs)

    view = office.cached(("brief", id_, lang, asked, since), make, linking=True)
    if view is None:
        return render(request, "waiting.html", views.Waiting(f"/stories/{id_}/brief"), 503)
    return render(request, "brief.html", view)


def view_of(office: Office, id_: str, lang: str, asked: Wanted | None = None) -> views.StoryView:
    """The screen of a story.

    Raises:
        ProblemError: there is none of this id, or not yet.
    """
    found = _view(office, id_, lang, asked or Wanted()).view
    if found is None:
        why = (office.linked.error or "it is still being worked out") + ": try again in a moment"
        raise ProblemError(503, why, headers={"Retry-After": "5"})
    return found


def _view(office: Office, id_: str, lang: str, asked: Wanted) -> views.Kept[views.StoryView]:
    today = date.today()

    def make() -> views.StoryView | None:
        with office.linked.linker(partly=True) as linker:
            found = _story(office, id_) if linker else None
            if found is None or linker is None:
                return None
            return story_view(linker, found, lang, today, beside=office.linked.across.beside, wanted=asked)

    found = office.across(("story", id_, lang), views.StoryView, make, asked, today, keep=asked == Wanted())
    if found.view is None:
        return found
    verdicts = standing(office.ledger.store, [r.claim for r in found.view.rows])
    return replace(found, view=judged(found.view, verdicts))


def _story(office: Office, id_: str) -> Story | None:
    """The story of an id that it has or had, or that a happening or claim of it has; None where it may come yet.

    Raises:
        ProblemError: there is none, and all is linked.
    """
    linked = office.linked
    found = linked.across.story(id_) or linked.across.story(linked.moved.get(id_, ""))
    if found is None and linked.ready:
        # One that was looked at before an earlier dispatch came is found by a claim that it showed.
        before = next((b for x in LANGUAGES if (b := office.shown.before(("story", id_, x), views.StoryView))), None)
        claims = before.view.rows if before else ()
        found = linked.across.story(claims[0].claim) if claims else None
        if found is None:
            raise ProblemError(404, f"{id_[:40]}: no story, happening or claim has this id: see the list of stories")
    return found
