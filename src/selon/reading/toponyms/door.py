"""The whole way from a text to its places on one screen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from selon import model
from selon.gazetteer import Gazetteer, Place
from selon.gazetteer.place import DIVISIONS, SETTLEMENTS
from selon.gazetteer.store import weight
from selon.model import Span
from selon.reading.toponyms import candidates
from selon.reading.toponyms.actors import why_actor
from selon.reading.toponyms.context import after_noun, before, dateline
from selon.reading.toponyms.links import link
from selon.reading.toponyms.mention import Mention
from selon.reading.toponyms.pack import Pack
from selon.reading.toponyms.patterns import again, listed, spelled, unknown
from selon.reading.toponyms.people import people
from selon.reading.toponyms.precision import geo_precision, where_prec
from selon.reading.toponyms.rank import Choice, Group, Ranker, group, ranked, weighed
from selon.reading.toponyms.references import references
from selon.reading.toponyms.relative import Phrase, may_tell, phrase, tell
from selon.reading.toponyms.spot import ENOUGH, Spotter
from selon.reading.toponyms.types import Reference, Toponym, Toponyms
from selon.reading.toponyms.words import words_of

SMALL = 15_000.0
"""Beside an entry abroad that weighs less, near spellings within the countries of the text are weighed."""
OF_NOTE = 15_000.0
"""Weight from which on an entry is read into a name that is only spelled nearly like it."""
AT_HOME = 0.6
"""What lying in a country that the text is about adds to the evidence for a name."""
DEGREES = 5
"""Decimals that degrees are given with: about a metre."""
ABOUT = 4
"""How many of the text's countries near spellings are looked for in."""


def toponyms(
    text: str,
    lang: str = "fr",
    *,
    gazetteer: Gazetteer,
    given: Iterable[Span] | None = None,
    countries: Iterable[str] = (),
) -> Toponyms:
    """The places that a text names, each resolved to an entry of the gazetteer or left unresolved.

    Args:
        text: what to read; spans count its code points.
        lang: "fr" or "en".
        gazetteer: where names are looked up.
        given: spans that are place names; they alone are then resolved, and nothing else is looked for.
        countries: ISO codes that the text is known to be about.

    Raises:
        LanguageError: a language without a pack.
    """
    return _Reading(text, Pack.load(lang), gazetteer, tuple(countries)).read(given)


