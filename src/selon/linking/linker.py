"""All that is derived across dispatches, kept up as dispatches come and go.

A linker is a function of the reports, decisions and ratings that it holds: the order in which they came leaves no
trace. Taking in one dispatch costs the groups that it touches. Not safe between threads that change it.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import TypeVar

from selon.errors import LedgerError
from selon.gazetteer.names import sound
from selon.linking import commitments, facts, parties, relations
from selon.linking.compare import likeness
from selon.linking.corrections import corrections as noted
from selon.linking.credibility import credibility
from selon.linking.groups import Groups
from selon.linking.independence import independence
from selon.linking.model import (
    Commitment,
    CommitmentOn,
    Correction,
    Credibility,
    Decision,
    Fact,
    Family,
    Happening,
    Independence,
    Link,
    Member,
    Party,
    Rated,
    Report,
    SituationKind,
    Spot,
    Standing,
    Told,
    Voice,
)
from selon.linking.profile import labelled
from selon.linking.reasons import because
from selon.linking.rulings import rulings
from selon.linking.situation import around, kin, situation
from selon.linking.telling import telling
from selon.linking.voices import Cast
from selon.linking.words import folded

T = TypeVar("T")
_TAKES = 50
"""Takes of one dispatch that are followed; nothing turns in a circle."""
_PRESSING = {"overdue": 0, "due": 1, "open": 2, "begun": 3, "kept": 4, "dropped": 5}


class _Speakers(Mapping[str, Voice]):
    """Voices by id. A surname alone is the person of that name where the reports know only one."""

    def __init__(self) -> None:
        self._told: dict[str, dict[str, Voice]] = defaultdict(dict)
        self._named: dict[str, Counter[str]] = defaultdict(Counter)
        self._surnames: dict[str, str] = {}
        self._sides: dict[str, Counter[str]] = defaultdict(Counter)
        self._made: dict[str, Voice] = {}

    def take_in(self, dispatch: str, cast: Cast) -> None:
        for id_, v in cast.voices.items():
            self._told[id_][dispatch] = v
            self._sides[id_][v.side] += 1
            self._made.pop(id_, None)
        for id_, name in cast.persons.items():
            *before, surname = name.split()
            if before:
                self._named[surname][id_] += 1
            else:
                self._surnames[id_] = surname

    def take_out(self, dispatch: str, cast: Cast) -> None:
        for id_, v in cast.voices.items():
            self._told[id_].pop(dispatch, None)
            self._sides[id_][v.side] -= 1
            self._made.pop(id_, None)
            if not self._told[id_]:
                del self._told[id_]
        for id_, name in cast.persons.items():
            *before, surname = name.split()
            if before:
                self._named[surname][id_] -= 1
                self._named[surname] += Counter()

    def __getitem__(self, id_: str) -> Voice:
        """The voice of an id as it is first told, without its mentions: those of a ministry are many."""
        id_ = self._whole(id_)
        found = self._made.get(id_)
        if found is None:
            told = self._told.get(id_)
            if not told:
                raise KeyError(id_)
            first = told[min(told)]
            if first.kind == "document":
                first = next((v for _, v in sorted(told.items()) if v.kind != "document"), first)
            included = first.may_include
            if len(told) > 1 and first.dispatch is not None:
                included = tuple(dict.fromkeys(i for _, v in sorted(told.items()) for i in v.may_include))
            side = min((s for s, n in self._sides[id_].items() if s and n), default="")
            light = replace(first, mentions=(), may_include=included, side=side, heard_in=told.keys())
            found = self._made[id_] = light
        return found

    def full(self, id_: str) -> Voice:
        """The voice of an id with all its mentions."""
        light = self[id_]
        return replace(light, mentions=tuple(m for _, v in sorted(self._told[light.id].items()) for m in v.mentions))

    def _whole(self, id_: str) -> str:
        """The voice that a surname alone is of."""
        surname = self._surnames.get(id_)
        if surname is not None and len(self._named.get(surname, ())) == 1:
            return next(iter(self._named[surname]))
        return id_

    def __iter__(self) -> Iterator[str]:
        return iter(self._told)

    def __len__(self) -> int:
        return len(self._told)


class Linker:
    """See `selon.linking` for what can be asked."""

    def __init__(self, decisions: Iterable[Decision] = (), ratings: Iterable[Rated] = ()) -> None:
        self._reports: dict[str, Report] = {}
        self._bonds: dict[str, set[tuple[int, str]]] = defaultdict(set)
        self._children: dict[str, set[str]] = defaultdict(set)
        self._tolds: dict[str, Told] = {}
        self._of_dispatch: dict[str, tuple[str, ...]] = {}
        self._casts: dict[str, Cast] = {}
        self._speakers = _Speakers()
        self._groups = Groups()
        self._copies: dict[str, set[str]] = defaultdict(set)
        self._original: dict[str, str] = {}
        self._happenings: dict[str, Happening] = {}
        self._links: dict[str, list[Link]] = {}
        self._takes: dict[str, list[Told]] = {}
        self._facts: list[Fact] | None = None
        self._facts_of: dict[Hashable, list[Fact]] = {}
        self._commitments: list[Commitment] | None = None
        self._ratings: dict[str, Rated] = {}
        self.decide(decisions)
        self.rate(ratings)

    # Taking in.

    def add(self, *reports: Report) -> None:
        """Take in reports, each in place of what was held of the same dispatch."""
        dirty: set[str] = set()
        for r in reports:
            held = self._reports.get(r.dispatch.id)
            if held is not None:
                dirty |= self._disown(held)
            self._reports[r.dispatch.id] = r
            dirty |= self._adopt(r)
        self._retell(dirty)

    def remove(self, *dispatches: str) -> None:
        """Take reports out again, by the ids of their dispatches; one that is not held is passed over."""
        dirty: set[str] = set()
        for id_ in dispatches:
            r = self._reports.pop(id_, None)
            if r is not None:
                dirty |= self._disown(r)
        self._retell(dirty)

    def decide(self, decisions: Iterable[Decision]) -> None:
        """Hold these decisions on grouping, and no others."""
        made = rulings(decisions)
        before = self._groups.rulings
        if made == before:
            return
        named = (made.claims | before.claims) & set(self._tolds)
        changed = sorted(named | {t.id for t in self._tolds.values() if t.copy_of in named})
        gone = self._part(changed)
        self._groups.rulings = made
        self._join(gone, [self._tolds[id_] for id_ in changed])

    def rate(self, ratings: Iterable[Rated]) -> None:
        """Hold these ratings of sources, and no others."""
        self._ratings = {r.voice: r for r in sorted(ratings, key=lambda r: (r.recorded, r.id))}

    def _adopt(self, r: Report) -> set[str]:
        """Note whom a report goes back to; give the dispatches whose lineage may have changed."""
        for child, bond in _bonds(r):
            self._bonds[child].add(bond)
            self._children[bond[1]].add(child)
        return self._kin(r)

    def _disown(self, r: Report) -> set[str]:
        """Forget what a report says of whom it or another goes back to; give the dispatches concerned."""
        concerned = self._kin(r)
        for child, bond in _bonds(r):
            self._bonds[child].discard(bond)
            if all(parent != bond[1] for _, parent in self._bonds[child]):
                self._children[bond[1]].discard(child)
        return concerned

    def _kin(self, r: Report) -> set[str]:
        """A report and all that go back to the same dispatch: its take or copy may change what they are copies of."""
        first = self._lineage(r.dispatch.id)
        return {r.dispatch.id, first, *self._descendants(first)}

    def _descendants(self, id_: str) -> set[str]:
        found: set[str] = set()
        todo = [id_]
        while todo:
            for child in self._children.get(todo.pop(), ()):
                if child not in found:
                    found.add(child)
                    todo.append(child)
        return found - {id_}

    def _lineage(self, id_: str) -> str:
        """The dispatch that one goes back to."""
        seen = {id_}
        while bonds := self._bonds.get(id_):
            parent = min(bonds)[1]
            if parent in seen:
                return min(seen)
            seen.add(parent)
            id_ = parent
        return id_

    def _retell(self, dirty: Iterable[str]) -> None:
        gone: list[str] = []
        come: list[Told] = []
        for id_ in sorted(dirty):
            self._takes.pop(id_, None)
            if id_ in self._casts:
                self._speakers.take_out(id_, self._casts.pop(id_))
                gone += self._of_dispatch.pop(id_)
            r = self._reports.get(id_)
            if r is None or r.superseded_by is not None:
                continue
            lineage = self._lineage(id_)
            first = self._reports.get(lineage)
            agency = first.dispatch.agency if first is not None else r.dispatch.agency
            tolds, cast = telling(r, lineage, agency, self._roots(r))
            self._casts[id_] = cast
            self._of_dispatch[id_] = tuple(t.id for t in tolds)
            self._speakers.take_in(id_, cast)
            come += tolds
        grouped = self._part(gone)
        for c in gone:
            del self._tolds[c]
        for t in come:
            self._tolds[t.id] = t
        self._join(grouped, come)

    def _part(self, gone: Sequence[str]) -> list[str]:
        """Take copies from the claims that they are of; give those of these claims that are in groups themselves."""
        for c in gone:
            of = self._original.pop(c, None)
            if of is not None:
                self._stale((of,))
                self._copies[of].discard(c)
                if not self._copies[of]:
                    del self._copies[of]
        return [c for c in gone if c in self._groups.of]

    def _join(self, gone: Sequence[str], come: Sequence[Told]) -> None:
        """Put claims into groups, copies to the claims that they are of, unless a person decided on them."""
        own: list[Told] = []
        for t in come:
            if t.copy_of in self._tolds and self._follows(t):
                self._original[t.id] = t.copy_of
                self._copies[t.copy_of].add(t.id)
            else:
                own.append(t)
        self._stale({*gone, *(t.id for t in come), *self._original_of(come), *self._groups.change(gone, own)})

    def _follows(self, t: Told) -> bool:
        """Whether a copy goes where the claim is that it is of: a decision may name it, or let nothing join."""
        return t.id not in self._groups.rulings.claims and t.copy_of not in self._groups.rulings.pinned

    def _original_of(self, tolds: Sequence[Told]) -> Iterator[str]:
        return (self._original[t.id] for t in tolds if t.id in self._original)

    def _roots(self, r: Report) -> list[Report]:
        """The report that one goes back to by reprints, and those that took its place since, if they are at hand."""
        found: list[Report] = []
        while r.reprints in self._reports and self._reports[r.reprints] not in found:
            r = self._reports[r.reprints]
            found = [r]
        while found and found[-1].superseded_by in self._reports and len(found) < _TAKES:
            found.append(self._reports[found[-1].superseded_by])
        return found if found and found[-1].superseded_by is None else []

    def _stale(self, claims: Iterable[str]) -> None:
        self._facts = self._commitments = None
        for c in claims:
            h = self._happenings.pop(c, None)
            if h is not None:
                self._links.pop(h.id, None)
                for m in h.members:
                    self._happenings.pop(m.told.id, None)

    # Takes of one dispatch.

    def corrections(self, dispatches: Iterable[str] | None = None) -> list[Correction]:
        """The dispatches that say what they correct, of all or of these, in order of publication: with their notes, and
        what they replaced. Copies of such a dispatch say it again and have none."""
        found = []
        for id_ in self._of_dispatch if dispatches is None else set(dispatches) & self._of_dispatch.keys():
            tolds = self._beside(id_)
            notes = noted(tolds[0].dispatch) if tolds else []
            if notes and self._reports[id_].reprints is None:
                found.append(Correction(tolds[0], tuple(notes), self._replaced(id_)))
        return sorted(found, key=lambda c: c.told.order)

    def earlier_take(self, claim_id: str, /) -> Told | None:
        """What the take that a dispatch replaced said in place of a claim; None where it replaced none or said nothing.

        The claim on the same sentence and trigger, else the one of the type that stands at the same place in its order.
        """
        t = self.told(claim_id)
        for id_ in self._replaced(t.dispatch.id):
            before = self._old(id_)
            same = [o for o in before if _wording(o) == _wording(t)]
            like = [o for o in before if _trigger(o) == _trigger(t)]
            mine = [o for o in self._beside(t.dispatch.id) if _trigger(o) == _trigger(t)]
            at = [o.id for o in mine].index(t.id) if t.id in {o.id for o in mine} else len(like)
            if same or at < len(like):
                return same[0] if same else like[at]
        return None

    def _replaced(self, dispatch: str) -> tuple[str, ...]:
        """The takes that a dispatch took the place of."""
        return tuple(sorted(parent for rank, parent in self._bonds.get(dispatch, ()) if rank == 0))

    def _old(self, dispatch: str) -> list[Told]:
        """What a take that was replaced says; nothing where it is not at hand."""
        if dispatch not in self._takes:
            r = self._reports.get(dispatch)
            told = telling(r, self._lineage(dispatch), r.dispatch.agency, ()) if r is not None else ([], None)
            self._takes[dispatch] = told[0]
        return self._takes[dispatch]

    # Asking.

    def tolds(self) -> Iterator[Told]:
        """All claims, in order of publication."""
        return iter(sorted(self._tolds.values(), key=lambda t: t.order))

    def told(self, claim_id: str, /) -> Told:
        """The claim of an id.

        Raises:
            LedgerError: there is none in a report that counts.
        """
        return _get(self._tolds, claim_id, "claim")

    def voice(self, voice_id: str, /) -> Voice:
        """The voice of an id.

        Raises:
            LedgerError: nobody has it.
        """
        return self._speakers.full(_get(self._speakers, voice_id, "voice").id)

    def voices(self, dispatch: str | None = None) -> list[Voice]:
        """All voices, or those of one dispatch, those with a name first."""
        ids: Iterable[str] = (
            self._speakers if dispatch is None else self._casts[dispatch].voices if (dispatch in self._casts) else ()
        )
        found = {v.id: v for v in (self._speakers.full(id_) for id_ in ids)}
        return sorted(found.values(), key=lambda v: (v.dispatch is not None, v.kind, folded(v.name), v.id))

    def happenings(self, family: Family | None = None) -> list[Happening]:
        """All happenings, the latest first."""
        found: dict[str, Happening] = {}
        for claim in self._tolds:
            h = self._happening_of(claim)
            if family is None or h.family == family:
                found[h.id] = h
        return sorted(found.values(), key=lambda h: (_latest(h), h.id), reverse=True)

    def happening(self, id_: str, /) -> Happening:
        """The happening of an id, or the one that a claim is about.

        Raises:
            LedgerError: there is none.
        """
        if id_ in self._tolds:
            return self._happening_of(id_)
        for h in self.happenings():
            if h.id == id_:
                return h
        raise LedgerError(f"{id_}: no happening and no claim has this id: `selon happenings` lists them")

    def links(self, happening: Happening, /) -> list[Link]:
        """The links between the claims on a happening."""
        found = self._links.get(happening.id)
        if found is None:
            found = self._links[happening.id] = relations.links(happening.tolds, self._speakers)
        return list(found)

    def independence(
        self, happening: Happening, until: date | None = None, of: Collection[str] | None = None
    ) -> Independence:
        """How many independent sources stand behind a happening, of what was published by a day; with `of`, behind the
        claims of these ids alone, those that deny it among them."""
        known = (t for t in happening.tolds if until is None or commitments.known_by(t, until))
        if of is not None:
            known = (replace(t, denied=False) for t in known if t.id in of)
        return independence(known, self._speakers)

    def rating(self, voice: Voice | str, /) -> Rated | None:
        """A user's rating of a voice, by its id or by the name of a person, agency or body; None where nobody gave one.
        Who is not named is rated by id alone, since others may be called the same."""
        v = self._speakers[voice] if isinstance(voice, str) and voice in self._speakers else voice
        keys = (v,) if isinstance(v, str) else (v.id, v.name) if v.dispatch is None else (v.id,)
        return next((self._ratings[k] for k in keys if k in self._ratings), None)

    def credibility(self, happening: Happening, /) -> Credibility:
        """The Admiralty code's 1 to 6, derived from who confirms and who contradicts that it is done or under way."""
        tolds = happening.tolds
        deeds = [t for t in tolds if t.stage in ("begun", "done") or t.denied]
        denied = independence((replace(t, denied=False) for t in deeds if t.denied), self._speakers)
        return credibility(tolds, self.links(happening), independence(deeds, self._speakers), denied)

    def commitments(self) -> list[Commitment]:
        """What was promised, the earliest term first."""
        if self._commitments is None:
            self._commitments = sorted(commitments.commitments(self.happenings(), self._speakers), key=_term)
        return list(self._commitments)

    def due(self, on: date, within: int | None = None, happenings: Collection[str] | None = None) -> list[CommitmentOn]:
        """How commitments stand on a day, as could be known on it, the most pressing first.

        With `within`, only those with a term that ends no more than so many days after the day, and is not kept or
        dropped. With `happenings`, only those that happenings of these ids are.
        """
        asked = (c for c in self.commitments() if happenings is None or c.happening.id in happenings)
        found = [s for s in (commitments.standing(c, on) for c in asked) if s is not None]
        if within is not None:
            last = date.fromordinal(min(on.toordinal() + within, date.max.toordinal()))
            found = [s for s in found if s.status not in ("kept", "dropped") and _ends_by(s, last)]
        return sorted(found, key=lambda s: (_PRESSING[s.status], _term(s.commitment)))

    def facts(self) -> list[Fact]:
        """All that claims say of the situation, in the order of the changes."""
        if self._facts is None:
            told = (self._beside(d) for d in self._of_dispatch)
            found = chain.from_iterable(facts.facts(t, ts) for ts in told for t in ts)
            self._facts = sorted(found, key=_change)
            by_kin: dict[Hashable, list[Fact]] = defaultdict(list)
            for f in self._facts:
                by_kin[kin(f)].append(f)
            self._facts_of = dict(by_kin)
        return list(self._facts)

    def _beside(self, dispatch: str) -> list[Told]:
        return [self._tolds[c] for c in self._of_dispatch[dispatch]]

    def situation(
        self,
        on: date,
        actor: str | None = None,
        place: str | None = None,
        kind: SituationKind | None = None,
        known: date | None = None,
        claims: Collection[str] | None = None,
    ) -> list[Standing]:
        """How things stand on a day, as could be known on it, or (`known`) on another day; with `claims`, only what
        claims of these ids bear on."""
        until = known or on
        every = self.facts() if claims is None else self._facts_about(claims)
        told = [f for f in every if (f.told.published or until) <= until]
        return situation(_wanted(told, actor, place, kind), on, claims)

    def _facts_about(self, claims: Collection[str]) -> list[Fact]:
        """The facts of these claims and all that bear on the same standings, in the order of the changes."""
        self.facts()
        tolds = [self._tolds[c] for c in claims if c in self._tolds]
        mine = {kin(f) for t in tolds for f in facts.facts(t, self._beside(t.dispatch.id))}
        return sorted((f for k in mine for f in self._facts_of.get(k, ())), key=_change)

    def history(self, place: str, kind: SituationKind | None = None) -> list[Fact]:
        """Each change at a place or within it, in order, with its evidence; who was there and left a country or region
        around it left it too."""
        facts = self.facts()
        found = _wanted(facts, None, place, kind)
        more = around(found, facts) if kind in (None, "presence") else []
        return sorted([*found, *more], key=_change) if more else found

    # Making.

    def _happening_of(self, claim: str) -> Happening:
        found = self._happenings.get(claim)
        if found is None:
            own = self._groups.members(self._original.get(claim, claim))
            ids = own.union(*(self._copies[c] for c in own if c in self._copies))
            found = _made([self._tolds[c] for c in ids], self._groups, self._original)
            for c in ids:
                self._happenings[c] = found
        return found


