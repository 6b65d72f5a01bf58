"""Possible place names of a text: every name of the gazetteer that is written as a name, and what speaks for it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from selon.gazetteer import Gazetteer, Place
from selon.gazetteer.place import DIVISIONS, SETTLEMENTS, SITES
from selon.gazetteer.store import weight
from selon.model import Span
from selon.reading.toponyms.candidates import seat
from selon.reading.toponyms.context import after_noun, before, dateline, portfolio, undergoes
from selon.reading.toponyms.mention import Mention
from selon.reading.toponyms.pack import Pack
from selon.reading.toponyms.people import People
from selon.reading.toponyms.words import Word, fold, joined, near

LONGEST = 7
WIDE = frozenset({"country", "continent", "area", "region", "sea", "strait", "river", "lake", "mountain", "desert"})
ARTICLES = frozenset({"al", "el", "as", "ar", "at", "ad", "an", "ez", "es", "er"})
SOVEREIGN = frozenset({"country", "capital", "region", "area"})
"""Kinds that have ministries of their own ("le ministre de la Syrie")."""
ENOUGH = 1.0
"""Evidence from which on words are read as a place name."""


class Spotter:
    """Looks for place names in the words of one text."""

    def __init__(self, words: Sequence[Word], text: str, pack: Pack, gazetteer: Gazetteer, persons: People) -> None:
        self.words = words
        self.text = text
        self.pack = pack
        self.gazetteer = gazetteer
        self.persons = persons
        self.may_open = pack.openers | ARTICLES
        self.lower = frozenset(w.key for w in words if not w.cap)

    def mentions(self) -> list[Mention]:
        """Every possible place name, left to right, the longest name first; none overlap."""
        found: list[Mention] = []
        i = 0
        while i < len(self.words):
            w = self.words[i]
            if w.cap and (body := self._body(i)):
                i += body
                continue
            one = self._at(i) if w.cap or w.key in self.may_open else None
            if one is not None:
                found.append(one)
                i = one.last + 1
            else:
                i += 1
        return found

    def _body(self, i: int) -> int:
        """How many words a body's name of several words has that begins here ("France 24", "Radio France"); 0: none."""
        w = self.words[i]
        if w.key not in self.pack.body_heads:
            return 0
        key, longest = w.key, 0
        for j in range(i + 1, min(i + 6, len(self.words))):
            if not near(self.words[j]):
                break
            key = f"{key} {self.words[j].key}"
            if key in self.pack.bodies:
                longest = j - i + 1
        return longest

    def _at(self, i: int) -> Mention | None:
        w = self.words[i]
        if not self._may_open(w):
            return None
        for j, key in reversed(self._prefixes(i)):
            places = self.named(i, key)
            if places and self._written(i, j, key, places):
                return self._mention(i, j, key, places)
        return None

    def _may_open(self, w: Word) -> bool:
        following = self.words[w.i + 1] if w.i + 1 < len(self.words) else None
        if w.cap:
            if following is not None and w.first and (w.key in self.pack.locative or w.key in self.pack.weak):
                return False
            return w.low not in self.pack.determiners or (w.text not in ("L", "l") and self._titled(w, following))
        if following is None or not w.key:
            return False
        if w.key in ARTICLES:
            return following.cap and following.gap in ("-", "‑")
        return w.key in self.pack.openers and w.low not in self.pack.determiners

    def _titled(self, w: Word, following: Word | None) -> bool:
        """Whether a capitalised article is one of a name's own ("La Haye"), not of the sentence or the country."""
        if following is None or not following.cap or not near(following):
            return False
        name = f"{w.key} {following.key}"
        named = self.gazetteer.folded(name)[:2]
        return any(_main(p, name) for p in named) or self.gazetteer.goes_on(name)

    def _prefixes(self, i: int) -> list[tuple[int, str]]:
        """(last word, key) for each run of words from `i` on that a name may consist of."""
        w = self.words[i]
        key = w.key
        found = [(i, key)]
        for j in range(i + 1, min(i + LONGEST, len(self.words))):
            join = joined(self.words[j - 1], self.words[j])
            if join is None or (join == " " and not self._goes_on(key)):
                break
            key += join + self.words[j].key
            found.append((j, key))
        return found

    def _goes_on(self, key: str) -> bool:
        return self.gazetteer.goes_on(key) or key in self.pack.seat_words

    def named(self, i: int, key: str) -> tuple[Place, ...]:
        """Places of that name, the article before it taken into it where a place has one ("au Caire")."""
        if key in self.pack.seats:
            return seat(self.pack.seats[key], self.gazetteer)
        found = self.gazetteer.folded(key)
        if i and (article := self.pack.articles.get(self.words[i - 1].low)):
            longer = [p for p in self.gazetteer.folded(f"{article} {key}") if p not in found]
            if longer and _main(longer[0], f"{article} {key}") and (not found or weight(longer[0]) > weight(found[0])):
                return (*longer, *found)
        return found

    def _written(self, i: int, j: int, key: str, places: Sequence[Place]) -> bool:
        """Whether the words are written as a name: capitals, save the small words inside."""
        run = self.words[i : j + 1]
        if len(run) == 1:
            return run[0].cap and key not in ARTICLES
        if run[0].low in self.pack.determiners and places[0].kind == "country":
            return False
        if not run[-1].cap:
            return run[0].cap and any(p.kind in WIDE and _main(p, key) for p in places[:3])
        lower = [w for w in run if not w.cap]
        return all(w.key in self.pack.inside or (w is run[0]) or w.key in ARTICLES for w in lower) or any(
            _main(p, key) for p in places[:3]
        )

    def _mention(self, i: int, j: int, key: str, places: tuple[Place, ...]) -> Mention:
        end = self.words[j].end
        if self.text[end : end + 1] == "." and _abbreviated(self.words, i, j, self.pack):
            end += 1
        m = Mention(i, j, Span(self.words[i].start, end), key, places)
        self._weigh(m)
        return m

    def _weigh(self, m: Mention) -> None:
        words, pack = self.words, self.pack
        first, last = words[m.first], words[m.last]
        single = m.first == m.last
        ahead = before(words, m.first, pack)
        noun = ahead.noun or after_noun(words, m.last, pack)
        prior = _prior(m.places[0], m.key)
        score = prior
        m.noun, m.locative = noun, ahead.locative
        capitals = sum(w.cap for w in words[m.first : m.last + 1])
        if capitals > 1:
            score += 0.8
        if ahead.locative:
            score += 1.3
            m.why.append(f"after «{ahead.preposition}»")
        elif ahead.weak:
            score += 0.3
        if ahead.verb:
            score += 0.8
            m.why.append(f"object of «{ahead.verb}»")
        elif verb := undergoes(words, m.last, pack):
            # That it opens a sentence raises no doubt then.
            score += 1.5 if first.first else 0.8
            m.why.append(f"undergoes «{verb}»")
        if noun:
            score += 1.5
            m.why.append(f"named as {noun}")
        if self._bracketed(last):
            score += 1.5
            m.why.append("a bearing in brackets after it")
        if first.gap.endswith("(") and m.first and any(p.kind in DIVISIONS for p in m.places[:6]):
            score += 1.0 if self.words[m.first - 1].cap else 0.0
        if first.key in ARTICLES and not first.cap:
            score += 0.4
        if dateline(words, m.first, m.last, self.text):
            score += 2.0
            m.why.append("dateline")
            m.noun = m.noun or "dateline"
        if single:
            score += self._alone(m, first, prior, bool(noun))
        if m.places[0].kind not in SOVEREIGN and portfolio(words, m.first, pack):
            score -= 9.0
        if ahead.at >= 0 and words[ahead.at].key in pack.titled and near(words[ahead.at + 1]):
            score -= 3.0
        score -= self._beside(m, first, prior)
        score -= self._person(m, prior)
        m.evidence = score

    def _bracketed(self, last: Word) -> bool:
        """Whether a bearing in brackets follows: "al-Tanf (sud-est)"."""
        following = self.words[last.i + 1] if last.i + 1 < len(self.words) else None
        return following is not None and following.gap == " (" and following.low in self.pack.bearings

    def _alone(self, m: Mention, w: Word, prior: float, noun: bool) -> float:
        pack, score = self.pack, 0.0
        if w.key in pack.bodies and w.key not in pack.seats:
            return -9.0
        if w.key in pack.common and not (noun and not w.first):
            return -9.0
        if m.places[0].kind not in ("country", "continent", "area") and self.gazetteer.demonym(w.text) is not None:
            return -9.0
        if w.first and prior < 1.2:
            score -= 0.7
        if w.key in self.lower and prior < 2.0:
            score -= 1.6
        if len(w.key) < 3 and not (w.text.isupper() and m.places[0].kind in ("country", "region")):
            score -= 1.5
        if w.key in pack.given_names and prior < 1.6:
            score -= 1.0
        if w.text.isupper() and 1 < len(w.text) < 6 and m.places[0].kind not in ("country",) and not m.why:
            score -= 1.5
        return score

    def _beside(self, m: Mention, first: Word, prior: float) -> float:
        """What capitalised neighbours that are no part of the name take away: the name may be part of another one."""
        words, cost = self.words, 0.0
        ahead = words[m.first - 1] if m.first else None
        if ahead is not None and ahead.cap and near(first) and not self._free(ahead):
            cost += 1.2 if prior < 1.2 else 0.5
        following = words[m.last + 1] if m.last + 1 < len(words) else None
        if following is not None and following.cap and near(following) and not self._free(following):
            cost += 1.3 if prior < 1.2 else 0.6
        return cost

    def _free(self, w: Word) -> bool:
        """Whether a capitalised neighbour leaves the name free: it opens a sentence, or is a generic word."""
        return w.key in self.pack.generic or (w.first and w.key in self.pack.common) or w.key in self.pack.weak

    def _person(self, m: Mention, prior: float) -> float:
        inside = [i for i in range(m.first, m.last + 1) if i in self.persons.words]
        if not inside:
            return 2.5 if m.first == m.last and m.key in self.persons.surnames else 0.0
        whole = m.first != m.last and (m.first - 1) not in self.persons.words and (m.last + 1) not in self.persons.words
        if whole and (m.why or prior > 0.5):
            return 0.5
        return 9.0


