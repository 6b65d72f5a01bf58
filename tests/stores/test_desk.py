"""The desk's own questions, the same in each store: lists, queues, verdicts, events."""

from __future__ import annotations

from tests.readings import reading
from tests.wire import made

from selon.desk import catalogue
from selon.desk.cards import UNSEEN
from selon.desk.catalogue import Filters, lines, narrowed
from selon.desk.events import Hub, Watcher
from selon.desk.locale import strings
from selon.desk.office import Office
from selon.desk.pages import environment
from selon.desk.queues import doubtful
from selon.desk.reading import dispatch_view
from selon.desk.state import State
from selon.desk.verdicts import Asked, judge, take_back
from selon.ledger import Ledger


def test_lists_and_how_far_they_are_reviewed(ledger: Ledger) -> None:
    ledger.add(reading())
    for _ in ledger.add_many(made(i) for i in range(5)):
        pass
    store, f = ledger.store, Filters.of("camions parti", typing=True)
    one = narrowed(store, lines(store), f).found
    assert len(one) == 1
    view = dispatch_view(ledger, ledger.dispatch(catalogue.page(store, one, None, 5)[0].key), "fr")
    for done, card in enumerate(view.cards, 1):
        ledger.review(card.id, "amend", by="Inès", amendments={"status": "planned"})
        left = narrowed(store, lines(store), f)
        assert left.found[0].reviewed == ("all" if done == len(view.cards) else "some")
        (listed,) = catalogue.page(store, left.found, None, 5, text=True)
        assert (listed.claims, listed.reviewed, listed.text) == (3, done, reading().dispatch.text)
    every = narrowed(store, lines(store), Filters())
    keys = [k.dispatch.id for k in ledger.dispatches()]
    assert [x.key for x in catalogue.page(store, every.found, None, 99)] == keys
    assert [x.key for x in catalogue.page(store, every.found, every.found[1].n, 2)] == keys[2:4]
    assert catalogue.neighbours(store, every.found, every.found[1].n) == (keys[0], keys[2])
    assert dict(every.counts["reviewed"]) == {"none": 5, "some": 0, "all": 1}


def test_verdicts_and_what_waits(ledger: Ledger) -> None:
    for _ in ledger.add_many(made(i) for i in range(5)):
        pass
    office = Office.open(ledger, lambda _, __: iter(()), State(":memory:"), environment(None))
    before = doubtful.count(office, strings("fr"))
    page = doubtful.page(office, strings("fr"), cursor=None, from_=None)
    assert len(page.items) == min(before, 20)
    asked = [Asked(e.claim.id, UNSEEN) for e in ledger.claims()][:4]
    steps = judge(ledger.store, asked, "accept", by="Inès")
    assert len(list(ledger.claims(reviewed="accept"))) == 4
    take_back(ledger.store, [Asked(s.claim, s.made.id) for s in steps if s.made], by="Inès")
    assert not list(ledger.claims(reviewed=True))


def test_what_is_written_is_seen(ledger: Ledger) -> None:
    hub = Hub()
    watcher = Watcher(ledger, hub)
    ledger.review(next(ledger.claims(dispatch=ledger.add(made(1)).id)), "accept", by="Ada")
    watcher.once()
    assert [e.name for e in hub.kept()] == ["dispatch", "review"]
