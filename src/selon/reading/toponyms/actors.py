"""Capitals and seats that stand for a government ("Washington a annoncé", "the Kremlin"): actors, no places."""

from __future__ import annotations

from collections.abc import Sequence

from selon.gazetteer import Place
from selon.reading.toponyms.context import before, undergoes
from selon.reading.toponyms.mention import Mention
from selon.reading.toponyms.pack import Pack
from selon.reading.toponyms.words import Word


def why_actor(m: Mention, place: Place, words: Sequence[Word], text: str, pack: Pack) -> str | None:
    """Why the mention stands for a government; None where it is a place, or is no capital."""
    seat = m.key in pack.seats
    if (place.kind != "capital" and not seat) or m.inside or m.noun in ("dateline", "settlement", "site", "division"):
        return None
    ahead = before(words, m.first, pack)
    if ahead.locative:
        return None
    following = words[m.last + 1] if m.last + 1 < len(words) else None
    if any(w.key in pack.capital_words for w in words[max(0, m.first - 2) : m.first]):
        return None
    if ahead.preposition in pack.actor_prepositions:
        return f"a party by «{ahead.preposition}»"
    if ahead.preposition in pack.links:
        head = words[ahead.at - 1].key if ahead.at > 0 else ""
        return f"a government by «{head}»" if head in pack.actor_nouns or seat else None
    if _possessive(following) and m.last + 2 < len(words):
        noun = words[m.last + 2].key
        return f"a government by «{noun}»" if noun in pack.actor_nouns or seat else None
    if _object(words, m.first, pack) or undergoes(words, m.last, pack):
        return None
    if following is not None and following.gap == " " and following.key in pack.actor_verbs and not following.cap:
        return f"the subject of «{following.text}»"
    if following is not None and following.low in _CONJUNCTIONS and following.gap == " ":
        return "a party beside another" if _acts(words, m.last + 2, pack) else ("a seat" if seat else None)
    if seat:
        return "a seat of government"
    if pack.lang == "fr" and (verb := _party(words, m.first, pack)):
        return f"a party to «{verb}»"
    opens = words[m.first].first or text[max(0, m.span.start - 2) : m.span.start] in (", ", "« ")
    apart = following is None or following.gap.startswith((",", " (", "\n"))
    if pack.lang == "fr" and opens and not apart and following is not None and not following.cap:
        return "bare, at the head of a clause"
    return None


_CONJUNCTIONS = frozenset({"et", "ou", "and", "or", "ni"})


def _possessive(w: Word | None) -> bool:
    return w is not None and w.text == "s" and w.gap in ("'", "’")


def _object(words: Sequence[Word], first: int, pack: Pack) -> bool:
    """Whether a verb that takes a place stands right before the name ("quitter Damas")."""
    return first > 0 and words[first].gap == " " and words[first - 1].key in pack.place_verbs


def _party(words: Sequence[Word], first: int, pack: Pack) -> str:
    """The word before a bare name, where it is one that takes a party rather than a place ("a accusé Paris")."""
    before = words[first - 1] if first else None
    if before is None or before.cap or words[first].gap != " " or words[first].first:
        return ""
    plain = before.low not in _CONJUNCTIONS and before.low not in pack.determiners and before.key not in pack.nouns
    return before.text if plain and before.key.isalpha() and before.key not in pack.weak else ""


def _acts(words: Sequence[Word], i: int, pack: Pack) -> bool:
    """Whether a verb of an actor comes within the next few words."""
    return any(w.key in pack.actor_verbs and not w.cap for w in words[i : i + 3])