def _trigger(t: Told) -> tuple[str, str]:
    return t.claim.type, folded(t.words(t.claim.trigger))


def _wording(t: Told) -> tuple[str, str, str]:
    return (*_trigger(t), folded(t.quote))


def _bonds(r: Report) -> list[tuple[str, tuple[int, str]]]:
    """Which dispatch goes back to which by what a report says: a later take before a reprint."""
    found = [(r.superseded_by, (0, r.dispatch.id))] if r.superseded_by else []
    return found + ([(r.dispatch.id, (1, r.reprints))] if r.reprints else [])


def _made(tolds: list[Told], groups: Groups, copies: Mapping[str, str]) -> Happening:
    ordered = sorted(tolds, key=lambda t: t.order)
    rules = groups.rulings
    decided = rules.of(t.id for t in ordered) if rules.claims else ()
    own = [t for t in ordered if t.id not in copies]
    members = tuple(_copy(t, copies[t.id]) if t.id in copies else _member(t, own, groups) for t in ordered)
    acting = [t for t in own if not t.denied] or own
    named = [t.actor for t in acting if t.actor is not None and _of_its_words(t.actor)]
    named = named or [t.actor for t in acting if t.actor is not None and t.claim.actor is not None]
    targets = [t.target for t in own if t.target is not None]
    spots = _most([s for t in own for s in t.spots])
    first, last = _between(own)
    founder = own[0]
    id_ = hashlib.sha256(f"happening\n{founder.id}".encode()).hexdigest()[:16]
    return Happening(id_, founder.family, members, _common(named), _common(targets), spots, first, last, decided)


