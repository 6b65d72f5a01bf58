"""The review screen put together: the queues with their counts, and a page of the chosen one."""

from __future__ import annotations

from types import ModuleType
from typing import cast
from urllib.parse import urlencode

from selon.desk import views
from selon.desk.decisions import decision_of
from selon.desk.locale import Strings
from selon.desk.office import Office
from selon.desk.queues import contradictions, doubtful, due, merges, quarantine
from selon.desk.queues.kinds import MOST, Kind
from selon.desk.views import User
from selon.errors import InputError

_ALL: tuple[ModuleType, ...] = (contradictions, due, doubtful, merges, quarantine)
KINDS: dict[str, Kind] = {kind.NAME: cast(Kind, kind) for kind in _ALL}
SCREEN = "review"


def screen(
    office: Office, who: User, t: Strings, kind: str | None = None, cursor: str | None = None, *, begin: bool = False
) -> views.ReviewScreen:
    """The screen. Without a kind and cursor it goes on where the user left off, unless they want to `begin` anew.

    Raises:
        InputError: no such kind of queue, or no cursor of it.
    """
    left = office.state.position(who.name, SCREEN)
    chosen = kind or (left.kind if left and left.kind in KINDS else "doubtful")
    if chosen not in KINDS:
        raise InputError(f"no queue is called {chosen[:40]!r}: choose one of {', '.join(KINDS)}")
    from_ = left.item if left and left.kind == chosen and not cursor and not begin else None
    page = KINDS[chosen].page(office, t, cursor=cursor, from_=from_)
    last = office.state.last_decision(who.name)
    return views.ReviewScreen(
        kind=chosen,
        queues=tuple(_queue(office, t, name, name == chosen) for name in KINDS),
        items=page.items,
        next_url=f"/review?{urlencode({'kind': chosen, 'cursor': page.next})}" if page.next else None,
        first_url=None if page.at_start and not cursor else f"/review?{urlencode({'kind': chosen, 'begin': 1})}",
        resumed=from_ if any(item.id == from_ for item in page.items) else None,
        may_review=who.may_review,
        last_decision=decision_of(last) if last else None,
    )


def _queue(office: Office, t: Strings, name: str, chosen: bool) -> views.Queue:
    kind = KINDS[name]
    n = office.cached(("count", name, t.lang, office.linked.version), lambda: kind.count(office, t))
    return views.Queue(name, min(n, MOST), n > MOST, f"/review?{urlencode({'kind': name})}", chosen)
