"""Nouns of telling: "l'annonce par X que …", "les déclarations de X", "X a fait l'annonce de …"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from selon.languages.load import table
from selon.model import NARRATOR, Source
from selon.reading.antecedents import Antecedents
from selon.reading.contents import below
from selon.reading.cues import Cue
from selon.reading.report import Passage
from selon.reading.sentences import Run
from selon.reading.sources import Sources
from selon.reading.syntax import Syntax, morph

if TYPE_CHECKING:
    from selon.reading.tree import Token


class Told(NamedTuple):
    """What a noun of telling tells: by whom, which tokens, whether they are what was said and not the noun itself."""

    source: Source
    holder: Token | None
    runs: tuple[Run, ...]
    unfolded: bool


class CueNouns:
    """Reads nouns of telling in one language."""

    def __init__(self, lang: str, sources: Sources, antecedents: Antecedents) -> None:
        words = table(lang, "attribution")
        self.sources, self.antecedents = sources, antecedents
        self.que = frozenset(words["complementizers"])
        self.light = frozenset(words["light_verbs"])
        self.owned: dict[str, str] = words["possessives"]
        self.alone: bool = words["bare_nouns"]

    def find(self, x: Passage, t: Token, cue: Cue) -> Told | None:
        """What the noun `t` tells; None where it tells nothing of anybody."""
        s = x.s
        holder = self._holder(x, t)
        clauses = self._clauses(s, t) or ([] if holder is None else self._clauses(s, holder))
        things = [k for k in self._joined(s, t, "of") if k is not holder and not self.sources.may_speak(s, k)]
        content = clauses or (things[:1] if holder is not None or self._owner(s, t) else [])
        source = self._source(x, t, holder)
        if content and source is not None and source.kind != "narrator":
            return Told(source, holder, tuple(below(k) for k in content), True)
        if not self.alone or "alone" not in cue.needs or not self._determined(s, t):
            return None
        phrase = s.p.tokens(s.noun_phrase(t))
        run = Run(phrase[0].i, phrase[-1].i + 1) if phrase else below(t)
        return Told(source or NARRATOR, holder, (run,), False)

    def _clauses(self, s: Syntax, t: Token) -> list[Token]:
        """The clauses behind a noun that unfold it, with conjunction or infinitive; also one that the tree takes for a
        relative clause, where no place in it is left for the noun ("the claim that they held the port")."""
        behind = [k for k in s.kids(t) if k.i > t.i]
        told = [k for k in behind if k.dep_ in ("ccomp", "acl", "xcomp") and _introduced(s, k)]
        return told or [k for k in behind if k.dep_ == "acl:relcl" and self._complete(s, k)]

    def _complete(self, s: Syntax, verb: Token) -> bool:
        kids = s.kids(verb)
        that = next((k for k in kids if k.lower_ in self.que), None)
        if that is None or not any(k.dep_.startswith("nsubj") and k is not that for k in kids):
            return False
        return that.dep_ != "obj" or any(k.dep_ == "obj" and k is not that for k in kids)

    def _determined(self, s: Syntax, t: Token) -> bool:
        return any(k.dep_ in ("det", "nmod:poss") or k.pos_ == "DET" for k in s.kids(t))

    def _joined(self, s: Syntax, t: Token, by: str) -> list[Token]:
        return [k for k in s.kids(t) if k.i > t.i and s.preposition(k) in s.words[by] and k.pos_ in ("PROPN", "NOUN")]

    def _holder(self, x: Passage, t: Token) -> Token | None:
        """Who tells: the noun after "par", the one after "de" that can speak, the subject of the verb that makes it
        ("X a fait l'annonce"), the agent of its passive ("l'annonce a été faite par X")."""
        s = x.s
        told = next((k for k in s.kids(t) if s.preposition(k) in s.words["by"] and k.pos_ != "VERB"), None)
        makers = (k for k in self._joined(s, t, "of") if self.sources.may_speak(s, k))
        told = told or next((k for k in makers if self.sources.names.nouns.get(s.lemma(k)) != "document"), None)
        if told is not None or t.head is t or t.head.pos_ not in ("VERB", "AUX"):
            return told
        verb = t.head
        if t.dep_ in ("nsubj:pass", "nsubj") and s.passive(verb):
            return next((k for k in s.kids(verb) if k.dep_ == "obl:agent" or s.preposition(k) in s.words["by"]), None)
        if t.dep_ == "obj" and s.lemma(verb) in self.light and not self._owner(s, t):
            return s.subject(verb)
        return None

    def _owner(self, s: Syntax, t: Token) -> Token | None:
        return next((k for k in s.kids(t) if k.lower_.replace("’", "'") in self.owned), None)

    def _source(self, x: Passage, t: Token, holder: Token | None) -> Source | None:
        if holder is not None:
            return self.antecedents.source(x, holder)
        owner = self._owner(x.s, t)
        if owner is None:
            return None
        found = self.antecedents.owner(x, owner, self.owned[owner.lower_.replace("’", "'")])
        return found or Source("unnamed", x.s.p.span(owner), None)


def _introduced(s: Syntax, k: Token) -> bool:
    return any(x.dep_ == "mark" for x in s.kids(k)) or morph(k, "VerbForm") == "Inf"