def _copy(t: Told, of: str) -> Member:
    return Member(t, 1.0, (because("copied", claim=of),))


def _member(t: Told, ordered: Sequence[Told], groups: Groups) -> Member:
    """A claim with how surely it is about what the others are about: by the one it is most like."""
    own = groups.of[t.id]
    decided = t.id in groups.rulings.claims
    if len(ordered) == 1:
        return Member(t, 1.0, (because("by_person" if t.id in groups.rulings.pinned else "alone"),), decided)
    mine = labelled(own, t)
    best, score = None, -2.0
    for o in ordered:
        if o is t:
            continue
        other = groups.of[o.id]
        s = 1.0 if other == own else groups.score(own, other)
        if s > score:
            best, score = o, s
    assert best is not None
    found = likeness(mine, labelled(groups.of[best.id], best))
    if found.score is None or score < 0:
        return Member(t, 1.0 if decided else 0.0, (because("by_person"),), True)
    ruled = (because("by_person"),) if t.id in groups.rulings.merged else ()
    why = (*ruled, because("most_like", claim=best.id), *found.why)
    return Member(t, min(1.0, found.score), why, decided)


def _of_its_words(p: Party) -> bool:
    """Whether the words of a claim itself tell a party: its name, or "les deux camps"."""
    return not p.inferred or "+" in p.key


