"""Claims, periods, sources and numbers in the words of an editor, from the templates of a language's `view.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from selon.languages.load import table
from selon.model import Claim, Dispatch, Period, Quantity, Source, Span

NEAR = 45
"""Code points between two parts of a claim that are quoted along with them; a longer gap becomes "…"."""
SHORT = 30
"""A claim in fewer code points than this is given more of its sentence."""

_QUOTES = re.compile(r"[\"«»“”]")
_GAP_TAIL = re.compile(r"(?<![\s,;:.(–—-])[\s,;:.(–—-]++$")
_WORD_BEFORE = re.compile(r"(?<![\w’'])([^\W\d_]+(?:['’]|\s))\Z")
_DATELINE_ENDS = re.compile(r"\)\s?[-–—]{1,2}\s\Z")
_STOP = re.compile(r"[,;:.!?()«»“”\"\n]")


@dataclass(frozen=True)
class Wording:
    """The words of one language, for texts in the same or another."""

    words: dict[str, Any]
    articles: tuple[str, ...]
    leading: frozenset[str]
    small: frozenset[str]
    dangling: frozenset[str]

    @classmethod
    def of(cls, lang: str, text: str | None = None) -> Wording:
        """The wording of `lang` for dispatches in the language `text` (the same if not given).

        Raises:
            DataError: the language has none.
        """
        source = table(text or lang, "view")
        small = frozenset(table(text or lang, "anatomy")["stop_words"])
        leading, dangling = frozenset(source["leading"]), frozenset(source["dangling"])
        return cls(table(lang, "view"), tuple(source["articles"]), leading, small, dangling)

    # Days.

    def long_day(self, day: date) -> str:
        """A day with its weekday: "lundi 23 février 2026"."""
        return str(
            self.words["time"]["day"].format(weekday=self.words["weekdays"][day.weekday()], date=self.short_day(day))
        )

    def short_day(self, day: date) -> str:
        """A day: "1er mars 2026"."""
        number = self.words["first_of_month"] if day.day == 1 else str(day.day)
        month = self.words["months"][day.month - 1]
        return str(self.words["time"]["date"].format(day=number, month=month, year=day.year))

    def month(self, day: date) -> str:
        """The month of a day: "février 2026"."""
        return str(self.words["time"]["month"].format(month=self.words["months"][day.month - 1], year=day.year))

    def period(self, period: Period) -> str:
        """A period: "du 21 janvier 2026 au 31 janvier 2026", "depuis 2014"; empty where both ends are open."""
        said = self._period(period)
        return str(self.words["time"]["about"].format(when=said)) if period.approximate and said else said

    def due(self, period: Period) -> str:
        """The mark of a due date; empty where the period has no last day."""
        return str(self.words["time"]["due"].format(day=self.short_day(period.last))) if period.last else ""

    def _period(self, p: Period) -> str:
        t = self.words["time"]
        if p.first is None:
            return str(t["until"].format(day=self.short_day(p.last))) if p.last else ""
        if p.last is None:
            if p.grain == "year" and (p.first.month, p.first.day) == (1, 1):
                return str(t["since_year"].format(year=p.first.year))
            if p.grain == "month" and p.first.day == 1:
                return str(t["since_month"].format(month=self.month(p.first)))
            return str(t["since"].format(day=self.short_day(p.first)))
        if p.first == p.last:
            return self.long_day(p.first)
        whole = p.edtf.removesuffix("~")
        if len(whole) == 4:
            return str(t["year"].format(year=p.first.year))
        if len(whole) == 7:
            return self.month(p.first)
        return str(t["range"].format(first=self.short_day(p.first), last=self.short_day(p.last)))

    # Numbers, status, sources.

    def number(self, q: Quantity) -> str:
        """The bounds, where the text's own words leave them open to the reader ("une vingtaine", "des dizaines")."""
        t = self.words["quantity"]
        low, high = (None if x is None else self._figure(x) for x in (q.low, q.high))
        if low is not None and high is not None:
            return low if low == high else str(t["range"].format(low=low, high=high))
        if low is not None:
            return str(t["at_least"].format(low=low))
        return str(t["at_most"].format(high=high)) if high is not None else ""

    def _figure(self, x: float) -> str:
        figure = f"{x:,.10g}".replace(",", "\u00a0")
        return figure.replace(".", self.words["decimal"])

    def status(self, claim: Claim) -> str:
        """The status, and whether it is negated."""
        return str(self.words["status_negated" if claim.negated else "status"][claim.status])

    def who(self, source: Source, d: Dispatch) -> str:
        """Who speaks, and what kind of source that is: "Un responsable kurde (anonyme)"."""
        t = self.words["who"]
        if source.span is None:
            narrated = source.kind == "narrator" and d.agency
            return str(t["narrator_agency"].format(agency=d.agency) if narrated else t["narrator"])
        name = " ".join(source.span.of(d.text).split())
        kind = "unnamed_many" if source.kind == "unnamed" and (source.count or 0) > 1 else source.kind
        return str(t[kind].format(source=name[:1].upper() + name[1:], count=source.count))

    def same(self, source: Source, text: str) -> tuple[str, str]:
        """A key under which mentions of one source in one dispatch fall: its kind and its words, the article aside."""
        words = "" if source.span is None else " ".join(source.span.of(text).lower().replace("’", "'").split())
        for article in self.articles:
            head = article if article.endswith(("'", "’")) else article + " "
            if words.startswith(head):
                return source.kind, words.removeprefix(head)
        return source.kind, words

    # Claims.

    def claim(self, claim: Claim, text: str) -> str:
        """What is claimed, in the text's own words: actor to place, without its attribution and time."""
        core = _merged([*_core(claim), self._leading(claim, text)])
        left_out = _left_out(claim, core)
        said = _joined(core, left_out, text)
        if len(said) < SHORT or core[-1].end == claim.trigger.end:
            said += _cut(_without(_further(claim, core[-1], text), left_out, text), self.small)
        if claim.time:
            said = _cut(said, self.dangling)
        said = _QUOTES.sub("", said).strip(" ,;:–—")
        return self._lowered(said) if _opens(core[0].start, text) else said

    def _leading(self, claim: Claim, text: str) -> Span:
        """The trigger with the small words that go with it on its left: "s'était déjà ", "n'ont pas ", "leur "."""
        start = claim.trigger.start
        while found := _WORD_BEFORE.search(text, max(claim.quote.start, start - 20), start):
            if found[1].strip().lower().replace("’", "'") not in self.leading:
                break
            start = found.start(1)
        return Span(start, claim.trigger.end)

    def _lowered(self, said: str) -> str:
        """Without the capital of a sentence's first word, where that word is no name."""
        first = re.match(r"\w+['’]?", said)
        if first and first[0].lower() in self.articles:
            return said[0].lower() + said[1:]
        return said


