"""The first screen: the list of dispatches, and one of them to read and judge."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from selon.desk import catalogue, views
from selon.desk.cards import Known, card
from selon.desk.catalogue import Filters
from selon.desk.cursors import number_after
from selon.desk.listing import address, listing, nothing, opened
from selon.desk.messages import message
from selon.desk.office import Office, lang_of, office_of
from selon.desk.pages import render
from selon.desk.problems import ProblemError
from selon.desk.reading import dispatch_view, last_reviews
from selon.errors import InputError, LedgerError
from selon.ledger import Entry, Kept, Ledger

router = APIRouter(include_in_schema=False)


class Asked:
    """The list that an address asks for; `error` where it asks for nothing that can be."""

    def __init__(
        self,
        q: Annotated[str, Query(max_length=1_000)] = "",
        agency: Annotated[list[str] | None, Query(max_length=100)] = None,
        lang: Annotated[list[str] | None, Query(max_length=100)] = None,
        first: Annotated[str, Query(alias="from")] = "",
        last: Annotated[str, Query(alias="to")] = "",
        reviewed: Annotated[list[str] | None, Query(max_length=10)] = None,
        cursor: str | None = None,
        typing: bool = False,
    ) -> None:
        self.error = ""
        self.after: int | None = None
        try:
            self.filters = Filters.of(q, agency or (), lang or (), first, last, reviewed or (), typing=typing)
            self.after = number_after(cursor)
        except (InputError, LedgerError) as e:
            self.filters, self.error = Filters(q=q.strip()), str(e)


Listing = Annotated[Asked, Depends(Asked)]


@router.get("/")
def home() -> RedirectResponse:
    """The desk opens on the dispatches."""
    return RedirectResponse("/dispatches", 303)


@router.get("/dispatches")
def dispatches(request: Request, asked: Listing) -> Response:
    """The list alone."""
    screen = views.DispatchScreen(_list(request, asked), None)
    return render(request, "dispatches.html", screen, 400 if asked.error else 200)


@router.get("/dispatches/{key}")
def dispatch(request: Request, key: str, asked: Listing, claim: str | None = None) -> Response:
    """The list, and the dispatch that is open."""
    return render(request, "dispatches.html", _screen(request, key, asked, claim))


@router.get("/fragments/dispatch/{key}")
def dispatch_fragment(request: Request, key: str, asked: Listing, claim: str | None = None) -> Response:
    """The dispatch without what is around it."""
    return render(request, "fragments/dispatch.html", _screen(request, key, asked, claim, bare=True))


@router.get("/fragments/list")
def list_fragment(request: Request, asked: Listing, open: str | None = None) -> Response:  # noqa: A002
    """The list without what is around it."""
    return render(request, "fragments/list.html", _list(request, asked, open))


@router.get("/fragments/card/{id_}")
def card_fragment(request: Request, id_: str) -> Response:
    """One card."""
    return render(request, "fragments/card.html", card_of(office_of(request), id_, lang_of(request)))


@router.get("/claims/{id_}")
def claim(request: Request, id_: str) -> RedirectResponse:
    """Where a claim stands."""
    found = entry_of(office_of(request).ledger, id_)
    return RedirectResponse(f"/dispatches/{found.dispatch.id}?claim={id_}#claim-{id_}", 303)


def _screen(request: Request, key: str, asked: Asked, claim: str | None, *, bare: bool = False) -> views.DispatchScreen:
    office = office_of(request)
    kept = kept_of(office.ledger, key)
    f = asked.filters
    query = address(f)
    homes = office.linked.across.homes
    shown = dispatch_view(office.ledger, kept, lang_of(request), focus=claim, homes=homes, query=query)
    found = [] if asked.error else office.narrowed(f).found
    before, after = catalogue.neighbours(office.ledger.store, found, kept.n)
    empty = nothing(f, "")
    return views.DispatchScreen(
        empty if bare else _list(request, asked, kept.dispatch.id),
        shown,
        f"/dispatches/{before}{query}" if before else None,
        f"/dispatches/{after}{query}" if after else None,
    )


def _list(request: Request, asked: Asked, open_: str | None = None) -> views.ListView:
    office, lang = office_of(request), lang_of(request)
    if asked.error:
        return nothing(asked.filters, message(asked.error, lang))
    shown = office.cached(
        ("list", asked.filters, asked.after, lang),
        lambda: listing(office.ledger, office.narrowed(asked.filters), asked.filters, lang, after=asked.after),
    )
    return opened(shown, open_)


def kept_of(ledger: Ledger, key: str) -> Kept:
    """The dispatch of a key.

    Raises:
        ProblemError: there is none.
    """
    try:
        return ledger.dispatch(key)
    except LedgerError as e:
        raise ProblemError(404, str(e)) from e


def entry_of(ledger: Ledger, id_: str) -> Entry:
    """The claim of an id.

    Raises:
        ProblemError: there is none in a current reading.
    """
    for entry in ledger.claims(id=id_):
        return entry
    raise ProblemError(
        404, f"{id_[:40]}: no claim has this id in a current reading: the list of dispatches leads to them"
    )


def card_of(office: Office, id_: str, lang: str) -> views.Card:
    """The card of a claim, numbered as in its dispatch."""
    ledger = office.ledger
    entry = entry_of(ledger, id_)
    order = sorted((e.claim.trigger, e.claim.type, e.claim.id) for e in ledger.claims(dispatch=entry.dispatch.id))
    n = next((i for i, (_, _, other) in enumerate(order, 1) if other == id_), 1)
    last = last_reviews(ledger.reviews(id_)).get(id_)
    return card(entry, Known(last, office.linked.across.homes.get(id_)), n, lang)
