"""Earlier and later copies and takes of the dispatches that come in, found through the store's indexes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Connection, RowMapping, and_, select

from selon.ledger.items import Item
from selon.ledger.keys import DIGITS, paragraph_hash, text_hash
from selon.ledger.numbers import SERIALS
from selon.ledger.reprints import Copy, Relation, relation
from selon.ledger.schema import band, block, dispatch, dispatch_link
from selon.ledger.stores.store import Store

MOST = 40
"""A dispatch is compared with no more others than this; those that share most come first."""
LONG = 80
"""Characters of a paragraph that is worth looking for elsewhere; shorter ones are formulas."""
COMMON = 100
"""A paragraph or band that so many dispatches share tells nothing."""
Sign = int | str | tuple[str]
"""What relatives share: a band of the sketch, the hash of a paragraph or of the whole text, a provider's id."""
READ = ("title", "caption", "paragraph")


class Relatives:
    """Looks for the relatives of a batch at once. Dispatches of the batch itself count in the order they are told.

    With `before`, only dispatches whose serial is lower count: those of an import know how they stand to each other.
    """

    def __init__(
        self,
        store: Store,
        connection: Connection,
        new: Sequence[Item],
        bands: Mapping[str, Sequence[int]],
        before: int | None = None,
    ) -> None:
        self.store, self.connection, self.bands, self.before = store, connection, bands, before
        self.copies: dict[str, Copy] = {}
        self.signs: dict[Sign, list[str]] = defaultdict(list)
        self.roots: dict[str, str] = {}
        self.own = {it.key: self._signs(it) for it in new}
        if new:
            self._look()
            self._keep_shared()

    def relations(self, it: Item) -> list[Relation]:
        """The links to record for a dispatch: its own, and those of dispatches that turn out to be later than it."""
        new = _copy(it)
        signs = self.own[it.key]
        shared: dict[str, int] = defaultdict(int)
        for sign in signs:
            others = self.signs.get(sign, ())
            if len(others) <= COMMON:
                for key in others:
                    shared[key] += 1
        nearest = sorted(shared, key=lambda key: (-shared[key], key))[:MOST]
        found = [r for key in nearest if (r := relation(new, self.copies[key]))]
        if self.before is None:
            self.copies[new.key] = new
            for sign in signs:
                self.signs[sign].append(new.key)
        return self._chosen(new, found)

    def _chosen(self, new: Copy, found: list[Relation]) -> list[Relation]:
        """One link for the new dispatch: what it supersedes, the latest; else what it reprints, the earliest."""
        own = [r for r in found if r.later == new.key]
        superseding = [r for r in own if r.kind == "supersedes"]
        chosen: list[Relation] = []
        if superseding:
            chosen.append(max(superseding, key=lambda r: self._age(r.earlier)))
        elif own:
            first = min(own, key=lambda r: self._age(r.earlier))
            root = self.roots.get(first.earlier, first.earlier)
            chosen.append(Relation(new.key, first.kind, root, first.score, first.why))
            self.roots[new.key] = root
        chosen += [r for r in found if r.earlier == new.key and self._belongs(r)]
        return chosen

    def _belongs(self, r: Relation) -> bool:
        """Whether a link from a dispatch that came before holds: a reprint points at the earliest copy alone."""
        if r.kind == "supersedes":
            return r.later not in self.roots
        root = self.roots.get(r.later)
        if root is not None and self._age(root) <= self._age(r.earlier):
            return False
        self.roots[r.later] = r.earlier
        return True

    def _age(self, key: str) -> tuple[str, str, str]:
        """What sorts copies by publication; of one moment the id decides, so that the order of adding does not."""
        c = self.copies.get(key)
        if c is None:
            return ("", "", key)
        at = c.published_at.isoformat() if c.published_at else ""
        return (c.published.isoformat() if c.published else "9999", at, key)

    def _signs(self, it: Item) -> list[Sign]:
        """What relatives have in common."""
        d, p = it.dispatch, it.origin.provenance if it.origin else None
        signs: list[Sign] = [*self.bands[it.key], *long_paragraphs(it), text_hash(d.text)]
        if p is not None:
            signs += [(x,) for x in (p.provider_id, p.replaces) if x]
        return signs

    def _keep_shared(self) -> None:
        """Forget the signs that a dispatch of the batch shares with no other: nearly all."""
        seen: set[Sign] = set()
        shared = set(self.signs)
        for signs in self.own.values():
            shared.update(seen.intersection(signs))
            seen.update(signs)
        self.own = {key: [sign for sign in signs if sign in shared] for key, signs in self.own.items()}

    def _look(self) -> None:
        """Fetch everything in the ledger that shares a sign with one of the batch."""
        every = {sign for signs in self.own.values() for sign in signs}
        hashes = [s for s in every if isinstance(s, str)]
        at: dict[int, list[Sign]] = defaultdict(list)
        wanted: list[tuple[Column[Any], Column[int], list[Any]]] = [
            (band.c.band, band.c.dispatch, [s for s in every if isinstance(s, int)]),
            (block.c.hash, block.c.dispatch, [s for s in hashes if len(s) == DIGITS]),
            (dispatch.c.text_sha256, dispatch.c.n, [s for s in hashes if len(s) > DIGITS]),
            (dispatch.c.provider_id, dispatch.c.n, [s[0] for s in every if isinstance(s, tuple)]),
        ]
        for column, n, values in wanted:
            if values:
                for value, found in self.connection.execute(select(column, n).where(self.store.any_of(column, values))):
                    at[found].append((value,) if column is dispatch.c.provider_id else value)
        self._keep(at)

    def _keep(self, at: Mapping[int, list[Sign]]) -> None:
        if not at:
            return
        rows = self.connection.execute(select(dispatch).where(self.store.any_of(dispatch.c.n, list(at)))).mappings()
        for row in rows:
            if self.before is not None and row["n"] % SERIALS >= self.before:
                continue
            self.copies[row["key"]] = _kept(row)
            for sign in at[row["n"]]:
                self.signs[sign].append(row["key"])
        reprints = select(dispatch_link.c.dispatch, dispatch_link.c.other).where(
            and_(dispatch_link.c.kind == "reprints", self.store.any_of(dispatch_link.c.dispatch, list(self.copies)))
        )
        for later, earlier in self.connection.execute(reprints.order_by(dispatch_link.c.n)):
            self.roots[later] = earlier


def long_paragraphs(it: Item) -> set[str]:
    """The hashes of the paragraphs that are long enough to tell a text by."""
    d = it.dispatch
    return {paragraph_hash(b.span.of(d.text)) for b in d.blocks if b.kind in READ and b.span.end - b.span.start >= LONG}


def _copy(it: Item) -> Copy:
    d = it.dispatch
    p = it.origin.provenance if it.origin else None
    return Copy(
        it.key,
        d.text,
        d.agency,
        d.published,
        d.title,
        p.published if p else None,
        p.provider_id if p else None,
        p.version if p else None,
        p.replaces if p else None,
        p.slug if p else None,
        p.change if p else None,
    )


def _kept(row: RowMapping) -> Copy:
    return Copy(
        row["key"],
        row["text"],
        row["agency"],
        row["published"],
        row["title"],
        row["published_at"],
        row["provider_id"],
        row["version"],
        row["replaces"],
        row["slug"],
        row["change"],
    )
