"""How a source, a number and a place are said on a page: in the text's own words where it has any."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from selon.desk.locale import Strings, strings
from selon.errors import DataError
from selon.gazetteer.names import fold
from selon.model import Dispatch, Place, Quantity, Relative, Source, Span
from selon.wording import Wording

APART = 24
"""Code points between a number and what is counted within which the words between them are told too."""
POINTS = ("n", "ne", "e", "se", "s", "sw", "w", "nw")
"""Points of the compass, clockwise by 45 degrees."""


@lru_cache(maxsize=64)
def wording(lang: str, text: str) -> Wording:
    """The words of the interface's language for texts in another; a text's language without tables reads as its own."""
    try:
        return Wording.of(lang, text)
    except DataError:
        return Wording.of(lang)


def moment(at: datetime, lang: str) -> str:
    """A moment by this machine's clock: "23 mars 2026, 10:42"."""
    here = at.astimezone()
    return f"{wording(lang, lang).short_day(here.date())}, {here:%H:%M}"


def words_at(span: Span | None, text: str) -> str:
    """The words of a span on one line, nothing where there is none."""
    return "" if span is None else " ".join(span.of(text).split())


def speaker(source: Source, d: Dispatch, w: Wording) -> str:
    """Who speaks, as it goes after "selon", of the narrator the agency; the page names the kind of source beside it."""
    if source.span is None:
        return d.agency or after(w.who(source, d), w)
    return after(words_at(source.span, d.text), w)


def after(words: str, w: Wording) -> str:
    """Words of a text as they go within a sentence: the article that began one is no longer a capital."""
    first = words.partition(" ")[0].lower()
    begins = first in w.articles or any(first.startswith(a) for a in w.articles if a.endswith(("'", "’")))
    return words[:1].lower() + words[1:] if begins else words


def counted(q: Quantity | None, text: str, w: Wording) -> str:
    """How many of what, in the text's words, with the bounds where the words leave them to the reader."""
    if q is None:
        return ""
    said = words_at(q.span, text)
    if q.counted is not None:
        first, last = sorted((q.span, q.counted))
        whole = Span(first.start, max(first.end, last.end))
        near = last.start - first.end <= APART
        said = words_at(whole, text) if near else f"{said} … {words_at(q.counted, text)}"
    return said if q.low == q.high or not w.number(q) else f"{said} ({w.number(q)})"


def place_name(p: Place, lang: str, words: str = "") -> str:
    """The name of a place: the text's `words` where they are given, a country's in the language of the page."""
    name, spot = _own(p, lang, words), _spot(p.relative, strings(lang))
    return f"{name} ({spot})" if spot else name


def place_said(p: Place, lang: str, words: str = "") -> str:
    """What a place name stands for: "Ménaka (ville, Ménaka, Mali)", and who claims it where it is disputed; the name
    that the gazetteer has, where it is another than the text's `words`."""
    w = wording(lang, lang).words["places"]
    country = _country(p.country, lang)
    name, known = _own(p, lang, words), _own(p, lang, "")
    within = (*p.admin[:-1], country) if p.admin and country else p.admin
    parts = (_spot(p.relative, strings(lang)), "" if fold(name) == fold(known) else known, w["kinds"][p.kind], *within)
    said = f"{name} ({', '.join(x for x in parts if x)})"
    return f"{said}, {w['disputed'].format(claimants=', '.join(p.claimants))}" if p.claimants else said


def _own(p: Place, lang: str, words: str) -> str:
    if p.kind == "country":
        return _country(p.country, lang) or p.name
    return words or p.name


def _spot(r: Relative | None, t: Strings) -> str:
    """Where a spot is that is told from a named place: "nord-est", "30 km sud", "frontière"."""
    if r is None:
        return ""
    if r.border or r.near:
        return t("relative.border" if r.border else "relative.near")
    km = "" if r.distance_m is None else t("relative.km", n=round(r.distance_m / 1000))
    point = "" if r.bearing is None else t(f"relative.points.{POINTS[round(r.bearing / 45) % 8]}")
    return " ".join(x for x in (km, point) if x)


@lru_cache(maxsize=1024)
def _country(code: str, lang: str) -> str:
    """The name of a country in a language, nothing where its code is unknown."""
    from babel import Locale

    return str(Locale(lang).territories.get(code, "")) if code else ""
