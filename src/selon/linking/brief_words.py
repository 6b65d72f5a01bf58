"""The words of a brief in one language: happenings, sources, states and days from the templates of `brief.toml`.

Words of dispatches are taken as they stand; everything else comes from a template.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any, Literal

from selon.languages.load import table
from selon.linking.brief_quotes import fragment, shortened
from selon.linking.facts import told_spots
from selon.linking.model import Due, DueOn, Fact, Family, Happening, Independence, Party, Spot, Standing, Told, Voice
from selon.linking.parties import bare, known_keys, names
from selon.linking.profile import STATES, sort
from selon.linking.reasons import messages, number
from selon.linking.stories import Story
from selon.linking.words import LANGUAGES
from selon.model import Period, Quantity, Span
from selon.wording import Wording

_OF_WHOM: frozenset[Family] = frozenset({"casualty", "detain", "release", "displace"})
"""Kinds of happenings that are told by whom they befall."""
SELDOM = 4
"""A party of less than one in so many happenings goes without mention in a title."""
NAMED = 3
"""Places, parties and kinds of happenings that a title or the head of a line names."""


@dataclass(frozen=True)
class BriefWords:
    """What a brief says in one language."""

    lang: str
    words: dict[str, Any]
    own: Wording

    @classmethod
    def of(cls, lang: str) -> BriefWords:
        """The words of a language.

        Raises:
            DataError: it has none.
        """
        return cls(lang, _merged(table(lang, "brief"), messages(lang)["brief"]), Wording.of(lang))

    def fill(self, section: str, entry: str, **values: object) -> str:
        """A template, filled in."""
        return str(self.words[section][entry].format(**values))

    def counted(self, section: str, entry: str, n: int, **values: object) -> str:
        """A template of the right number."""
        return str(self.words[section][entry]["one" if n == 1 else "many"].format(n=n, **values))

    def day(self, day: date | None) -> str:
        """A day without its weekday; says so where there is none."""
        return self.own.short_day(day) if day else str(self.words["note"]["no_day"])

    def days(self, first: date | None, last: date | None) -> str:
        """A day, or two and what lies between."""
        if first is None or last is None:
            return self.fill("head", "undated")
        return self.fill("head", "on" if first == last else "between", first=self.day(first), last=self.day(last))

    def bare(self, words: str) -> str:
        """A phrase without the article that it begins with."""
        for article in _articles():
            head = article if article.endswith(("'", "’")) else f"{article} "
            if words.lower().startswith(head):
                return words[len(head) :]
        return words

    # Parties, places, happenings.

    def party(self, p: Party) -> str:
        """Countries and groups by their names in the language, anyone else by the words of the dispatch."""
        called = "" if p.role in ("people", "person") else ", ".join(names(p.key, self.lang))
        return _capital(called or bare(self.bare(p.label)))

    def side(self, p: Party) -> str:
        """A party by its name, and which part of it is meant; by quoted words where none is known by name.

        Forces of a country are told from the country, its rebels by their own words.
        """
        called = [] if p.inferred and "+" not in p.key else list(names(p.key, self.lang))
        if not called or p.role in ("people", "person"):
            return self.quoted(bare(self.bare(p.label)))
        if len(called) > 1 or len(p.key) > 2:
            return ", ".join(called)
        if p.role == "forces":
            return self.fill("party", "forces", name=called[0])
        if p.role == "group":
            return self.fill("party", "group", name=called[0], words=self.quoted(bare(self.bare(p.label))))
        return called[0]

    def title(self, s: Story) -> str:
        """What a story is called: who, what, where."""
        w = self.words["title"]
        who = ", ".join(dict.fromkeys(self.party(p) for p in _leading(s)))
        what = ", ".join(self.words["families"][f] for f in s.families[:NAMED])
        exact = [x for x in s.spots if x.exact] or list(s.spots)
        where = ", ".join(dict.fromkeys(self.place(x) for x in exact[:NAMED]))
        if not who:
            said = w["nobody" if where else "neither"].format(what=what, where=where)
        else:
            said = w["story" if where else "nowhere"].format(who=who, what=what, where=where)
        return _capital(said)

    def happening(self, h: Happening, *, when: bool = True) -> str:
        """What a happening is, of whom, where and when: with a day, at the places that are told of with one."""
        parties = self._parties(h)
        blamed = parties[0] if _of_a_truce(h) == "broken" and parties and h.actor and "+" not in h.actor.key else ""
        what = [self.fill("truce", "broken_by", who=blamed)] if blamed else [self.what(h), *parties]
        said = self._when(h) if when else ""
        dated = {s.id for t in h.tolds if t.when is not None for s in t.spots}
        spots = [s for s in h.spots if s.id in dated] if said and dated else h.spots
        named = ", ".join(what[1:]).split(", ")
        where = [s for s in spots or h.spots if s.exact or not (blamed or self.place(s) in named)]
        return self.fill("happening", "head", what=_capital(", ".join(what)), where=self.where(where), when=said)

    def what(self, h: Happening) -> str:
        """What kind of happening it is; of a truce, what is said of it."""
        value = _of_a_truce(h)
        return str(self.words["truce"][value] if value else self.words["families"][h.family])

    def _parties(self, h: Happening) -> list[str]:
        """Who acts or undergoes; of those held or freed, by whom too. Who died is told only where it says more than
        that they were people."""
        actor, target = (p if p is not None and p.label else None for p in (h.actor, h.target))
        if h.family not in _OF_WHOM:
            who = next((p for p in (actor, target) if p is not None and (p.key or p.role != "body")), None)
            return [self.side(who)] if who is not None else []
        if h.family in ("casualty", "displace"):
            actor, target = (None if p and not p.key and p.role == "people" else p for p in (actor, target))
        if target is not None and actor is not None and h.family in ("detain", "release"):
            return [self.fill("happening", "whom", whom=self.side(target), who=self.side(actor))]
        who = target or actor
        return [self.side(who)] if who is not None else []

    def place(self, s: Spot) -> str:
        """A country by its name in the language, any other place by the words of the dispatch; of a wide one of which a
        part is meant ("le nord-est de la Syrie"), that it is a part."""
        name = next(names(s.country, self.lang), s.label) if s.country else s.label
        return self.fill("happening", "part", place=name) if s.near and s.vague else name

    def where(self, spots: Sequence[Spot]) -> str:
        """Where something is, the sites before what they lie in; nothing where no place is named."""
        named = [s for s in spots if not s.inferred]
        exact = [s.label for s in named if s.exact] or [self.place(s) for s in named]
        if not exact:
            return ""
        return self.fill("happening", "where", places=", ".join(dict.fromkeys(exact)))

    def _when(self, h: Happening) -> str:
        """When it was; of what lasts, since when, and until when it was told to."""
        seen = _last_seen(h)
        if seen is not None and h.first is not None and h.first < seen:
            said = self.fill("happening", "so_far", first=self.day(h.first), last=self.day(seen))
        else:
            said = self.period(Period(h.first, h.last)) if h.first or h.last else ""
        return self.fill("happening", "when", when=said) if said else ""

    def period(self, p: Period) -> str:
        """When something is or was; a term without a beginning is a latest day."""
        if p.first is None and p.last is not None:
            said = self.fill("happening", "by", day=self.day(p.last))
        elif p.first is not None and p.first == p.last:
            said = self.day(p.first)
        else:
            said = self.own.period(replace(p, approximate=False))
        return self.fill("happening", "about", when=said) if p.approximate and said else said

    def quoted(self, words: str) -> str:
        """Words of a dispatch between the language's quotation marks."""
        return str(self.own.words["quote"].format(words=words))

    def truce(self, h: Happening) -> str:
        """What a happening says of a truce; empty where it is about none."""
        return _of_a_truce(h)

    def independence(self, n: Independence) -> str:
        """How many independent sources, as an interval."""
        if n.at_most is None:
            return self.counted("independence", "open", n.at_least)
        if n.at_most == 0:
            return self.fill("independence", "none")
        if n.at_least == n.at_most:
            return self.fill("independence", "one" if n.at_least == 1 else "exact", n=n.at_least)
        return self.fill("independence", "range", least=n.at_least, most=n.at_most)

    # Who says what.

    def who(self, t: Told, agencies: Sequence[str] = ()) -> str:
        """Who vouches for a claim, and through which agencies, its own if not given: "un diplomate (anonyme, ALP)"."""
        source = t.speaker or t.claim.source
        said = Wording.of(self.lang, t.dispatch.lang).who(source, t.dispatch)
        if source.span is None:
            return said
        if t.words(source.span)[:1].islower():
            said = said[:1].lower() + said[1:]
        said = self._lowered(said)
        if t.relay is not None:
            said = self.fill("happening", "relayed", who=said, by=self._lowered(t.words(t.relay.source.span)))
        agency = ", ".join(agencies) or t.agency or t.dispatch.agency
        if not agency:
            return said
        return f"{said[:-1]}, {agency})" if said.endswith(")") else f"{said} ({agency})"

    def _lowered(self, words: str) -> str:
        """Words for the middle of a sentence: an article that they begin with in lower case."""
        return words if self.bare(words) == words else words[:1].lower() + words[1:]

    def said(self, t: Told, *, marked: bool = True, whole: bool = False) -> str:
        """A claim in the dispatch's own words, who says so, when it was published; `marked` with its time and stage,
        `whole` by its sentence."""
        words = fragment(t.claim, t.dispatch.text, table(t.dispatch.lang, "brief")["openers"])
        words = shortened(t.quote) if whole else words
        marks = [self.stage(t)] if t.denied or not (t.stage == "done" or _holds(t)) else []
        if t.when is not None and (when := self.period(t.when)):
            marks.append(when)
        mark = self.fill("happening", "mark", mark=", ".join(marks)) if marks and marked else ""
        return self.fill(
            "happening", "said", words=self.quoted(words), who=self.who(t), day=self.day(t.published), mark=mark
        )

    def speaker(self, v: Voice) -> str:
        """A voice by the words that first name it."""
        many = v.kind == "unnamed" and v.most is not None and v.most > 1
        entry = "unnamed_many" if many else v.kind
        name = self._lowered(v.name)
        return name if v.kind == "narrator" else str(self.own.words["who"][entry].format(source=name, count=v.most))

    def who_set(self, due: Due) -> str:
        """Who set a term: who vouches for the claim, or who confirmed it and whom."""
        t = due.tolds[0]
        if due.voice.id not in t.endorsed:
            return self.who(t)
        return self.fill("due", "endorsed", voice=self.speaker(due.voice), who=self.who(t))

    def status(self, d: DueOn) -> str:
        """How a term stands; of one that passed, whether a part is told as done, of a plan that one who does not speak
        for the actor told of, that it is denied."""
        if d.why.entry == "denied_since":
            return str(self.words["due"]["denied"])
        if d.status == "overdue" and d.part is not None:
            return str(self.words["due"]["in_part"])
        return str(self.words["due"]["status"][d.status])

    def stage(self, t: Told) -> str:
        """Whether what a claim tells is planned, under way, done or denied."""
        return str(self.words["stages"]["denied" if t.denied else "told" if _holds(t) else t.stage])

    # How things stand.

    def subject(self, s: Standing) -> str:
        """What a state is of: its kind, who and where."""
        parts = [self.words["kinds"][s.kind]]
        who = self.side(replace(s.actor, inferred=False)) if s.actor is not None and s.actor.label else ""
        if s.by is not None and s.by.label:
            by = self.side(replace(s.by, inferred=False))
            entry = ("freed_by" if who else "only_freed_by") if s.value == "released" else "by" if who else "only_by"
            who = self.fill("standing", entry, whom=who, who=by)
        parts += [who] if who else []
        if s.spot is not None and not (s.kind == "agreement" and who):
            parts.append(self.place(s.spot))
        return ", ".join(parts)

    def state(self, f: Fact) -> str:
        """A state as one claim tells it, with how many, where numbers are what is told, and since when."""
        said = str(self.words["states"].get(f.value, f.value))
        if f.quantity is not None and f.kind != "presence":
            counted = self.quoted(_counted(f.told, f.quantity))
            places = told_spots(f.told) if f.kind == "strength" else []
            where = ", ".join(s.label for s in places)
            said += self.fill("standing", "together" if len(places) > 1 else "many", quantity=counted, places=where)
        return said + self.since(f.since, "on" if f.value == "released" else "since")

    def many(self, f: Fact) -> str:
        """How many are told to be there, held or freed, by bounds; empty where numbers are not what is told."""
        return f" {number(f.quantity).say(self.lang)}" if f.quantity and f.kind in ("strength", "detainees") else ""

    def since(self, p: Period, how: Literal["since", "on"] = "since") -> str:
        """Within which days a state set in, or (`on`) something was done once."""
        if p.first is not None and p.first == p.last:
            return self.fill("standing", f"{how}_day", day=self.day(p.first))
        if p.first is not None and p.last is not None:
            return self.fill("standing", f"{how}_range", first=self.day(p.first), last=self.day(p.last))
        if p.last is not None:
            return self.fill("standing", f"{how}_by", last=self.day(p.last))
        return self.fill("standing", f"{how}_from", first=self.day(p.first)) if p.first is not None else ""

    def listed(self, names: Iterable[str]) -> str:
        """Names in a row, each once."""
        return ", ".join(dict.fromkeys(names))


