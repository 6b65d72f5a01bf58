"""Whether a source vouches for what its reporting clause tells: not where it is silent, nor for a mere plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selon.languages.load import table
from selon.reading.clauses import bare, infinitive, says
from selon.reading.cues import Cues
from selon.reading.sentences import Run
from selon.reading.speakers import Clause
from selon.reading.syntax import Syntax

if TYPE_CHECKING:
    from selon.reading.tree import Token

TELLING = ("say", "write", "confirm", "see", "ask", "claim")
"""Modes of cues that, negated, tell of a silence."""
GAINSAYING = 5
"""Words that say the contrary stand within so many tokens before a clause."""
WISHED = 14
"""An infinitive that tells what is wished stands within so many tokens after the verb."""


class Vouching:
    """Tells it of the clauses of one language."""

    def __init__(self, lang: str, cues: Cues) -> None:
        words = table(lang, "attribution")
        self.cues = cues
        self.speaking = frozenset(words["speaking"])
        self.somebody = frozenset(words["somebody"])
        self.contrary = frozenset(words["contrary"])
        self.this = frozenset(words["whole_clauses"])
        self.negations = frozenset(words["negations"])
        self.unsaid, self.wishes = frozenset(words["unsaid"]), frozenset(words["wishes"])
        self.withholding, self.able = frozenset(words["withholding"]), frozenset(words["able"])
        self.open = [tuple(phrase.split()) for phrase in words["open_questions"]]

    def of(self, s: Syntax, clause: Clause, how: str) -> bool:
        """Whether the source of `clause` vouches for its content, which was found as `how` says."""
        speaker, gap = clause.speaker, clause.gap
        if speaker is not None and speaker.pos_ == "PRON" and bare(speaker) in self.speaking | self.somebody:
            return False
        if gap is not None and gap.lower_ in self.this:
            return False
        if self._gainsaid(s, clause):
            return False
        if self.silent(s, clause) or self._withholds(s, clause.verb):
            return False
        return how != "an infinitive" or s.lemma(clause.verb) not in self.wishes or self._of_others(s, clause)

    def _gainsaid(self, s: Syntax, clause: Clause) -> bool:
        """Whether the sentence tells otherwise: "contrairement à ce qu'affirme le ministère"."""
        before = s.p.doc[max(min(clause.start, clause.verb.i) - GAINSAYING, 0) : clause.verb.i]
        last = max((k.i for k in before if k.text in (",", ";")), default=-1)
        return any(k.lower_ in self.contrary and not _on_the(k) for k in before if k.i > last)

    def silent(self, s: Syntax, clause: Clause) -> bool:
        """Whether the clause tells that its source does not tell, or has not told yet."""
        if clause.cue.mode not in TELLING:
            return False
        return self._negated(s, clause) or self._put_off(s, clause.verb) or self._withheld(s, clause.verb)

    def asks(self, s: Syntax, runs: tuple[Run, ...]) -> bool:
        """Whether the content is a question that holds nothing but what is asked: how many, whether."""
        first = [t.lower_.replace("’", "'") for r in runs[:1] for t in s.p.doc[r.start : r.end]]
        return any(tuple(first[: len(words)]) == words for words in self.open)

    def nobody(self, clause: Clause) -> bool:
        """Whether somebody tells it whom the clause does not name: "on indique que …"."""
        return clause.speaker is not None and bare(clause.speaker) in self.somebody and clause.cue.mode == "say"

    def _negated(self, s: Syntax, clause: Clause) -> bool:
        """Whether it tells what is not told: "n'a pas dit si", "sans préciser", "did not announce"."""
        doc, t = s.p.doc, clause.verb
        before = {k.lower_ for k in doc[max(clause.start - 1, 0) : t.i] if k.head in (t, t.head)}
        return bool(before & self.negations) or self._denied(s, t)

    def _denied(self, s: Syntax, t: Token) -> bool:
        """Whether a negation hangs on the word or its auxiliaries."""
        helpers = (t, *(k for k in s.kids(t) if k.dep_.startswith("aux")))
        marks = {k.lower_ for h in helpers for k in s.kids(h) if k.dep_ in ("advmod", "mark", "case")}
        return bool(marks & self.negations)

    def _withheld(self, s: Syntax, t: Token) -> bool:
        """Whether it is not told by will or for want of knowing: "a refusé de dire", "was not able to say"."""
        above = t.head
        if not infinitive(t) or above is t:
            return False
        return s.lemma(above) in self.withholding or (s.lemma(above) in self.able and self._denied(s, above))

    def _withholds(self, s: Syntax, t: Token) -> bool:
        """Whether the verb refuses to tell, so that what would be told is nobody's: "a refusé de confirmer que"."""
        told = (self.cues.verb(s, k) for k in s.kids(t) if infinitive(k)) if s.lemma(t) in self.withholding else ()
        return any(cue is not None and cue.mode in TELLING for cue in told)

    def _put_off(self, s: Syntax, t: Token) -> bool:
        """Whether it is yet to be told: "devrait annoncer", "veut préciser"."""
        return infinitive(t) and t.dep_ == "xcomp" and s.lemma(t.head) in self.unsaid and says(t.head)

    def _of_others(self, s: Syntax, clause: Clause) -> bool:
        """Whether somebody else is to do what is wished: "wants the troops to leave"."""
        after = s.p.doc[clause.after : clause.after + WISHED]
        verb = next((k for k in after if infinitive(k)), None)
        return verb is not None and any(k.pos_ in ("NOUN", "PROPN") for k in after if k.i < verb.i)


def _on_the(k: Token) -> bool:
    """Whether the word only sets one telling against another: "a au contraire assuré", not "au contraire de ce que"."""
    return k.i > 0 and k.nbor(-1).pos_ == "ADP" and k.i + 1 < len(k.doc) and k.nbor().pos_ in ("VERB", "AUX", "PUNCT")