def _common(found: Sequence[Party]) -> Party | None:
    """The party that most name, in the words that came first."""
    if not found:
        return None
    counted = Counter(p.key for p in found)
    most = max(counted.values())
    return next(p for p in found if counted[p.key] == most)


def _most(found: Sequence[Spot]) -> tuple[Spot, ...]:
    """The most precise places: those named before those guessed, without what others lie in."""
    named = [s for s in found if not s.inferred] or list(found)
    unique = {s.id: s for s in reversed(named)}
    outer = {a for s in unique.values() for a in s.within}
    return tuple(sorted((s for s in unique.values() if s.id not in outer), key=lambda s: (folded(s.label), s.id)))


def _between(tolds: Sequence[Told]) -> tuple[date | None, date | None]:
    """The days that a happening lies between: of deeds where there are any, else of plans. What is done was so by the
    day that it was told."""
    deeds = [t for t in tolds if t.stage in ("begun", "done") and not t.denied] or list(tolds)
    dated = [t for t in deeds if t.when is not None]
    firsts = [t.when.first for t in dated if t.when is not None and t.when.first is not None]
    lasts = [last for t in dated if (last := _last_day(t)) is not None]
    return (min(firsts) if firsts else None), (max(lasts) if lasts else None)


def _last_day(t: Told) -> date | None:
    first, last = (t.when.first, t.when.last) if t.when is not None else (None, None)
    if last is None or t.stage != "done" or t.published is None or (first or last) > t.published:
        return last
    return min(last, t.published)


