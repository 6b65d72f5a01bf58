"""A brief of a story: what is new, how things stand, what differs, what is due, what is reported, who speaks.

Its text is made of templates and of words that dispatches use. Every line names the notes that carry it, and a note is
a sentence of a dispatch, word for word, with who says it and where it was published.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from selon.linking.asked import Asked
from selon.linking.brief_notes import Notes
from selon.linking.brief_parts import Brief, Line, Section
from selon.linking.brief_quotes import fragment
from selon.linking.brief_words import BriefWords
from selon.linking.model import CommitmentOn, Fact, Happening, Relation, Stage, Standing, Told
from selon.linking.news import news, published_since
from selon.linking.stories import Story, known, state

LANGUAGES = ("fr", "en")
TELLINGS = 5
"""Tellings of one happening that are quoted; the others are counted."""
_OPEN = 10_000
"""Days that count for the width of a time without a beginning or an end."""
_FURTHEST: tuple[Stage, ...] = ("done", "begun", "planned", "possible")
_OPPOSED: tuple[Relation, ...] = ("contradicts", "differs", "updates")


def brief(linker: Asked, story: Story, *, on: date | None = None, since: date | None = None, lang: str = "fr") -> Brief:
    """The brief of a story on a day (that of its last dispatch if not given), by what was published until then.

    Args:
        since: tell first what the dispatches published on this day or later brought.
        lang: of the templates; quotations stay in their own.

    Raises:
        DataError: no templates in this language.
    """
    day = on or story.last or date.max
    words = BriefWords.of(lang)
    writer = _Writer(linker, story, day, since, words, Notes(words, _outlets(story, day)))
    sections = tuple(writer.sections())
    heading = words.fill("sections", "notes")
    made = writer.notes.made()
    return Brief(story.id, lang, day, since, words.title(story), tuple(writer.head()), sections, heading, made)


@dataclass
class _Writer:
    linker: Asked
    story: Story
    day: date
    since: date | None
    words: BriefWords
    notes: Notes

    def __post_init__(self) -> None:
        self.told_better = set(_told_better([list(filter(self._quotable, h.tolds)) for h in self.story.happenings]))

    def head(self) -> Iterator[str]:
        w = self.words
        told = [t for t in self.story.tolds if known(t, self.day)]
        own = {t.dispatch.id: t for t in told if own_words(t)}
        copies = {t.dispatch.id for t in told} - set(own)
        agencies = dict.fromkeys(t.agency for t in own.values() if t.agency)
        days = sorted(t.published for t in told if t.published)
        said = w.fill("head", "day", day=w.day(self.day))
        yield said + (w.fill("head", "since", day=w.day(self.since)) if self.since else "") + "."
        yield w.fill(
            "head",
            "sources",
            dispatches=w.counted("head", "dispatches", len(own)),
            published=w.counted("head", "published", len(own)),
            when=w.days(days[0], days[-1]) if days else w.days(None, None),
            agencies=w.counted("head", "agencies", len(agencies), names=", ".join(agencies)),
            reprints=w.counted("head", "reprints", len(copies)) if copies else "",
        )
        unsure = sum(1 for t in told if own_words(t) and not t.sure)
        if unsure:
            yield w.counted("head", "unsure", unsure)
        if days and self.day > days[-1]:
            yield w.counted("head", "silent", (self.day - days[-1]).days)

    def sections(self) -> Iterator[Section]:
        now = state(self.linker, self.story, self.day)
        if self.since is not None:
            yield self._section("news", self._news(now.happenings), day=self.words.day(self.since))
        yield self._section("standing", self._standings(now.standings))
        yield self._section("differs", self._differs(now.happenings))
        yield self._section("due", filter(None, map(self._due, now.commitments)))
        yield self._section("happened", self._happened(now.happenings))
        yield self._section("voices", self._voices())

    def _section(self, name: str, lines: Iterable[Line], **values: str) -> Section:
        found = tuple(lines) or (Line(self.words.fill("sections", "none")),)
        return Section(name, self.words.fill("sections", name, **values), found)

    def _news(self, happenings: Sequence[Happening]) -> Iterator[Line]:
        assert self.since is not None
        w = self.words
        fresh = published_since((t for t in self.story.tolds if known(t, self.day)), self.since)
        quoted: set[tuple[str, ...]] = set()
        for n in news(self.linker, fresh, happenings):
            seen = quoted if n.change in ("confirmed", "again") else ()
            tolds = [t for t in self._quoted(n.tolds) if _sentence(t) not in seen]
            if not tolds:
                continue
            quoted |= set(map(_sentence, tolds))
            tolds.sort(key=lambda t: (_FURTHEST.index(t.stage), t.order))
            below = [self._said(t) for t in _each_sentence(tolds)[:TELLINGS]]
            for t in self._quoted(n.before)[-1:]:
                below.append(Line(w.fill("news", "before", said=w.said(t)), self.notes.of((t,))))
            yield Line(f"{w.words['news'][n.change]}{w.words['sep']}{w.happening(n.happening)}", (), tuple(below))

    def _standings(self, standings: Sequence[Standing]) -> Iterator[Line]:
        """A line a state, by what may be quoted; conflicting reports below it."""
        w = self.words
        for s in standings:
            subject = w.subject(s)
            if not s.current:
                last = self._facts(s.earlier)[-1:]
                yield Line(w.fill("standing", "unknown", subject=subject), self.notes.of(f.told for f in last))
                continue
            if s.kind == "strength" and all(f.kind == "presence" for f in s.current):
                continue  # nobody is left to be counted, as the presence says
            values = {f.value for f in s.current}
            facts = self._facts(s.current) or self._facts(f for f in s.earlier if f.value in values)
            sides = [[f for f in facts if f.value == v] for v in dict.fromkeys(f.value for f in facts)]
            said = [Line(w.state(_closest(fs)), self.notes.of(f.told for f in fs)) for fs in sides]
            if s.kind == "detainees":
                counted = [Line(w.state(f), self.notes.of((f.told,))) for f in _each_number(facts)]
                state = "; ".join(dict.fromkeys(x.text for x in counted))
                notes = tuple(dict.fromkeys(n for x in counted for n in x.notes))
                if state:
                    yield Line(w.fill("standing", "line", subject=subject, state=state), notes)
            elif len(said) == 1:
                line = w.fill("standing", "line", subject=subject, state=said[0].text)
                yield Line(line, said[0].notes)
            elif said:
                yield Line(w.fill("standing", "disputed", subject=subject), (), tuple(said))

    def _facts(self, facts: Iterable[Fact]) -> list[Fact]:
        return [f for f in facts if self._quoted((f.told,))]

    def _differs(self, happenings: Sequence[Happening]) -> Iterator[Line]:
        w = self.words
        for c in self.linker.corrections(self.story.dispatches):
            t = c.told
            if known(t, self.day):
                note = " ".join(w.quoted(t.words(n).strip(" ()")) for n in c.notes)
                who = t.agency or t.dispatch.title or t.dispatch.id
                said = w.fill("relations", "correction", who=who, day=w.day(t.published), note=note)
                yield Line(said, self.notes.passage(t, c.notes))
        for h in happenings:
            told = {t.id: t for t in self._quoted(h.tolds)}
            links = [k for k in self.linker.links(h) if k.claim in told and k.other in told]
            for relation in _OPPOSED:
                ids = {x for k in links if k.relation == relation for x in (k.claim, k.other)}
                versions = _versions((t for i, t in told.items() if i in ids), numbers=relation == "updates")
                if len(versions) < 2:
                    continue
                head = w.fill(
                    "relations",
                    "line",
                    what=w.happening(h, when=False),
                    where="",
                    relation=w.words["relations"][relation],
                )
                yield Line(head, (), tuple(self._said(ts[0], ts) for ts in versions[: TELLINGS + 1]))

    def _due(self, c: CommitmentOn) -> Line | None:
        w = self.words
        below = []
        for by in c.by:
            tolds = self._quoted(by.due.tolds)
            if not tolds:
                continue
            late = w.counted("due", "late", by.late) if by.late else ""
            late += w.words["due"]["whether"] if by.why.entry == "done_whether" else ""
            last = by.due.period.last if by.due.period else None
            entry = "by" if last else "undated"
            told = w.day(tolds[0].published)
            said = w.fill("due", entry, day=w.day(last), who=w.who_set(by.due), told=told, status=w.status(by) + late)
            notes = self.notes.of(tolds)
            if by.due.voice.id in tolds[0].endorsed:
                notes += self.notes.confirmation(self.linker.voice(by.due.voice.id), tolds[0])
            for proof in self._quoted(by.evidence)[:1]:
                said += w.fill("due", "proof", said=w.said(proof))
                notes += tuple(n for n in self.notes.of((proof,)) if n not in notes)
            below.append(Line(said, notes))
        if not below:
            return None
        promised = {s.id for d in c.commitment.dues for t in d.tolds for s in t.spots}
        h = c.commitment.happening
        head = w.happening(replace(h, spots=tuple(s for s in h.spots if s.id in promised)), when=False)
        pressing = next((d for d in c.by if d.status == c.status and d.part is None), None) or next(
            d for d in c.by if d.status == c.status
        )
        return Line(w.fill("due", "line", status=w.status(pressing), what=head), (), tuple(below))

    def _happened(self, happenings: Sequence[Happening]) -> Iterator[Line]:
        """A line a happening, and one for all that tell neither who nor where nor when. What only says again what the
        same sentence was quoted for has none."""
        w = self.words
        bare: list[Told] = []
        quoted: set[tuple[str, ...]] = set()
        for h in happenings:
            tolds = [t for t in self._quoted(h.tolds) if (h.family, *self._part(t)) not in quoted]
            if not tolds:
                continue
            if h.first or h.last or h.actor or h.target or w.truce(h) or any(not s.inferred for s in h.spots):
                quoted |= {(h.family, *self._part(t)) for t in tolds}
                yield self._happening(h, tolds)
            else:
                bare += tolds
        sentences = {key[1:-1] for key in quoted}
        alone = {_sentence(t): t for t in reversed(bare) if _sentence(t) not in sentences}
        if alone:
            said = sorted(alone.values(), key=lambda t: t.order)
            yield Line(w.fill("happening", "alone"), (), tuple(self._said(t, whole=True) for t in said))

    def _happening(self, h: Happening, tolds: Sequence[Told]) -> Line:
        w = self.words
        chosen = _one_a_voice(tolds)
        shown = _each_sentence(chosen)[:TELLINGS]
        below = [self._said(t) for t in shown]
        if more := len(_each_sentence(tolds)) - len(below):
            rest = self.notes.of(t for t in tolds if t not in shown)
            below.append(Line(w.counted("happening", "more", more), rest))
        return Line(f"{w.happening(h)}{w.words['sep']}{'; '.join(self._backed(h, tolds))}", (), tuple(below))

    def _backed(self, h: Happening, tolds: Sequence[Told]) -> Iterator[str]:
        """How far a happening is told to have come, and how many independent sources say so: who planned it does not
        say that it was done."""
        w = self.words
        by_stage: dict[str, list[str]] = {}
        for t in sorted(tolds, key=lambda t: (t.denied, -_FURTHEST.index(t.stage))):
            by_stage.setdefault(w.stage(t), []).append(t.id)
        for stage, ids in by_stage.items():
            sources = w.independence(self.linker.independence(h, self.day, ids))
            yield w.fill("happening", "backed", stage=stage, sources=sources)

    def _voices(self) -> Iterator[Line]:
        w = self.words
        by_voice: dict[str, list[Told]] = {}
        for t in self._quoted(self.story.tolds):
            if t.claim.source.kind != "narrator":
                by_voice.setdefault(self.linker.voice(t.voice).id, []).append(t)
        who = {v: w.who(ts[0], list(dict.fromkeys(t.agency for t in ts if t.agency))) for v, ts in by_voice.items()}
        for voice, tolds in sorted(by_voice.items(), key=lambda v: (-len(v[1]), v[1][0].order)):
            v = self.linker.voice(voice)
            name = w.fill("voices", "on", who=who[voice], day=w.day(tolds[0].published)) if v.dispatch else who[voice]
            told = w.fill("voices", "line", who=name, claims=w.counted("voices", "claims", len(tolds)))
            others = [who[o] for o in v.may_include if o in who]
            if others:
                told += w.fill("voices", "may_include", who=w.listed(others))
            yield Line(told, self.notes.of(tolds))

    # Claims and their notes.

    def _part(self, t: Told) -> tuple[str, ...]:
        """The sentence of a claim, and the part of it that is quoted."""
        return (*_sentence(t), fragment(t.claim, t.dispatch.text))

    def _quoted(self, tolds: Iterable[Told]) -> list[Told]:
        """The claims that a brief quotes: those that it may, without what others of their dispatch tell better."""
        return [t for t in tolds if self._quotable(t) and t.id not in self.told_better]

    def _quotable(self, t: Told) -> bool:
        """Whether a brief may quote a claim: known by the day, of no reprint, read surely enough."""
        return known(t, self.day) and own_words(t) and t.sure

    def _said(self, t: Told, all_of: Sequence[Told] = (), *, whole: bool = False) -> Line:
        return Line(self.words.said(t, whole=whole), self.notes.of(all_of or (t,)))


def _told_better(happenings: Sequence[Sequence[Told]]) -> Iterator[str]:
    """The ids of claims that others tell better, by happening: what a headline says and the text below it too, with its
    source; what is only considered, in a sentence that is quoted for more; and who said or denied something, where what
    was said or denied is a claim itself."""
    firm = [t for tolds in happenings for t in tolds if t.stage != "possible" or t.denied]
    sentences = {_sentence(t) for t in firm}
    cues = {(t.dispatch.id, t.claim.attribution.cue) for t in firm if t.claim.attribution is not None}
    for tolds in happenings:
        below = {_report(t) for t in tolds if not _in_headline(t)}
        for t in tolds:
            considered = t.stage == "possible" and not t.denied and _sentence(t) in sentences
            if considered or (t.dispatch.id, t.claim.trigger) in cues or (_in_headline(t) and _report(t) in below):
                yield t.id


def _in_headline(t: Told) -> bool:
    return any(b.kind in ("title", "header") and b.span.covers(t.claim.trigger) for b in t.dispatch.blocks)


def _report(t: Told) -> tuple[str, bool, bool]:
    """What a claim and another on the same happening share where they say the same: dispatch, plan or deed, denial."""
    return t.dispatch.id, t.stage in ("planned", "possible"), t.denied


def _each_sentence(tolds: Sequence[Told]) -> list[Told]:
    """Of what one voice says in one sentence, the claim with a time or else the first."""
    found: dict[tuple[Any, ...], Told] = {}
    for t in tolds:
        key = (t.voice, t.denied, *_sentence(t))
        if key not in found or (t.when is not None and found[key].when is None):
            found[key] = t
    return list(found.values())


def _sentence(t: Told) -> tuple[str, ...]:
    return t.dispatch.id, t.quote


def _each_number(facts: Sequence[Fact]) -> list[Fact]:
    """Of those held and freed, a fact for each number told; those without a number only where no other tells one."""
    counted = {f.value for f in facts if f.quantity is not None}
    found: dict[tuple[Any, ...], Fact] = {}
    for f in facts:
        if f.quantity is not None or f.value not in counted:
            q = f.quantity
            found.setdefault((f.value, q.low if q else None, q.high if q else None), f)
    return list(found.values())


def _closest(facts: Sequence[Fact]) -> Fact:
    """The fact that tells most closely when its state set in, the latest among equals; of those that tell only by when,
    the one that tells the earliest day."""

    def width(f: Fact) -> tuple[int, date]:
        if f.since.first and f.since.last:
            return (f.since.last - f.since.first).days, date.min
        return _OPEN, f.since.last or date.max

    return min(reversed(facts), key=width)


def _one_a_voice(tolds: Sequence[Told]) -> list[Told]:
    """Of each voice, stage and number the claim that tells most, in order of publication."""

    def tells(t: Told) -> tuple[Any, ...]:
        c = t.claim
        return bool(c.time), bool(c.quantity), bool(c.actor), len(c.places), c.confidence

    best: dict[tuple[Any, ...], Told] = {}
    for t in tolds:
        q = t.claim.quantity
        key = (t.voice, t.stage, t.denied, q and (q.low, q.high))
        if key not in best or tells(t) > tells(best[key]):
            best[key] = t
    return sorted(best.values(), key=lambda t: t.order)


def _versions(tolds: Iterable[Told], *, numbers: bool) -> list[list[Told]]:
    """The claims by what they say of time, number and whether it is so, or of numbers alone; in the order in which each
    was first told. What goes from planned to done is no other version."""
    found: dict[tuple[Any, ...], list[Told]] = {}
    for t in sorted(tolds, key=lambda t: t.order):
        q = t.claim.quantity
        if numbers and (q is None or t.stage in ("planned", "possible")):
            continue
        many = (q.low, q.high) if q else None
        key = (many,) if numbers else (t.when.edtf if t.when else None, many, t.denied, t.stage)
        found.setdefault(key, []).append(t)
    return list(found.values())


def _outlets(story: Story, day: date) -> dict[str, list[str]]:
    """Who reprinted each claim by the day."""
    found: dict[str, list[str]] = {}
    for t in story.tolds:
        if t.copy_of and t.dispatch.agency and known(t, day):
            found.setdefault(t.copy_of, []).append(t.dispatch.agency)
    return found


def own_words(t: Told) -> bool:
    """Whether the dispatch is no reprint: what an outlet puts above a reprint is not another report."""
    return t.copy_of is None and t.agency in (None, t.dispatch.agency)
