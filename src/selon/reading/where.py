"""Which claim a place belongs to, and the part it plays there: a trained scorer weighs the way between the two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from selon.languages.load import rows, table
from selon.model import PlaceRole
from selon.reading.attachment import cost
from selon.reading.attribution import Report, innermost
from selon.reading.joined import joined
from selon.reading.lexicon import load_lexicon
from selon.reading.places import Place, Places
from selon.reading.scorer import Scorer, load_scorer
from selon.reading.sentences import Layout, Run
from selon.reading.syntax import Syntax
from selon.reading.taken_up import Head, taken_up

if TYPE_CHECKING:
    from selon.reading.tree import Token

NONE = "-"
OF_TELLER = "of the teller"
"""Sign of a place that tells who speaks or where ("le bureau de MSF à Beyrouth", "a dit à Paris"), not what is told."""
SEEN = "see"
"""Mode of a cue whose place is that of what is told as well."""
LEAVING = ("withdraw", "move", "displace")
"""Types of claims whose "de" may tell where from, whatever noun it hangs on ("retirer ses soldats de Taïwan")."""
HEADING = 4
"""Tokens of a headline up to which a place before a colon may stand: "Nouvelle-Zélande :", "Etats-Unis :"."""
COMMAS = frozenset({",", ";", ":", "(", ")"})
LONGEST = 4
"""Relations of a way through the tree that are told apart; longer ways are cut."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A place and a trigger of its sentence, with the signs the scorer weighs."""

    place: Place
    trigger: Head
    signs: tuple[str, ...]