def _cut(said: str, ends: frozenset[str]) -> str:
    """The words without those at their end that lead to something left out ("contre la", "d'ici")."""
    words = said.rstrip().split(" ")
    while len(words) > 1 and words[-1].lower() in ends:
        words.pop()
    return " ".join(words)


def _opens(at: int, text: str) -> bool:
    """Whether a sentence or a quotation begins at `at`, be it behind a dateline."""
    before = text[max(0, at - 3) : at].rstrip()
    behind = _DATELINE_ENDS.search(text, max(0, at - 6), at)
    return not before or before[-1] in '.!?:…"«“' or "\n" in text[max(0, at - 3) : at] or behind is not None


def _core(claim: Claim) -> Iterator[Span]:
    """The spans that say what is claimed."""
    yield claim.trigger
    yield from (s for s in (claim.actor, claim.target) if s)
    yield from (p.said for p in claim.places)
    if claim.quantity:
        yield claim.quantity.span
        if claim.quantity.counted:
            yield claim.quantity.counted
    outer = _speech(claim)
    for name in ("status", "negated", "hedged"):
        if name in claim.evidence:
            yield from (s for s in claim.evidence[name].spans if not any(s.overlaps(o) for o in outer))


def _speech(claim: Claim) -> list[Span]:
    a = claim.attribution
    found = [claim.source.span, a.cue if a else None, a.told if a else None]
    return [s for s in found if s is not None and not s.overlaps(claim.trigger)]


def _left_out(claim: Claim, core: Iterable[Span]) -> list[Span]:
    """Words of time, which are told apart from the claim; not those inside a part of it."""
    if claim.time is None:
        return []
    spans = [s for name in ("time", "deadline") if name in claim.evidence for s in claim.evidence[name].spans]
    return sorted({s for s in spans if not any(s.overlaps(c) for c in core)})


def _merged(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that touch or overlap made one."""
    found: list[Span] = []
    for s in sorted(spans):
        if found and s.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, s.end))
        else:
            found.append(s)
    return found


def _joined(core: list[Span], left_out: list[Span], text: str) -> str:
    said = core[0].of(text)
    for before, after in pairwise(core):
        gap = Span(before.end, after.start)
        short = gap.end - gap.start <= NEAR and not re.search(r"[.!?;\n]\s", gap.of(text))
        said += _without(gap, left_out, text) if short else " … "
        said += after.of(text)
    return " ".join(said.split())


def _without(gap: Span, left_out: list[Span], text: str) -> str:
    """The gap's words without those left out, and without the comma that hung on them."""
    said, at = "", gap.start
    for s in left_out:
        if gap.covers(s):
            said = _GAP_TAIL.sub("", said + text[at : s.start]) + " "
            at = s.end
    return said + text[at : gap.end].lstrip() if at > gap.start else text[gap.start : gap.end]


def _further(claim: Claim, last: Span, text: str) -> Span:
    """Some words of the sentence after the last part, up to a punctuation mark."""
    end = max(last.end, min(claim.quote.end, last.end + NEAR))
    end = min([end, *(s.start for s in _speech(claim) if s.start >= last.end)])
    stop = _STOP.search(text, last.end, end)
    if stop:
        return Span(last.end, stop.start())
    if end < claim.quote.end:
        end = max(last.end, text.rfind(" ", last.end, end))
    return Span(last.end, end)
