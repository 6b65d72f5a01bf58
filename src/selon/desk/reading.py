"""A dispatch to read: its text in runs, its claims as cards beside their sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from selon.desk import views
from selon.desk.cards import Home, Known, card
from selon.desk.locale import strings
from selon.desk.messages import message
from selon.desk.phrases import wording
from selon.desk.remarks import remark
from selon.desk.runs import Marked, Units, cut, marked
from selon.ledger import Entry, Kept, Ledger, Review
from selon.model import Block, Claim, Dispatch, Span
from selon.wording import Wording

_OTHER = {"reprints": "reprinted", "supersedes": "superseded"}


def dispatch_view(
    ledger: Ledger,
    kept: Kept,
    lang: str,
    *,
    focus: str | None = None,
    homes: Mapping[str, Home] | None = None,
    query: str = "",
) -> views.DispatchView:
    """The dispatch in the words of `lang`. `homes` gives what a claim belongs to, `query` is kept in links."""
    d = kept.dispatch
    w = wording(lang, d.lang)
    units = Units(d.text)
    entries = sorted(ledger.claims(dispatch=d.id), key=lambda e: (e.claim.trigger, e.claim.type))
    last = last_reviews(ledger.reviews_of(kept))
    cards = [
        card(e, Known(last.get(e.claim.id), (homes or {}).get(e.claim.id)), n, lang, units)
        for n, e in enumerate(entries, 1)
    ]
    reading = next(reversed(ledger.readings(kept)), None)
    origin = kept.origin
    notes = (*(reading.reading.notes if reading else ()), *(origin.provenance.notes if origin else ()))
    relatives = tuple(_relatives(ledger, d.id, query, w, lang))
    return views.DispatchView(
        key=d.id,
        url=f"/dispatches/{d.id}{query}",
        title=title_of(d),
        agency=d.agency or "",
        lang=d.lang,
        published=d.published.isoformat() if d.published else None,
        published_said=w.long_day(d.published) if d.published else str(w.words["heading"]["no_date"]),
        place=" ".join(d.place.of(d.text).split()) if d.place else "",
        link=origin.provenance.url if origin else None,
        reader=reading.reading.reader if reading else "",
        notes=tuple(remark(n, strings(lang)) for n in notes),
        blocks=_blocks(d, units, entries, cards),
        relatives=relatives,
        claims=len(cards),
        reviewed=sum(1 for c in cards if c.verdict),
        superseded=any(r.relation == "superseded" for r in relatives),
        focus=focus if any(c.id == focus for c in cards) else None,
    )


def last_reviews(reviews: Iterable[Review]) -> dict[str, Review]:
    """The last review of each claim, taken back or not, given in the order in which they were made."""
    return {r.claim: r for r in reviews}


def title_of(d: Dispatch) -> str:
    """The title on one line; without one, the first words of the text."""
    words = (d.title or d.text).split()
    said = " ".join(words[:40] if d.title else words[:12])
    return said if d.title or len(words) <= 12 else f"{said} …"


def _blocks(d: Dispatch, units: Units, entries: list[Entry], cards: list[views.Card]) -> tuple[views.BlockView, ...]:
    marks: list[Marked] = [m for e in entries for m in marked(e.claim, _amended(e))]
    blocks = _whole(d)
    beside: dict[int, list[views.Card]] = defaultdict(list)
    for e, c in zip(entries, cards, strict=True):
        beside[_home(e.claim, blocks)].append(c)
    return tuple(
        views.BlockView(b.kind, cut(units, b.span, marks), tuple(beside.get(i, ()))) for i, b in enumerate(blocks)
    )


def _amended(e: Entry) -> tuple[str, ...]:
    return tuple(e.review.amendments or ()) if e.review else ()


def _whole(d: Dispatch) -> list[Block]:
    """The blocks, and whatever words lie between them as paragraphs, so that no character is left out of the page."""
    found: list[Block] = []
    at = 0
    for b in (*d.blocks, None):
        end = b.span.start if b else len(d.text)
        between = d.text[at:end]
        if between.strip():
            start = at + len(between) - len(between.lstrip())
            found.append(Block("paragraph", Span(start, at + len(between.rstrip()))))
        if b:
            found.append(b)
            at = b.span.end
    return found


def _home(claim: Claim, blocks: list[Block]) -> int:
    """The block in which a claim's trigger stands, else its sentence, else the last."""
    for span in (claim.trigger, claim.quote):
        for i, b in enumerate(blocks):
            if b.span.start <= span.start < b.span.end:
                return i
    return len(blocks) - 1


def _relatives(ledger: Ledger, key: str, query: str, w: Wording, lang: str) -> Iterable[views.Relative]:
    for link in ledger.links(key):
        own = link.later == key
        other = ledger.dispatch(link.earlier if own else link.later).dispatch
        yield views.Relative(
            link.kind if own else _OTHER[link.kind],
            other.id,
            f"/dispatches/{other.id}{query}",
            title_of(other),
            other.agency or "",
            other.published.isoformat() if other.published else None,
            w.short_day(other.published) if other.published else "",
            message(link.why, lang),
        )