class Where:
    """Gives places to claims in one language."""

    def __init__(self, lang: str, places: Places, scorer: Scorer | None = None) -> None:
        self.places = places
        self.lexicon = load_lexicon(lang)
        self.events = frozenset(lemma for lemma, _ in self.lexicon.entries)
        self.cues = frozenset(r["cue"] for r in rows(lang, "cues") if r["kind"] == "verb")
        words = table(lang, "places")
        self.whose = frozenset(words["whose"])
        self.clause_words = frozenset(words["clause_words"])
        self.likely: float = words["likely"]
        self._lang = lang
        self._scorer = scorer

    @property
    def scorer(self) -> Scorer:
        """The trained weights, read at first use."""
        if self._scorer is None:
            self._scorer = load_scorer(self._lang, "places")
        return self._scorer

    def assign(
        self, s: Syntax, layout: Layout, triggers: Sequence[Head], title: bool, reports: Sequence[Report] = ()
    ) -> dict[int, list[Place]]:
        """Token index of a trigger → its places in text order, each with its part."""
        found = self._named(s, layout, triggers, title, reports)
        without = [t for t in triggers if t.token.i not in found]
        if without:
            found.update({i: [p] for i, p in taken_up(self.places, s, layout, without).items()})
        return found

    def _named(
        self, s: Syntax, layout: Layout, triggers: Sequence[Head], title: bool, reports: Sequence[Report]
    ) -> dict[int, list[Place]]:
        """The places that stand beside the triggers with their names."""
        pairs = self.pairs(s, layout, triggers, title, reports)
        found: dict[int, list[Place]] = {}
        if not pairs:
            return found
        scores = self.scorer.scores([self.scorer.rows_of(p.signs) for p in pairs])
        none = self.scorer.classes.index(NONE)
        for pair, row in zip(pairs, scores, strict=True):
            if 1.0 - float(row[none]) >= self.likely:
                parts = row.copy()
                parts[none] = -1.0
                part = cast("PlaceRole", self.scorer.classes[int(parts.argmax())])
                found.setdefault(pair.trigger.token.i, []).append(pair.place.playing(part))
        self._complete(s, found)
        return found

    def _complete(self, s: Syntax, found: dict[int, list[Place]]) -> None:
        """Give a claim that has a place also those that go on from it, in a list or as what it lies in."""
        runs = [run for run in joined(s, self.places.find(s), self.places.nouns) if len(run) > 1]
        for own in found.values() if runs else ():
            for run in runs:
                at = next((n for n, p in enumerate(run) if any(p.span == o.span for o in own)), None)
                first = None if at is None else next(o for o in own if o.span == run[at].span)
                if at is not None and first is not None:
                    taken = {o.span for o in own}
                    own += [p.playing(first.part) if first.part else p for p in run[at + 1 :] if p.span not in taken]
            own.sort(key=lambda p: p.span)

    def pairs(
        self, s: Syntax, layout: Layout, triggers: Sequence[Head], title: bool, reports: Sequence[Report] = ()
    ) -> list[Pair]:
        """Every place with every trigger of its sentence.

        What else may be an event there competes with the triggers for the place, whether or not it makes a claim.
        """
        found = []
        places = self.places.find(s)
        types = {t.token.i: t.type for t in triggers}
        met: dict[int, tuple[list[Head], list[Token]]] = {}
        for p in places:
            sentence = layout.sentence(p.head.i)
            if sentence.start not in met:
                inside = [t for t in triggers if t.token.i in sentence]
                met[sentence.start] = inside, self._events(s, sentence, [t.token for t in inside]) if inside else []
            near, happen = met[sentence.start]
            if not near:
                continue
            costs = {x.i: cost(s, p.top, x) for x in happen}
            events = sorted(happen, key=lambda x: (costs[x.i], x.i))
            if title and _heads(p, sentence.start):
                continue
            party, whose = self._party(s, p, places), self._possesses(s, p)
            of_place = [*self._of_place(s, p, places), *_opening(p, sentence.start)]
            for t in near:
                beside = self._told(s, p, t, reports)
                if OF_TELLER in beside or (party and p.top.head.i != t.token.i) or (whose and t.type not in LEAVING):
                    continue
                rank = next(n for n, x in enumerate(events) if x.i == t.token.i)
                signs = [*of_place, *self._of_trigger(s, t, title), *self._of_way(s, p, t, costs[t.token.i])]
                signs += self._among(p, t, rank, events, costs[t.token.i] - costs[events[0].i])
                signs += beside
                if rank:
                    signs += self._beside(s, events[0], types.get(events[0].i, "event"), t, p)
                found.append(Pair(p, t, tuple(signs)))
        return found

    def _events(self, s: Syntax, sentence: Run, triggers: list[Token]) -> list[Token]:
        """The triggers and the other words of the sentence that the lexicon knows as events."""
        taken = {t.i for t in triggers}
        others = [
            t
            for t in s.p.doc[sentence.start : sentence.end]
            if t.i not in taken and t.pos_ in ("NOUN", "VERB") and s.lemma(t) in self.events and self._is_event(s, t)
        ]
        return [*triggers, *others]

    def _is_event(self, s: Syntax, t: Token) -> bool:
        entry = self.lexicon.match(s, t)
        return entry is not None and entry.type is not None

    def _party(self, s: Syntax, p: Place, places: Sequence[Place]) -> bool:
        """Whether a bare country or capital acts or is dealt with, and is a place only of what it is an argument of.

        "… oppose Bamako et Moscou"; one that says what the place before it lies in is none ("Dortmund (Allemagne)"),
        nor is the city of an event ("a Kabul bombing").
        """
        if p.preposition is not None or p.top.i != p.head.i or _kind(p) not in ("country", "capital"):
            return False
        if p.top.dep_ == "compound" and _kind(p) == "capital" and s.lemma(p.top.head) in self.events:
            return False
        return not _after(s, p, places)

    def _possesses(self, s: Syntax, p: Place) -> bool:
        """Whether a country is one that a body or office belongs to ("l'ambassade de France"), wherever that is."""
        up = p.top.head
        mine = p.preposition == self.places.genitive and p.top.i != up.i and s.lemma(up) in self.whose
        return mine and _kind(p) == "country"

    def _of_place(self, s: Syntax, p: Place, places: Sequence[Place]) -> list[str]:
        kind = _kind(p)
        preposition = p.preposition or "-"
        up = p.top.head
        signs = [f"kind={kind}", f"prep={preposition}", f"kind={kind}+prep={preposition}", f"rel={p.top.dep_}"]
        signs += [f"rel={p.top.dep_}+prep={preposition}", f"up={s.lemma(up)}+prep={preposition}", f"up-pos={up.pos_}"]
        if p.top.i != p.head.i:
            signs += [f"names={s.lemma(p.top)}", "names a noun"]
        if s.lemma(up) in self.whose and p.top.i != up.i:
            signs += [
                "up is a body",
                f"up is a body+prep={preposition}",
                f"up is a body+prep={preposition}+kind={kind}",
            ]
        listed = self.places.names.nouns.get(s.lemma(up))
        if listed and p.top.i != up.i:
            signs += [f"up-is={listed}", f"up-is={listed}+kind={kind}+prep={preposition}"]
        before = s.p.doc[p.head.left_edge.i - 1] if p.head.left_edge.i else None
        signs.append(f"before={before.lower_ if before is not None else '^'}")
        if before is not None and before.text == "(":
            signs.append("in brackets")
        if _after(s, p, places):
            signs.append("right after a place")
        return signs

    def _of_trigger(self, s: Syntax, t: Head, title: bool) -> list[str]:
        lemma = s.lemma(t.token)
        return [f"type={t.type}", f"lemma={lemma}", f"pos={t.token.pos_}", "title" if title else "body"]

    def _of_way(self, s: Syntax, p: Place, t: Head, price: float) -> list[str]:
        preposition = p.preposition or "-"
        up, down = way(s, p.top, t.token)
        path = f"{'<'.join(up[:LONGEST])}^{'>'.join(down[:LONGEST])}"
        usual = self.places.usual_role(p, t.type, t.entry)
        listed = t.entry is not None and preposition in t.entry.places
        signs = [
            f"way={path}",
            f"way={path}+prep={preposition}",
            f"up={len(up)}",
            f"down={len(down)}",
            f"up={len(up)}+down={len(down)}",
            f"type={t.type}+prep={preposition}",
            f"type={t.type}+usual={usual}",
            f"usual={usual}",
            f"usual={usual}{'+listed' if listed else ''}",
            f"lemma={s.lemma(t.token)}+prep={preposition}",
            f"type={t.type}+kind={_kind(p)}+prep={preposition}",
            f"cost={min(9, int(price))}",
        ]
        signs += self._governors(s, p, t, len(up))
        if not down:
            signs += ["governed", f"governed+prep={preposition}", f"governed+rel={up[-1] if up else ''}"]
            signs.append(f"governed+type={t.type}+prep={preposition}")
            signs.append(f"governed+type={t.type}+rel={up[-1] if up else ''}")
        return signs

    def _told(self, s: Syntax, p: Place, t: Head, reports: Sequence[Report]) -> list[str]:
        """Whether the place stands beside what is told, or tells who the teller is, where the trigger is told."""
        report = innermost(reports, t.token.i)
        if report is None or report.covers(p.head.i):
            return []
        source = report.attribution.source.span
        with_teller = source is not None and (
            source.covers(p.span) or any(source.overlaps(s.p.span(a)) for a in s.ancestors(p.top))
        )
        telling = report.cue is not None and p.top.head.i == report.cue.i and report.mode != SEEN
        if with_teller or telling:
            return [OF_TELLER]
        return ["not told", f"not told+mode={report.mode}", f"not told+prep={p.preposition or '-'}"]

    def _governors(self, s: Syntax, p: Place, t: Head, height: int) -> list[str]:
        """What stands above the place: other events that hold it, a cue of speech on the way, the same clause."""
        preposition = p.preposition or "-"
        signs = []
        above = list(s.ancestors(p.top))
        for n, a in enumerate(above[:height]):
            if a.i == t.token.i:
                break
            if s.lemma(a) in self.events:
                signs += ["held by an event", f"held by an event+prep={preposition}", f"held at {min(n, 3)}"]
                break
        if any(s.lemma(a) in self.cues for a in above[:height] if a.i != t.token.i):
            signs.append("passes a cue")
        mine, other = s.clause(p.top), s.clause(t.token)
        signs.append(f"same clause={mine.i == other.i}")
        signs.append(f"same clause={mine.i == other.i}+prep={preposition}")
        return signs

    def _beside(self, s: Syntax, nearest: Token, kind: str, t: Head, p: Place) -> list[str]:
        """How the trigger stands to the one that is nearest to the place: what it shares with it, it may share here."""
        up, down = way(s, t.token, nearest)
        path = f"{'<'.join(up[:3])}^{'>'.join(down[:3])}"
        types = f"{kind}+{t.type}"
        return [
            f"beside={types}",
            f"beside way={path}",
            f"beside={types}+way={path}",
            f"beside={types}+prep={p.preposition or '-'}",
            f"beside up={min(len(up), 3)}+down={min(len(down), 3)}",
            f"beside side={t.token.i < nearest.i}",
            f"beside same type={kind == t.type}",
            f"beside clause={s.clause(nearest).i == s.clause(t.token).i}+types={types}",
        ]

    def _among(self, p: Place, t: Head, n: int, near: Sequence[Token], more: float) -> list[str]:
        a, b = sorted((p.head.i, t.token.i))
        words = p.head.doc[a + 1 : b]
        between = sum([a < x.i < b for x in near])
        verbs = sum([x.pos_ == "VERB" for x in words])
        commas = sum([x.text in COMMAS for x in words])
        clauses = sum([x.lower_ in self.clause_words for x in words])
        last = max((x.i for x in near if x.i < p.head.i), default=-1) == t.token.i
        next_ = min((x.i for x in near if x.i > p.head.i), default=-1) == t.token.i
        side = "before" if p.head.i < t.token.i else "after"
        return [
            f"rank={min(n, 3)}",
            f"only one={len(near) == 1}",
            f"between={min(between, 3)}",
            f"between={min(between, 3)}+side={side}",
            f"verbs={min(verbs, 3)}",
            f"commas={min(commas, 3)}",
            f"side={side}",
            f"side={side}+prep={p.preposition or '-'}",
            f"far={min(6, (b - a) // 3)}",
            f"more={min(6, int(2 * more))}",
            f"rank={min(n, 3)}+type={t.type}",
            f"last before={last}",
            f"last before={last}+rank={min(n, 3)}",
            f"last before={last}+prep={p.preposition or '-'}+rank={min(n, 2)}",
            f"first after={next_}",
            f"first after={next_}+rank={min(n, 3)}",
            f"clauses={min(clauses, 3)}",
            f"clauses={min(clauses, 3)}+side={side}",
        ]


