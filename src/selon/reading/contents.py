"""What a reporting clause reports: the stretches of the sentence that its source vouches for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selon.languages.load import table
from selon.reading.cues import Cue
from selon.reading.sentences import BOTH, CLOSE, OPEN, Layout, Run
from selon.reading.speakers import BREAKS, Clause, complex_start, says
from selon.reading.syntax import Syntax, morph

if TYPE_CHECKING:
    from selon.reading.tree import Token

QUE = 9
"""A complement clause begins within so many tokens after its verb."""
INFINITIVE = 6
OBJECT = 7
ADDRESSED = 16
"""An infinitive that somebody is asked or told stands within so many tokens after the verb."""
ADDRESSING = ("demand", "threaten", "accuse", "promise")


class Contents:
    """Finds what is reported, in one language."""

    def __init__(self, lang: str) -> None:
        words = table(lang, "attribution")
        self.que = frozenset(words["complementizers"])
        self.likewise = frozenset(words["likewise"])
        self.asides = frozenset(words["asides"])
        self.going_on = frozenset(words["going_on"])
        self.bare: bool = words["bare_clauses"]
        self.other = frozenset(words["other_classes"])
        self.circumstances = frozenset(words["circumstances"])

    def find(self, s: Syntax, layout: Layout, c: Clause) -> tuple[tuple[Run, ...], str]:
        """The runs of tokens reported, and by which construction."""
        likewise = self._likewise(s, layout, c)
        if likewise:
            return likewise, "«as … said»"
        if c.inverted:
            if "incise" in c.cue.needs or "quote" in c.cue.needs or not c.cue.needs:
                return self._around(s, layout, c), "an inverted speaker"
            return (), ""
        if c.speaker is not None and s.passive(c.verb):
            return self._passive(s, c)
        return self._behind(s, layout, c)

    def _likewise(self, s: Syntax, layout: Layout, c: Clause) -> tuple[Run, ...]:
        """The sentence around "comme l'a indiqué X", "as X said": all of it but that clause; nothing where the cue has
        words of its own to report."""
        doc, sentence = s.p.doc, layout.sentence(c.verb.i)
        first = c.start if c.inverted or c.speaker is None else min(c.start, c.speaker.left_edge.i)
        opens = next((k for k in doc[max(sentence.start, first - 2) : first + 1] if k.lower_ in self.likewise), None)
        if opens is None or any(self._opens(k) for k in doc[c.after : c.after + 2]):
            return ()
        end = next((k.i for k in doc[max(c.stop - 1, c.after) : sentence.end] if k.text in BREAKS), sentence.end)
        runs = (Run(sentence.start, opens.i), Run(min(end + 1, sentence.end), sentence.end))
        return tuple(r for r in runs if r.end - r.start > 2)

    # a clause that stands within or after what it reports

    def _around(self, s: Syntax, layout: Layout, c: Clause) -> tuple[Run, ...]:
        doc, sentence = s.p.doc, layout.sentence(c.verb.i)
        first = sentence.start
        k = c.start - 1
        while k > 0 and (doc[k].text in BREAKS or doc[k].text in "!?…." or doc[k].is_space):
            k -= 1
        q = layout.quote(k) if k >= 0 else None
        if q is not None:
            first = min(first, q.start)
        runs = [Run(first, c.start)] if c.start - first > 1 else []
        if c.stop < sentence.end and (not runs or self._goes_on(s, layout, c, sentence)):
            runs.append(Run(c.stop, sentence.end))
        elif not runs:
            runs.extend(q for q in layout.quotes if c.verb.i < q.start <= sentence.end + 1)
        return tuple(runs)

    def _goes_on(self, s: Syntax, layout: Layout, c: Clause, sentence: Run) -> bool:
        """Whether what is reported goes on after the inserted clause: a quotation, "et que …", or the main verb."""
        doc = s.p.doc
        at = c.stop
        if layout.quote(at) is not None or doc[at].text in OPEN or doc[at].text in BOTH:
            return True
        if doc[at].lower_ in self.going_on or doc[at].lower_ in self.que:
            return True
        head = doc[sentence.start : c.start]
        return not any(says(t) for t in head) and any(says(t) for t in doc[at : sentence.end])

    # "X, revendiqué par Y"; "X a été annoncé par Y"

    def _passive(self, s: Syntax, c: Clause) -> tuple[tuple[Run, ...], str]:
        return self.subject(s, c.verb, c.cue), "a passive"

    def subject(self, s: Syntax, verb: Token, cue: Cue) -> tuple[Run, ...]:
        """What a passive cue reports: the phrase of its subject; nothing where the cue takes no noun."""
        x = s.subject(verb)
        if (cue.needs and "noun" not in cue.needs) or x is None or x.pos_ == "PRON":
            return ()
        edge = min(x.right_edge.i + 1, complex_start(s, verb)) if x.i < verb.i else x.right_edge.i + 1
        return (Run(x.left_edge.i, max(edge, x.i + 1)),)

    # a clause that stands before what it reports

    def _behind(self, s: Syntax, layout: Layout, c: Clause) -> tuple[tuple[Run, ...], str]:
        doc, sentence = s.p.doc, layout.sentence(c.verb.i)
        end = self._stop(s, layout, c, sentence)
        needs = c.cue.needs - {"refl"}
        que = next((t.i for t in doc[c.after : min(end, c.after + QUE)] if self._opens(t)), None)
        if que is not None and (not needs or "que" in needs) and not self._taken(s, c, que):
            return (Run(que, end),), "a clause"
        if not needs or "inf" in needs:
            far = ADDRESSED if c.cue.mode in ADDRESSING else INFINITIVE
            verb = next((t for t in doc[c.after : min(end, c.after + far)] if _infinitive(t)), None)
            if verb is not None and not (far == INFINITIVE and any(t.dep_ == "obj" for t in doc[c.after : verb.i])):
                return (Run(c.after, end),), "an infinitive"
        quotes = [q for q in layout.quotes if c.after <= q.start < sentence.end]
        if self.bare and (not needs or "que" in needs) and any(says(t) for t in doc[c.after : end]):
            return (Run(c.after, end),), "a clause without conjunction"
        colon = next((t.i for t in doc[c.after : sentence.end] if t.text == ":"), None)
        if colon is not None and colon + 1 < sentence.end:
            return (Run(colon + 1, sentence.end),), "a colon"
        if colon is not None and (q := next((q for q in layout.quotes if 0 <= q.start - colon <= 3), None)) is not None:
            return (q,), "a colon"
        if not needs or "noun" in needs:
            head = next(
                (t for t in doc[c.after : min(end, c.after + OBJECT)] if t.pos_ in ("NOUN", "PROPN", "NUM")), None
            )
            if head is not None and not self._only_told(s, c, head):
                thing = next((k for k in s.kids(c.verb) if k.dep_ == "obj" and k.i > head.i), head)
                return (Run(c.after if thing is head else thing.left_edge.i, end),), "an object"
        if quotes and (not needs or "quote" in needs):
            return tuple(quotes), "a quotation"
        return (), ""

    def _taken(self, s: Syntax, c: Clause, que: int) -> bool:
        """Whether the clause at `que` belongs to another verb: one that is finite, or one behind the cue's own object
        ("a démenti tout retrait, affirmant que …")."""
        if _finite_between(s, c.after, que):
            return True
        verbs = [t.i for t in s.p.doc[c.after : que] if t.pos_ == "VERB"]
        return bool(verbs) and any(k.dep_ == "obj" and c.after <= k.i < verbs[0] for k in s.kids(c.verb))

    def _opens(self, t: Token) -> bool:
        """Whether the word opens a complement clause, and is not the same word in another class."""
        return t.lower_ in self.que and t.pos_ not in self.other

    def _only_told(self, s: Syntax, c: Clause, head: Token) -> bool:
        """Whether the noun after the verb is a mere adjunct ("dans un communiqué", "lundi"), so no object."""
        obj = any(k.dep_ in ("obj", "obl:arg", "iobj") and k.i > c.verb.i for k in s.kids(c.verb))
        return len(c.cue.words) == 1 and not obj and s.preposition(head) is not None

    def _stop(self, s: Syntax, layout: Layout, c: Clause, sentence: Run) -> int:
        """Where the reported part ends: at the sentence's end, a verb coordinated with the cue, or an aside."""
        doc, end = s.p.doc, sentence.end
        for k in s.kids(c.verb):
            coordinated = k.dep_ == "conj" and k.i > c.after and k.pos_ in ("VERB", "AUX")
            if coordinated or (k.left_edge.i >= c.after and k.left_edge.lower_ in self.circumstances):
                end = min(end, k.left_edge.i)
        for t in doc[c.after : end - 1]:
            if t.text == "," and doc[t.i + 1].lower_ in self.asides and layout.quote(t.i) is None:
                return t.i
        return end


def _infinitive(t: Token) -> bool:
    return morph(t, "VerbForm") in ("Inf", "Ger")


def _finite_between(s: Syntax, a: int, b: int) -> bool:
    return any(says(t) or _infinitive(t) for t in s.p.doc[a:b])


def below(t: Token) -> Run:
    """The tokens under `t`, itself included."""
    return Run(t.left_edge.i, t.right_edge.i + 1)


def trimmed_edges(s: Syntax, r: Run) -> tuple[Token, Token] | None:
    """The first and last token of a run without the spaces, commas and quotation marks at its edges."""
    tokens = list(s.p.doc[r.start : r.end])
    while tokens and (tokens[0].is_space or tokens[0].text in BREAKS or tokens[0].text in OPEN):
        tokens.pop(0)
    while tokens and (tokens[-1].is_space or tokens[-1].text in BREAKS | CLOSE or tokens[-1].text == "."):
        tokens.pop()
    return (tokens[0], tokens[-1]) if tokens else None
