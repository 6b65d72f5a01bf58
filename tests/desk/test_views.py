"""What the dispatch screen shows, without HTML."""

from __future__ import annotations

from tests.readings import TEXT

from selon.desk import listing as lists
from selon.desk import views
from selon.desk.catalogue import Filters, lines, narrowed
from selon.desk.listing import address
from selon.desk.reading import dispatch_view
from selon.ledger import Ledger


def listing(ledger: Ledger, f: Filters, lang: str) -> views.ListView:
    return lists.listing(ledger, narrowed(ledger.store, lines(ledger.store), f), f, lang)


def test_the_page_holds_every_character_once(ledger: Ledger) -> None:
    kept = next(ledger.dispatches())
    view = dispatch_view(ledger, kept, "fr")
    said = "\n\n".join("".join(r.text for r in b.runs) for b in view.blocks)
    assert said == TEXT


def test_cards_stand_beside_their_sentences(ledger: Ledger) -> None:
    view = dispatch_view(ledger, next(ledger.dispatches()), "fr")
    title, first, second = view.blocks
    assert not title.cards
    assert [c.n for c in first.cards] == [1, 2]
    assert [c.n for c in second.cards] == [3]
    withdraw, leave = first.cards
    assert withdraw.said == "les soldats avaient commencé à évacuer le camp de Ménaka"
    assert (withdraw.type, withdraw.status, withdraw.source_kind) == ("withdraw", "ongoing", "unnamed")
    assert leave.due == "2026-04-15"
    assert second.cards[0].negated
    assert second.cards[0].hedged


def test_fields_name_their_characters_and_rule(ledger: Ledger) -> None:
    view = dispatch_view(ledger, next(ledger.dispatches()), "en")
    fields = {f.name: f for f in view.cards[0].fields}
    time = fields["time"]
    assert (time.words, time.why, time.detail) == ("mardi", "weekday before publication", "")
    assert TEXT[time.places[0].start : time.places[0].end] == "mardi"
    assert fields["places"].detail == "Ménaka (town, Ménaka, Mali)"
    assert fields["actor"].amend is not None
    assert fields["actor"].amend.value == [86, 97]


def test_verdicts_are_counted_and_shown(ledger: Ledger) -> None:
    kept = next(ledger.dispatches())
    claim = dispatch_view(ledger, kept, "fr").cards[0]
    assert claim.seen == "-"
    made = ledger.review(claim.id, "amend", by="Inès", note="not all", amendments={"status": "planned"})
    view = dispatch_view(ledger, kept, "fr")
    card = view.cards[0]
    assert view.reviewed == 1
    assert (card.status, card.seen) == ("planned", made.id)
    assert card.verdict is not None
    assert (card.verdict.verdict, card.verdict.by, card.verdict.amended) == ("amend", "Inès", ("status",))
    ledger.review(claim.id, "undo", by="Inès")
    card = dispatch_view(ledger, kept, "fr").cards[0]
    assert card.verdict is None
    assert card.seen not in ("-", made.id)


def test_the_list_counts_what_it_hides(ledger: Ledger) -> None:
    everything = listing(ledger, Filters(), "fr")
    assert (everything.total, everything.hidden, everything.clear_url) == (1, 0, None)
    assert {f.name: [(v.value, v.count) for v in f.values] for f in everything.facets} == {
        "agency": [("ALP", 1)],
        "lang": [("fr", 1)],
        "reviewed": [("none", 1)],
        "day": [("2026-03-04/2026-03-04", 1)],
    }
    nothing = listing(ledger, Filters.of("ménaka", lang=["en"]), "fr")
    assert (nothing.total, nothing.hidden) == (0, 1)
    assert nothing.clear_url == "/dispatches"


def test_search_as_one_types(ledger: Ledger) -> None:
    assert listing(ledger, Filters.of("mena"), "fr").total == 0
    found = listing(ledger, Filters.of("mena", typing=True), "fr")
    assert [piece for piece, hit in found.items[0].snippet if hit] == ["Ménaka"]
    assert address(Filters.of("l'armée", ["ALP"], first="2026-03-01")) == "?q=l%27arm%C3%A9e&agency=ALP&from=2026-03-01"


def test_dispatches_by_how_far_they_are_reviewed(ledger: Ledger) -> None:
    claims = [e.claim.id for e in ledger.claims()]
    counts = []
    for id_ in (None, *claims):
        if id_:
            ledger.review(id_, "accept", by="Inès")
        counts.append([listing(ledger, Filters.of(reviewed=[x]), "fr").total for x in ("none", "some", "all")])
    assert counts == [[1, 0, 0], [0, 1, 0], [0, 1, 0], [0, 0, 1]]