def _merged(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Two tables of templates as one."""
    return {
        k: {**one.get(k, {}), **other.get(k, {})} if isinstance(one.get(k, other.get(k)), dict) else one.get(k)
        for k in {**one, **other}
    }


def _counted(t: Told, q: Quantity) -> str:
    """The words of a number, and of what it counts where that comes next."""
    counted = q.counted
    near = counted is not None and 0 <= counted.start - q.span.end <= 1
    return t.words(Span(q.span.start, counted.end) if near and counted else q.span)


def _of_a_truce(h: Happening) -> str:
    """What most claims on a happening say of a truce; empty where they tell of none."""
    said = Counter(value for t in h.tolds if h.family == "agree" and (value := sort(t)))
    return max(said, key=lambda v: (said[v], v)) if said else ""


def _holds(t: Told) -> bool:
    """Whether it tells how something stands: who is there or holds it, what became of a truce. The head says so better
    than whether the verb tells it as under way or done."""
    return t.stage in ("begun", "done") and (t.claim.type in STATES or (t.family == "agree" and bool(sort(t))))


def _last_seen(h: Happening) -> date | None:
    """The last day that something lasting is told of: a truce in force, or what has no end; None for what was once."""
    if _of_a_truce(h) == "in force":
        return h.last
    open_ = [t for t in h.tolds if t.when is not None and t.when.first is not None and t.when.last is None]
    return max((t.published for t in open_ if t.published is not None), default=None) if h.last is None else None


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _known(p: Party) -> bool:
    """Whether it is a country or a group known by name."""
    return bool(p.key) and set(p.key.split("+")) <= known_keys()


@cache
def _articles() -> tuple[str, ...]:
    """Of all languages, since a brief quotes dispatches of all of them."""
    return tuple(article for lang in LANGUAGES for article in table(lang, "brief")["article"])


def _leading(s: Story) -> list[Party]:
    """The parties that a title names: countries and groups known by name, without those of few of its happenings."""
    each = ({p.key for t in h.tolds for p in (t.actor, t.target) if p and not p.inferred} for h in s.happenings)
    counted = Counter(key for keys in each for key in keys)
    known = [p for p in s.parties if _known(p) and "+" not in p.key] or list(s.parties)
    return [p for p in known if SELDOM * counted[p.key] >= len(s.happenings)][:NAMED]
