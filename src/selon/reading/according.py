"""Prepositions that name a source ("selon", "according to"), and which part of the sentence they speak for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selon.languages.load import table
from selon.model import Source
from selon.reading.antecedents import Antecedents
from selon.reading.clauses import BREAKS, phrase_head, resumes, says
from selon.reading.cues import Cue, Cues
from selon.reading.report import Passage
from selon.reading.sentences import Run
from selon.reading.sources import fold
from selon.reading.speakers import Speakers
from selon.reading.syntax import Syntax, morph

if TYPE_CHECKING:
    from selon.reading.tree import Token, Tree

REACH = 30
"""A source's phrase ends within so many tokens after its head."""
ADJUNCT = 12
"""Tokens that may stand between the subject of a clause and the preposition in it."""


class According:
    """Finds the sources of prepositions, and what they are the source of."""

    def __init__(self, lang: str, cues: Cues, speakers: Speakers, antecedents: Antecedents) -> None:
        words = table(lang, "attribution")
        self.cues, self.speakers, self.antecedents = cues, speakers, antecedents
        self.asides = frozenset(words["asides"])
        self.citing = frozenset(words["citing"])
        self.unspecific = frozenset(words["unspecific"])
        self.manners, self.tolls = frozenset(words["manners"]), frozenset(words["tolls"])

    def head(self, x: Passage, i: int, cue: Cue, after: int) -> Token | None:
        """The word that heads the source of the preposition at token `i`; None where nobody is named."""
        s, doc = x.s, x.s.p.doc
        bare = self.adjectival(cue)
        head = doc[after - 1] if bare else self.speakers.noun_after(s, doc[after - 1])
        if after < len(doc) and doc[after].pos_ == "PRON" and doc[after].dep_ != "nmod:poss":
            head = doc[after]
        if head is None or head.lower_ in s.words["relative"]:
            return head
        if bare and any(k.lower_ in self.unspecific for k in doc[after : after + 2]):
            return None
        if s.lemma(head) in self.manners or ("incise" in cue.needs and not self._inserted(x, i, head)):
            return None
        head = self._holder(x, head) or head
        country = fold(head.text) in self.speakers.sources.names.capitals and any(k.dep_ == "det" for k in s.kids(head))
        if "incise" in cue.needs and country:
            return None
        if (cue.words[0] in self.citing or "incise" in cue.needs) and head.pos_ != "PRON":
            return head if self.speakers.sources.may_speak(s, head) else None
        return head

    def adjectival(self, cue: Cue) -> bool:
        """Whether the cue itself names the source ("de source militaire")."""
        return cue.words[-1] in ("source", "sources")

    def _inserted(self, x: Passage, i: int, head: Token) -> bool:
        """Whether the phrase stands apart: behind a comma or at the sentence's edge; one that a single word leads in
        ("pour X") also before one."""
        s, doc, sentence = x.s, x.s.p.doc, x.layout.sentence(i)
        phrase = s.p.tokens(s.noun_phrase(head))
        last = phrase[-1].i + 1 if phrase else head.i + 1
        opened = i == sentence.start or doc[i - 1].text in BREAKS
        if len(self.cues.prepositions[doc[i].lower_.replace("’", "'")][0].words) > 1:
            return opened
        return opened and (last >= sentence.end or doc[last].text in (",", ".", ";") or doc[last].is_space)

    def source(self, x: Passage, head: Token, cue: Cue) -> Source | None:
        """Who the head of the phrase is as a source."""
        if self.adjectival(cue):
            return Source("unnamed", x.s.noun_phrase(head), None)
        return self.antecedents.source(x, head)

    def _holder(self, x: Passage, head: Token) -> Token | None:
        """Whose announcement it is: "selon l'annonce du gouvernement" names the government."""
        s, lemma = x.s, x.s.lemma(head)
        paper = self.speakers.sources.names.nouns.get(lemma) == "document"
        if lemma not in self.tolls and (lemma not in self.cues.nouns or paper):
            return None
        return next(
            (k for k in s.kids(head) if s.preposition(k) in s.words["of"] and self.speakers.sources.may_speak(s, k)),
            None,
        )

    def past_clause(self, x: Passage, end: int) -> int:
        """`end`, or the comma that closes a clause which the source's phrase has right behind it ("selon une note que
        l'AFP a consultée, …")."""
        s, sentence = x.s, x.layout.sentence(max(end - 1, 0))
        following = x.s.p.doc[end : sentence.end]
        if following and following[0].text == "(":
            end = next((t.i + 1 for t in following if t.text == ")"), end)
            following = x.s.p.doc[end : sentence.end]
        if len(following) > 1 and following[0].text == "," and following[1].lower_ in s.words["relative"]:
            following = following[1:]
        if not following or not (
            following[0].lower_ in s.words["relative"] or morph(following[0], "VerbForm") == "Part"
        ):
            return end
        return next((t.i for t in following if t.text == "," and any(says(k) for k in following if k.i > t.i)), end)

    def content(self, x: Passage, i: int, end: int) -> tuple[Run, ...]:
        """The runs that the phrase `[i, end)` speaks for: its sentence, or the clause of it that it stands in."""
        doc = x.s.p.doc
        part = self._part(x, i)
        first, last = part.start, part.end
        others = (k.i for k in doc[first:last] if k.lower_ in self.cues.forms and not i <= k.i < end)
        cuts = [k for k in others if self._is_other(x, k)]
        later = [c for c in cuts if c > i]
        earlier = [c for c in cuts if c < i]
        if i == first and later:
            last = _comma_before(doc, later[0], end)
        elif earlier:
            first = _comma_after(doc, earlier[-1], i)
        closed = i > first and end < last and doc[end].text in (",", ";")
        if closed and doc[min(end + 1, last - 1)].lower_ in self.asides:
            last = end
        first, last = self._clause(x, Run(first, last), i, end)
        return tuple(r for r in (Run(first, i), Run(end, last)) if r.end - r.start > 1)

    def _is_other(self, x: Passage, i: int) -> bool:
        hit = self.cues.preposition(x.s, i)
        return hit is not None and self.head(x, i, *hit) is not None

    def _part(self, x: Passage, i: int) -> Run:
        """The part of the sentence between semicolons and colons that holds token `i`, unless it opens the sentence."""
        doc, sentence = x.s.p.doc, x.layout.sentence(i)
        if i == sentence.start:
            semicolon = next(
                (t.i for t in doc[i : sentence.end] if t.text == ";" and x.layout.quote(t.i) is None), None
            )
            if semicolon is None or not any(self.cues.verb(x.s, t) for t in doc[semicolon : sentence.end]):
                return sentence
            return Run(i, semicolon)
        first, last = sentence.start, sentence.end
        opened = next((t.i for t in reversed(doc[first:i]) if t.text in "()"), None)
        if opened is not None and doc[opened].text == "(":
            return Run(opened + 1, next((t.i for t in doc[i:last] if t.text == ")"), last))
        for t in doc[sentence.start : sentence.end]:
            if t.text not in (";", ":") or x.layout.quote(t.i) is not None:
                continue
            if t.i < i and any(map(says, doc[t.i : last])):
                first = t.i + 1
            elif t.i > i:
                last = t.i if t.text == ";" else last
                break
        return Run(first, last)

    def _clause(self, x: Passage, part: Run, i: int, end: int) -> tuple[int, int]:
        """The clause within `part` that the phrase is inserted in: a relative clause ("un départ qui, selon X, …"), a
        participle's ("faisant, selon X, six tués") or the second of two ("et plaiderait, selon X, pour …")."""
        s, doc = x.s, x.s.p.doc
        before = i - 1 if i > part.start and doc[i - 1].text == "," else i
        inserted = before < i and end < part.end and doc[end].text == ","
        if before <= part.start:
            return part.start, part.end
        t = doc[before - 1]
        if inserted and t.lower_ in s.words["relative"]:
            stop = next((k.i for k in doc[end + 1 : part.end] if k.text == "," and resumes(s, k.i, part.end)), part.end)
            noun = phrase_head(s, x.layout, t.i - 1 if doc[t.i - 1].text == "," else t.i)
            first = before if noun is None else s.p.tokens(s.noun_phrase(noun))[0].i
            return max(first, part.start), stop
        if inserted and morph(t, "VerbForm") == "Part" and (morph(t, "Tense") == "Pres" or t.dep_ == "acl"):
            return t.i, part.end
        if inserted and (relative := self._relative(s, part, before, end)) is not None:
            return relative, before
        if inserted and says(t) and t.i > part.start and doc[t.i - 1].pos_ == "CCONJ":
            return t.i, part.end
        if before == i and doc[i - 1].text != ",":
            opened = next(
                (k.i for k in reversed(doc[part.start : i]) if k.lower_ in s.words["relative"] or k.text == ","), None
            )
            if (
                opened is not None
                and doc[opened].text != ","
                and doc[opened].pos_ == "PRON"
                and any(map(says, doc[opened:i]))
            ):
                return opened + 1, max(end, next((k.i for k in doc[end : part.end] if k.text == ","), part.end))
        return part.start, part.end

    def _relative(self, s: Syntax, part: Run, before: int, end: int) -> int | None:
        """Where a relative clause begins that the phrase closes, behind which the sentence goes on with its own verb
        ("l'attaque, qui serait un accident, selon X, a fait trois morts")."""
        doc = s.p.doc
        opened = next((k.i for k in reversed(doc[part.start : before]) if k.text == ","), None)
        if opened is None or doc[opened + 1].lower_ not in s.words["relative"] or not resumes(s, end, part.end):
            return None
        return opened + 2 if any(map(says, doc[opened + 2 : before])) else None


def _comma_before(doc: Tree, i: int, low: int) -> int:
    for j in range(i - 2, low, -1):
        if doc[j].text in (",", ";") or doc[j].pos_ == "CCONJ":
            return j
    return i


def _comma_after(doc: Tree, i: int, high: int) -> int:
    for j in range(i + 2, high):
        if doc[j].text in (",", ";"):
            return j
    return i