class _Reading:
    """One text while it is being read."""

    def __init__(self, text: str, pack: Pack, gazetteer: Gazetteer, about: tuple[str, ...]) -> None:
        self.text = text
        self.pack = pack
        self.gazetteer = gazetteer
        self.about = about
        self.words = words_of(text, pack.abbreviations)
        self.peoples = self.named_peoples()

    def read(self, given: Iterable[Span] | None) -> Toponyms:
        mentions = self.spotted() if given is None else self.given(given)
        known = self.known()
        groups, alone = self.groups(mentions, known)
        ranker = Ranker(groups, self.gazetteer, known)
        choices = ranker.run()
        places: list[Toponym] = [Toponym(m.span, m.span, None, (*m.why, "in no gazetteer")) for m in alone]
        actors: list[Toponym] = []
        for g, choice in zip(groups, choices, strict=True):
            for m in g.mentions:
                acts = None if m.given else why_actor(m, choice.place, self.words, self.text, self.pack)
                (places if acts is None else actors).append(self.toponym(m, choice, acts))
        places.sort(key=lambda t: t.span)
        actors.sort(key=lambda t: t.span)
        parties = frozenset(m.span for m in mentions if not before(self.words, m.first, self.pack).preposition)
        countries = frozenset(t.span for t in places if t.place and t.place.kind == "country" and t.span in parties)
        about = tuple(ranker.countries())
        taken_up: Iterable[Reference] = ()
        if given is None:
            taken_up = references(self.text, self.words, places, countries, about[0] if about else "", self.pack)
        return Toponyms(tuple(places), tuple(actors), tuple(taken_up), about)

    def spotted(self) -> list[Mention]:
        """The place names found in the text, in order."""
        persons = people(self.words, self.text, self.pack)
        mentions = Spotter(self.words, self.text, self.pack, self.gazetteer, persons).mentions()
        link(mentions, self.words, self.text, self.pack, self.gazetteer)
        self.at_home(mentions)
        sure = {m.key for m in mentions if m.evidence >= ENOUGH}
        kept = [m for m in mentions if m.evidence >= ENOUGH or (m.key in sure and m.evidence >= 0.0)]
        taken = frozenset(i for m in kept for i in range(m.first, m.last + 1))
        for m in kept:
            if may_tell(self.words, m.first, m.last, self.pack):
                m.said = phrase(self.text, m.span, self.pack)
            if m.said is not None and (m.said.near or m.said.distance_m is not None):
                m.noun = m.noun or "settlement"
            m.inside = [q for q in m.inside if q.evidence >= ENOUGH]
        told = [*unknown(self.words, self.pack, taken, persons)]
        taken |= {i for m in told for i in range(m.first, m.last + 1)}
        told += again(self.words, told, taken, persons)
        kept += told
        told = [*listed(self.words, self.pack, kept, taken, persons)]
        taken |= {i for m in told for i in range(m.first, m.last + 1)}
        kept += told
        taken |= {i for m in told for i in range(m.first, m.last + 1)}
        kept += self.near(spelled(self.words, self.pack, taken, persons), kept)
        return sorted(kept, key=lambda m: m.span)

    def near(self, unsure: Iterable[Mention], kept: Sequence[Mention]) -> Iterator[Mention]:
        """Those of the unsure names that are spelled nearly like a place of note in the text's countries."""
        about = self.countries(kept, self.known())[:2]
        for m in unsure:
            places = candidates.near_spellings(m.span.of(self.text), about, self.gazetteer, self.pack)
            if places and weight(places[0]) >= OF_NOTE and candidates.sounds_like(m.span.of(self.text), places[0]):
                yield m

    def at_home(self, mentions: Sequence[Mention]) -> None:
        """Let small places of a country that the text is about count for more than namesakes abroad would."""
        votes = self.known()
        for m in mentions:
            if m.evidence >= ENOUGH and (code := m.places[0].country):
                votes[code] += 1.0
        home = {code for code in ranked(votes)[:2] if votes[code] >= 2.0}
        for m in mentions:
            if 0.0 < m.evidence < ENOUGH and any(p.country in home for p in m.places[:10]):
                m.evidence += AT_HOME
                m.why.append("in a country that the text is about")

    def given(self, spans: Iterable[Span]) -> list[Mention]:
        """The spans as mentions."""
        found = []
        for span in sorted(spans):
            inside = [w.i for w in self.words if w.start < span.end and span.start < w.end]
            first, last = (inside[0], inside[-1]) if inside else (0, 0)
            words = span.of(self.text)
            places = candidates.of_name(words, self.gazetteer, self.pack)
            key = " ".join([self.words[i].key for i in inside]) or words
            m = Mention(first, last, span, key, places, given=True, evidence=ENOUGH)
            ahead = before(self.words, first, self.pack) if inside else None
            if ahead is not None:
                m.noun = ahead.noun or after_noun(self.words, last, self.pack)
                if not m.noun and dateline(self.words, first, last, self.text):
                    m.noun = "dateline"
            found.append(m)
        link(found, self.words, self.text, self.pack, self.gazetteer)
        return found

    def known(self) -> dict[str, float]:
        """Countries by how often their people or things are named, beside those that the caller gave."""
        found: dict[str, float] = defaultdict(float, dict.fromkeys(self.about, 3.0))
        for code, n in self.peoples.items():
            found[code] += 0.7 * n
        return found

    def named_peoples(self) -> dict[str, int]:
        """Countries by how many words of the text name their people or things."""
        demonyms, found = self.gazetteer.demonyms, dict[str, int]()
        for key in sorted({w.key for w in self.words if w.key in demonyms and len(w.key) > 3}):
            codes = demonyms[key]
            if len(codes) == 1:
                found[codes[0]] = found.get(codes[0], 0) + 1
        return found

    def groups(self, mentions: Sequence[Mention], known: dict[str, float]) -> tuple[list[Group], list[Mention]]:
        """Mentions by name, with what each name may stand for; and those that nothing answers to."""
        about = self.countries(mentions, known)
        groups, alone = [], []
        for same in group(mentions):
            places = same[0].places
            abroad = not any(not p.countries.isdisjoint(about) for p in places) if about else False
            near: tuple[Place, ...] = ()
            if (not places or (abroad and max(map(weight, places)) < SMALL)) and same[0].noun != "facility":
                near = candidates.near_spellings(same[0].span.of(self.text), about, self.gazetteer, self.pack)
            if near or places:
                groups.append(weighed(same, places, near, same[0].key))
            else:
                alone.extend(same)
        return groups, alone

    def countries(self, mentions: Sequence[Mention], known: dict[str, float]) -> list[str]:
        """The countries that the text is about at first sight: those it names, and those of its largest places."""
        votes: dict[str, float] = defaultdict(float, known)
        for m in mentions:
            for p in m.places[:1]:
                if p.country:
                    votes[p.country] += 1.0 if p.kind in DIVISIONS or p.kind == "capital" else 0.4
                for code in () if p.country else p.countries:
                    votes[code] += 0.5
        return ranked(votes)[:ABOUT]

    def toponym(self, m: Mention, choice: Choice, acts: str | None) -> Toponym:
        said = None if acts is not None else m.said
        start = m.span.start if said is None else min(said.start, m.span.start)
        why = tuple(m.why) if acts is None else (*m.why, acts)
        return Toponym(m.span, Span(start, m.span.end), self.resolution(choice, said), why)

    def resolution(self, choice: Choice, said: Phrase | None) -> model.Place:
        p = choice.place
        told = None if said is None else tell(p, said, p.name)
        radius = p.radius_m if told is None else told.radius_m
        own = p.radius_m if told is not None and p.kind in SETTLEMENTS else 0
        prec = where_prec(p.kind, radius - own, told is not None)
        disputed = (f"disputed: {', '.join(p.claimants)}",) if p.claimants else ()
        lies_in = self.gazetteer.chain(p)
        return model.Place(
            id=p.id,
            name=p.name,
            kind=p.kind,
            lat=round(p.lat if told is None else told.lat, DEGREES),
            lon=round(p.lon if told is None else told.lon, DEGREES),
            radius_m=radius,
            country=p.country,
            where_prec=prec,
            geo_precision=geo_precision(prec),
            admin=tuple(q.name for q in lies_in),
            within=tuple(q.id for q in lies_in),
            claimants=p.claimants,
            relative=None if told is None else told.relative,
            note=p.note,
            score=round(choice.score, 3),
            why=(*choice.why, *((told.why,) if told else ()), *disputed),
        )