def _prior(place: Place, key: str) -> float:
    """How readily a bare name means the place rather than something that is no place."""
    base = _by_kind(place)
    return base if _main(place, key) else base - 0.5


def _by_kind(place: Place) -> float:
    if place.kind in ("country", "continent"):
        return 2.4
    if place.kind in SITES:
        return 0.6 if place.id.startswith("site:") else -0.8
    if place.id.startswith("area:"):
        return 1.6
    if place.kind == "region":
        return 1.3
    if place.kind == "district":
        return 0.0
    if place.id.startswith("town:"):
        return 0.4
    if place.kind in SETTLEMENTS:
        size = min(2.0, 0.8 * (math.log10(max(place.population, 100)) - 4.2))
        return max(1.8, size) if place.kind == "capital" else max(-1.0, size)
    return 0.0


def _main(place: Place, key: str) -> bool:
    """Whether the folded name is one that the place is usually called by."""
    return fold(place.name) == key or any(fold(n) == key for n in place.names)


def _abbreviated(words: Sequence[Word], i: int, j: int, pack: Pack) -> bool:
    """Whether the full stop after the name belongs to it ("U.S.", "Ky.")."""
    if j > i and all(len(w.text) == 1 for w in words[i : j + 1]):
        return True
    return i == j and words[i].key in pack.abbreviations


def accepted(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions with evidence enough."""
    return (m for m in mentions if m.evidence >= ENOUGH)