def _latest(h: Happening) -> date:
    """The day by which happenings are sorted: when they were, else when they were told."""
    told = h.members[-1].told.published
    return h.last or h.first or told or date.min


def _term(c: Commitment) -> tuple[date, str]:
    lasts = [d.period.last for d in c.dues if d.period is not None and d.period.last is not None]
    return (min(lasts) if lasts else date.max), c.id


def _ends_by(s: CommitmentOn, last: date) -> bool:
    return any(d.due.period and d.due.period.last and d.due.period.last <= last for d in s.by)


def _change(f: Fact) -> tuple[date, date, tuple[str, str, int, str], str, str]:
    spot = f.spot.id if f.spot else ""
    return (f.since.first or f.since.last or date.min, f.since.last or date.max, f.told.order, f.kind, spot)


def _wanted(found: Iterable[Fact], actor: str | None, place: str | None, kind: SituationKind | None) -> list[Fact]:
    kept = [f for f in found if kind is None or f.kind == kind]
    if actor is not None:
        who = parties.party(actor)
        kept = [f for f in kept if f.actor is not None and _is(who, f.actor, actor)]
    if place is not None:
        kept = _at(kept, place)
    return kept


def _is(who: Party | None, actor: Party, words: str) -> bool:
    if who is None or not who.key:
        return folded(words) in folded(actor.label)
    return bool(set(who.key.split("+")) & set(actor.key.split("+")))


def _at(found: Sequence[Fact], place: str) -> list[Fact]:
    """The facts at a place of that name, in any spelling, or within it."""
    heard, country = sound(place), parties.found_in(place)
    ids = {f.spot.id for f in found if f.spot is not None and sound(f.spot.label) == heard}
    ids |= {c for f in found if f.spot is not None for c in f.spot.within if c == place}
    ids |= {f.spot.id for f in found if f.spot is not None and f.spot.id == place}
    ids |= _countries(found, country)
    return [f for f in found if f.spot is not None and ids & {f.spot.id, *f.spot.within}]


def _countries(found: Sequence[Fact], named: Sequence[tuple[str, str]]) -> set[str]:
    """The ids of countries that a name stands for, told by the claims' own places."""
    codes = {key for key, _ in named if len(key) == 2}
    ids: set[str] = set()
    for f in found:
        for m in f.told.claim.places:
            p = m.place
            if p is not None and p.country in codes:
                ids.add(p.within[-1] if p.within else p.id)
    return ids


def _get(found: Mapping[str, T], id_: str, what: str) -> T:
    try:
        return found[id_]
    except KeyError as e:
        raise LedgerError(f"{id_}: no {what} has this id: `selon happenings --json` lists them") from e