def _after(s: Syntax, p: Place, places: Sequence[Place]) -> bool:
    """Whether the place stands right after another, or in brackets: "Dortmund (Allemagne)", "Ménaka, en RDC"."""
    text, offset = s.p.doc.text, s.p.offset
    if text[: p.span.start - offset].endswith("("):
        return True
    i = next((n for n, q in enumerate(places) if q.span == p.span), 0)
    return bool(i) and text[places[i - 1].span.end - offset : p.span.start - offset] in (", ", " (", " en ")


def _heads(p: Place, start: int) -> bool:
    """Whether the place is what a headline is filed under: "Syrie: …"."""
    after = [t.text for t in p.head.doc[p.head.i + 1 : p.head.i + 3]]
    return p.head.i - start < HEADING and ":" in after and p.preposition is None


def _opening(p: Place, start: int) -> list[str]:
    """Whether the place sets the scene of the whole sentence: "A Bandar Abbas, …"."""
    doc = p.head.doc
    left = min(p.head.i, p.top.left_edge.i if p.top.i <= p.head.i else p.head.i)
    if left - start > 2:
        return []
    after = next((k for k in range(p.head.i + 1, min(p.head.i + 8, len(doc))) if doc[k].text in (",", ":")), None)
    return ["opens the sentence", f"opens the sentence+comma={after is not None}+prep={p.preposition or '-'}"]


def way(s: Syntax, a: Token, b: Token) -> tuple[list[str], list[str]]:
    """The relations from `a` up to the lowest common governor, and from there down to `b`."""
    above = [a, *s.ancestors(a)]
    where = {x.i: n for n, x in enumerate(above)}
    down: list[str] = []
    k = b
    while k.i not in where:
        down.append(k.dep_)
        if k.head.i == k.i:
            return [x.dep_ for x in above], down[::-1]
        k = k.head
    return [x.dep_ for x in above[: where[k.i]]], down[::-1]


def _kind(p: Place) -> str:
    if p.acts:
        return "government"
    if p.known is None:
        return "unknown"
    return p.known.place.kind if p.known.place is not None else "unresolved"
