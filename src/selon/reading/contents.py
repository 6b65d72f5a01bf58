"""What a reporting clause reports: the stretches of the sentence that its source vouches for."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from selon.languages.load import rows, table
from selon.reading.clauses import BREAKS, complex_start, finite_between, infinitive, new_clause, resumes, says
from selon.reading.cues import BRACKET, Cue
from selon.reading.sentences import BOTH, CLOSE, OPEN, Layout, Run
from selon.reading.speakers import Clause, passive
from selon.reading.syntax import Syntax, morph

if TYPE_CHECKING:
    from selon.reading.tree import Token

QUE = 9
"""A complement clause begins within so many tokens after its verb."""
INFINITIVE = 6
OBJECT = 7
COUNTED = 4
"""A number or quotation that is the object begins within so many tokens after the verb."""
ADDRESSED = 16
"""An infinitive that somebody is asked or told stands within so many tokens after the verb."""
OWNED = ("force", "vehicle", "weapon")
SPOKEN = ("say", "confirm", "deny", "think")
ASKED = ("demand", "threaten", "promise")
"""Modes of cues whose content may stand behind "to" beside an object, which is then whom they address."""
ADDRESSING = ("demand", "threaten", "accuse", "promise")


class Contents:
    """Finds what is reported, in one language."""

    def __init__(self, lang: str) -> None:
        words = table(lang, "attribution")
        self.que = frozenset(words["complementizers"])
        self.whole = frozenset(words["whole_clauses"])
        self.whether = frozenset(words["questions"])
        self.likewise = frozenset(words["likewise"])
        self.asides = frozenset(words["asides"])
        self.going_on, self.sequels = frozenset(words["going_on"]), frozenset(words["sequels"])
        self.bare: bool = words["bare_clauses"]
        self.other = frozenset(words["other_classes"])
        self.calling_back = frozenset(words["calling_back"])
        self.owned = frozenset(r["lemma"] for r in rows(lang, "classes") if r["class"] in OWNED)
        self.titles = frozenset(r["lemma"] for r in rows(lang, "sources") if r["kind"] in ("title", "unnamed"))
        self.telling = frozenset(words["telling"])
        self.papers = frozenset(r["lemma"] for r in rows(lang, "sources") if r["kind"] == "document")
        self.or_else = frozenset(words["or_else"])
        self.purposes = frozenset(words["purposes"])
        self.circumstances = frozenset(words["circumstances"])
        self.to = frozenset(words["told_prepositions"])
        self.offering = frozenset(words["offering"])
        self.events = frozenset(r["lemma"] for r in rows(lang, "events_nouns") if r["type"] != "-")

    def find(self, s: Syntax, layout: Layout, c: Clause) -> tuple[tuple[Run, ...], str]:
        """The runs of tokens reported, and by which construction."""
        likewise = self._likewise(s, layout, c)
        if likewise:
            return likewise, "«as … said»"
        if c.gap is not None and not self._addresses(s, c):
            return self._relative(s, layout, c), "a relative clause"
        if c.inverted:
            if "incise" in c.cue.needs or "quote" in c.cue.needs or not c.cue.needs:
                return self._around(s, layout, c), "an inverted speaker"
            return (), ""
        if c.speaker is not None and passive(s, c.verb, c.after):
            return self._passive(s, c)
        return self._behind(s, layout, c)

    def _likewise(self, s: Syntax, layout: Layout, c: Clause) -> tuple[Run, ...]:
        """The sentence around "comme l'a indiqué X", "as X said": all of it but that clause; nothing where the cue has
        words of its own to report."""
        doc, sentence = s.p.doc, layout.sentence(c.verb.i)
        first = c.start if c.inverted or c.speaker is None else min(c.start, c.speaker.left_edge.i)
        opens = next((k for k in doc[max(sentence.start, first - 2) : first + 1] if k.lower_ in self.likewise), None)
        if (
            opens is None
            or doc[c.start - 1].lower_ in s.words["relative"]
            or any(self._opens(k) for k in doc[c.after : c.after + 2])
        ):
            return ()
        end = next(
            (k.i for k in doc[max(c.stop - 1, c.after) : sentence.end] if k.text in BREAKS or k.text == ":"),
            sentence.end,
        )
        if end < sentence.end and doc[end].text == ":" and not any(says(k) for k in doc[sentence.start : opens.i]):
            return (Run(end + 1, sentence.end),)
        runs = (Run(sentence.start, opens.i), Run(min(end + 1, sentence.end), sentence.end))
        return tuple(r for r in runs if r.end - r.start > 2)

    # "l'attaque que X revendique", "…, ce que X dément"

    def _addresses(self, s: Syntax, c: Clause) -> bool:
        """Whether an infinitive tells what is reported of the noun before the clause: "que X accuse d'armer"."""
        near = s.p.doc[c.after : c.after + INFINITIVE]
        near = near[: next((n for n, t in enumerate(near) if t.text == "," or says(t)), len(near))]
        told = any(k.dep_ in ("xcomp", "ccomp") and infinitive(k) and k.i > c.verb.i for k in s.kids(c.verb))
        return told or any(map(infinitive, near))

    def _relative(self, s: Syntax, layout: Layout, c: Clause) -> tuple[Run, ...]:
        gap = c.gap
        if gap is None:
            return ()
        if gap.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM"):
            first = layout.sentence(gap.i).start
            return (Run(first, gap.i),) if gap.i - first > 1 else ()
        phrase = s.p.tokens(s.noun_phrase(gap))
        return (Run(phrase[0].i, phrase[-1].i + 1),) if phrase else (Run(gap.i, gap.i + 1),)

    # a clause that stands within or after what it reports

    def _around(self, s: Syntax, layout: Layout, c: Clause) -> tuple[Run, ...]:
        doc, sentence = s.p.doc, layout.sentence(c.verb.i)
        first = self._part_start(s, layout, c, sentence)
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
        elif (sequel := self._sequel(s, layout, c, sentence)) is not None:
            runs.append(sequel)
        return tuple(runs)

    def _sequel(self, s: Syntax, layout: Layout, c: Clause, sentence: Run) -> Run | None:
        """What happened before or after what is told, behind the clause that tells it: "…, a annoncé le ministère, au
        lendemain de l'attaque de la garnison"; not behind a quotation."""
        doc = s.p.doc
        if any(layout.quote(t.i) is not None for t in doc[sentence.start : c.start]):
            return None
        for t in doc[c.after : sentence.end - 1]:
            if t.text == "," and t.nbor().lower_ in self.sequels and t.nbor().pos_ == "ADP":
                verbs = [k for k in doc[t.i : sentence.end] if says(k)]
                related = all("acl:relcl" in (k.dep_, k.head.dep_) for k in verbs)
                return Run(t.i + 1, sentence.end) if related else None
        return None

    def _part_start(self, s: Syntax, layout: Layout, c: Clause, sentence: Run) -> int:
        """Where the part of the sentence that holds the clause begins: behind a semicolon, or a colon that a clause of
        the writer's own goes before."""
        doc, first = s.p.doc, sentence.start
        for t in doc[sentence.start : c.start]:
            if t.text in (";", ":") and layout.quote(t.i) is None and any(map(says, doc[first : t.i])):
                first = t.i + 1
        return first if first < c.start - 1 else sentence.start

    def _goes_on(self, s: Syntax, layout: Layout, c: Clause, sentence: Run) -> bool:
        """Whether what is reported goes on after the inserted clause: a quotation, "et que …", or the main verb."""
        doc = s.p.doc
        at = c.stop
        if layout.quote(at) is not None or doc[at].text in OPEN or doc[at].text in BOTH:
            return True
        if doc[at].lower_ in self.going_on or doc[at].lower_ in self.que:
            return True
        head = doc[sentence.start : c.start]
        if any(layout.quote(t.i) is not None for t in head):
            return False
        return not any(says(t) for t in head) and any(says(t) for t in doc[at : sentence.end])

    # "X, revendiqué par Y"; "X a été annoncé par Y"

    def _passive(self, s: Syntax, c: Clause) -> tuple[tuple[Run, ...], str]:
        subject = s.subject(c.verb)
        if c.cue.mode == "see" and not any(k.pos_ == "AUX" for k in s.kids(c.verb)):
            return (), "a passive"
        person = subject is not None and (subject.pos_ == "PROPN" or s.lemma(subject) in self.titles)
        return (() if person else self.subject(s, c.verb, c.cue)), "a passive"

    def subject(self, s: Syntax, verb: Token, cue: Cue, named: bool = True) -> tuple[Run, ...]:
        """What a passive cue reports: the phrase of its subject; nothing where the cue takes no noun. `named`: an agent
        is; without one, the clause in which the cue modifies the noun belongs to it."""
        x = s.subject(verb)
        if (cue.needs and "noun" not in cue.needs) or x is None or x.pos_ == "PRON":
            return ()
        if not named and x.i < verb.i <= x.right_edge.i:
            return (Run(x.left_edge.i, x.right_edge.i + 1),)
        edge = min(x.right_edge.i + 1, complex_start(s, verb)) if x.i < verb.i else x.right_edge.i + 1
        return (Run(x.left_edge.i, max(edge, x.i + 1)),)

    # a clause that stands before what it reports

    def _behind(self, s: Syntax, layout: Layout, c: Clause) -> tuple[tuple[Run, ...], str]:
        doc, sentence = s.p.doc, layout.sentence(c.verb.i)
        c = self._past_brackets(s, c, sentence)
        end = self._stop(s, layout, c, sentence)
        needs = c.cue.needs - {"refl", "norefl", "conj"}
        if "count" in needs and not self._counts(s, c):
            return (), ""
        que = next((t.i for t in doc[c.after : min(end, c.after + QUE)] if self._opens(t)), None)
        if que is not None and (not needs or "que" in needs) and not self._taken(s, c, que):
            return (Run(que, end),), "a clause"
        if not needs or "inf" in needs:
            verb = self._complement(s, c, end)
            if verb is not None:
                return (Run(c.after, self._before_new_clause(s, layout, verb.i, end)),), "an infinitive"
        quotes = [q for q in layout.quotes if c.after <= q.start < sentence.end]
        colon = next((t.i for t in doc[c.after : sentence.end] if t.text == ":" and layout.quote(t.i) is None), None)
        if (
            colon is not None
            and not finite_between(s, c.after, colon)
            and any(0 < q.start - colon <= 2 for q in layout.quotes)
        ):
            return (Run(colon + 1, sentence.end),), "a colon"
        if self.bare and "conj" not in c.cue.needs and (not needs or "que" in needs) and self._told_bare(s, c, end):
            return (Run(c.after, end),), "a clause without conjunction"
        counted = colon is not None and any(k.dep_ == "nummod" for t in doc[c.after : colon] for k in s.kids(t))
        if colon is not None and colon + 1 < sentence.end and not counted:
            return (Run(colon + 1, sentence.end),), "a colon"
        if colon is not None and (q := next((q for q in layout.quotes if 0 <= q.start - colon <= 3), None)) is not None:
            return (q,), "a colon"
        if not needs or needs & {"noun", "count"}:
            named = (t for t in doc[c.after : min(end, c.after + OBJECT)] if t.pos_ in ("NOUN", "PROPN", "NUM"))
            head = next((t for t in named if not self._day(s, t)), None)
            while head is not None and head.dep_ in ("compound", "nmod:poss") and c.after < head.head.i < end:
                head = head.head
            paper = head is not None and c.cue.mode == "write" and s.lemma(head) in self.papers
            person = head is not None and c.cue.mode in SPOKEN and self._person(s, c, head)
            offered = head is not None and s.lemma(c.verb) in self.offering and s.lemma(head) not in self.events
            nothing = paper or person or offered
            if head is not None and not nothing and not self._only_told(s, c, head):
                thing = self._object(s, c, head, end)
                first = c.after if thing is head else thing.left_edge.i
                end = self._before_purpose(s, thing, end)
                ends = end if c.cue.mode == "see" else self._object_end(s, layout, thing, end)
                return (Run(first, ends),), "an object"
        if not needs or "quote" in needs:
            near = (
                [q for q in quotes if not finite_between(s, c.after, q.start)] if layout.quote(c.verb.i) is None else []
            )
            if quotes and near:
                return tuple(quotes), "a quotation"
            return self._next_quotation(s, layout, c, sentence), "a quotation behind the sentence"
        return (), ""

    def _next_quotation(self, s: Syntax, layout: Layout, c: Clause, sentence: Run) -> tuple[Run, ...]:
        """The quotation with which the next sentence begins, where the cue ends its own: "X confirme. « Oui, … »"."""
        if c.cue.mode not in SPOKEN or any(not t.is_punct and not t.is_space for t in s.p.doc[c.after : sentence.end]):
            return ()
        return tuple(q for q in layout.quotes if sentence.end <= q.start <= sentence.end + 2)

    def _day(self, s: Syntax, t: Token) -> bool:
        """Whether the word is a day of the week, or a part of one right behind it ("dimanche soir")."""
        return any(s.lemma(k) in s.words["days"] for k in (t, *([t.nbor(-1)] if t.i else [])))

    def _counts(self, s: Syntax, c: Clause) -> bool:
        """Whether the object is a number or begins as a quotation: "parle de 40 blessés", "parle d'une « erreur »"."""
        near = s.p.doc[c.after : c.after + COUNTED]
        return any(
            t.pos_ == "NUM" or t.text in OPEN or t.text in BOTH or s.lemma(t) in s.words["measures"] for t in near
        )

    def _person(self, s: Syntax, c: Clause, head: Token) -> bool:
        """Whether one person is the object, or a force called back, so that nothing is told: "a rappelé ses chars"."""
        lemma = s.lemma(head)
        own = s.lemma(c.verb) in self.calling_back and lemma in self.owned
        return own or (lemma in self.titles and morph(head, "Number") != "Plur" and s.preposition(head) is None)

    def _told_bare(self, s: Syntax, c: Clause, end: int) -> bool:
        """Whether a clause without conjunction follows, and not one that belongs to an object or circumstance."""
        first = next((t for t in s.p.doc[c.after : end] if says(t)), None)
        if first is None:
            return False
        path = [first, *s.ancestors(first)]
        if c.verb not in path or s.lemma(c.verb) in self.telling:
            return True
        under = path[: path.index(c.verb)]
        return not any(k.dep_ in ("advcl", "acl", "acl:relcl") for k in under)

    def _object(self, s: Syntax, c: Clause, head: Token, end: int) -> Token:
        """What is told, where the first noun behind the cue may be whom it is told or asked of ("a demandé au juge la
        levée …"): the verb's object, else the next noun without a preposition."""
        objects = [k for k in s.kids(c.verb) if k.dep_ == "obj" and head.i <= k.i < end]
        if head in objects or s.preposition(head) is None or s.preposition(head) == c.cue.words[-1]:
            return head
        if objects:
            return objects[0]
        phrase = s.p.tokens(s.noun_phrase(head))
        after = (phrase[-1].i if phrase else head.i) + 1
        first = next((t for t in s.p.doc[after:end] if t.pos_ not in ("ADV", "ADJ")), None)
        if first is None or first.pos_ not in ("DET", "NUM") or first.head.pos_ != "NOUN":
            return head
        return first.head

    def _past_brackets(self, s: Syntax, c: Clause, sentence: Run) -> Clause:
        """The clause with its content looked for past a phrase in commas right behind the verb ("annonce, via un
        communiqué, avoir …")."""
        doc = s.p.doc
        if c.after >= sentence.end or doc[c.after].text != ",":
            return c
        closing = next((t.i for t in doc[c.after + 1 : min(sentence.end, c.after + BRACKET)] if t.text == ","), None)
        if closing is None or closing + 1 >= sentence.end or any(says(t) for t in doc[c.after : closing]):
            return c
        following = doc[closing + 1]
        told = self._opens(following) or infinitive(following) or following.text in OPEN or following.text in BOTH
        return replace(c, after=closing + 1) if told else c

    def _complement(self, s: Syntax, c: Clause, end: int) -> Token | None:
        """The infinitive that is what the cue reports; None where the verb has none, or an object before it."""
        doc = s.p.doc
        far = ADDRESSED if c.cue.mode in ADDRESSING else INFINITIVE
        verb = next((t for t in doc[c.after : min(end, c.after + far)] if infinitive(t)), None)
        if verb is None:
            return next(
                (k for k in s.kids(c.verb) if c.after < k.i < end and k.dep_ == "xcomp" and infinitive(k)), None
            )
        if far == INFINITIVE and any(t.dep_ == "obj" for t in doc[c.after : verb.i]):
            return None
        return verb

    def _taken(self, s: Syntax, c: Clause, que: int) -> bool:
        """Whether the clause at `que` belongs to another verb: one that is finite, or one behind the cue's own object
        ("a démenti tout retrait, affirmant que …")."""
        if finite_between(s, c.after, que):
            return True
        if s.p.doc[que].lower_ in self.whether and any(
            k.dep_ == "obj" and c.after <= k.i < que for k in s.kids(c.verb)
        ):
            return True
        verbs = [t.i for t in s.p.doc[c.after : que] if t.pos_ == "VERB"]
        return bool(verbs) and any(k.dep_ == "obj" and c.after <= k.i < verbs[0] for k in s.kids(c.verb))

    def _opens(self, t: Token) -> bool:
        """Whether the word opens a complement clause, and is not the same word in another class or in "ce que"."""
        if t.i > 1 and t.nbor(-1).lower_ in self.whole and t.nbor(-2).pos_ != "ADP":
            return False
        return t.lower_ in self.que and t.pos_ not in self.other

    def _only_told(self, s: Syntax, c: Clause, head: Token) -> bool:
        """Whether the noun after the verb is a mere adjunct ("dans un communiqué", "lundi") or whom a pronoun is told
        or laid to ("l'attribue à X"), so no object."""
        preposition, kids = s.preposition(head), s.kids(c.verb)
        if c.cue.mode == "see" and preposition in self.to:
            return False
        if c.cue.mode not in ASKED and preposition in self.to and any(k.dep_ == "obj" and k.i < c.verb.i for k in kids):
            return True
        obj = any(k.dep_ in ("obj", "obl:arg", "iobj") and k.i > c.verb.i for k in kids)
        return len(c.cue.words) == 1 and not obj and preposition is not None

    def _stop(self, s: Syntax, layout: Layout, c: Clause, sentence: Run) -> int:
        """Where the reported part ends: at the sentence's end, a semicolon, a verb joined to the cue, an aside, or
        where the sentence goes on behind the clause that the cue stands in."""
        doc, end = s.p.doc, sentence.end
        for k in s.kids(c.verb):
            coordinated = k.dep_ == "conj" and k.i > c.after and k.pos_ in ("VERB", "AUX")
            coordinated = coordinated and self._joined(s, k)
            aside = k.dep_ not in ("ccomp", "obj", "xcomp", "iobj") and k.left_edge.lower_ in self.circumstances
            if coordinated or (k.left_edge.i >= c.after and aside):
                end = min(end, k.left_edge.i)
        inserted = self._in_commas(s, c)
        for t in doc[c.after : end - 1]:
            if t.text not in (",", ";") or layout.quote(t.i) is not None:
                continue
            following = doc[t.i + 1]
            if t.text == ";" and following.lower_ not in self.que and not _hearsay(s, t.i + 1, end):
                return t.i
            contrary = following.lower_ in self.whole and t.i + 2 < end and doc[t.i + 2].lower_ in self.que
            aside = following.lower_ in self.asides and self._told(s, c, t.i, end)
            aside = aside and not self._and_that(s, t.i, end)
            if contrary or aside or (inserted and (resumes(s, t.i, end) or new_clause(s, t.i, end))):
                return t.i
        return end

    def _before_purpose(self, s: Syntax, thing: Token, end: int) -> int:
        """`end`, or the word that opens the purpose of asking for a thing; that of an infinitive is part of it."""
        purpose = next((t.i for t in s.p.doc[thing.i : end] if t.lower_ in self.purposes), end)
        return end if any(map(infinitive, s.p.doc[thing.i : purpose])) else purpose

    def _joined(self, s: Syntax, k: Token) -> bool:
        """Whether a verb is joined to the cue: by a conjunction or comma, and not as a second thing that is told."""
        if any(x.lower_ in self.que or infinitive(k) for x in s.kids(k) if x.dep_ == "mark"):
            return False
        first = k.left_edge
        return any(x.dep_ == "cc" for x in s.kids(k)) or first.is_punct or s.p.doc[max(first.i - 1, 0)].is_punct

    def _told(self, s: Syntax, c: Clause, comma: int, end: int) -> bool:
        """Whether what is told is whole before a comma: not where its verb comes behind ("que deux postes, au nord de
        la capitale, avaient été rendus")."""
        doc = s.p.doc
        clause = any(self._opens(t) for t in doc[c.after : min(comma, c.after + QUE)])
        return not clause or any(map(says, doc[c.after : comma])) or not any(map(says, doc[comma:end]))

    def _and_that(self, s: Syntax, comma: int, end: int) -> bool:
        """Whether a second clause is told behind what a comma opens ("…, au Qatar, et que d'autres suivraient")."""
        pairs = pairwise(s.p.doc[comma + 1 : end])
        return any(a.pos_ == "CCONJ" and self._opens(b) for a, b in pairs)

    def _before_new_clause(self, s: Syntax, layout: Layout, start: int, end: int) -> int:
        """`end`, or the comma before it behind which a clause of its own begins."""
        for t in s.p.doc[start : end - 1]:
            apart = t.text == "," and layout.quote(t.i) is None and t.nbor().lower_ not in self.or_else
            if apart and new_clause(s, t.i, end):
                return t.i
        return end

    def _object_end(self, s: Syntax, layout: Layout, thing: Token, end: int) -> int:
        """Where the noun phrase that a cue reports ends: at a comma behind which another one stands, unless that is
        part of it ("la prise d'un village, onze morts dans une frappe")."""
        for t in s.p.doc[thing.i : end - 1]:
            if t.text != "," or layout.quote(t.i) is not None or t.nbor().lower_ in self.or_else:
                continue
            after = t.nbor()
            if after.pos_ in ("DET", "NUM", "NOUN", "PROPN") and thing not in (after, *s.ancestors(after)):
                return t.i
        return end

    def _in_commas(self, s: Syntax, c: Clause) -> bool:
        """Whether the reporting clause is a relative or participial clause, behind which the sentence may go on."""
        first = c.start if c.speaker is None else min(c.start, c.speaker.left_edge.i)
        relative = any(k.lower_ in s.words["relative"] for k in s.p.doc[max(0, c.start - 1) : c.start + 1])
        return c.gap is not None or relative or (first == c.start and not s.finite(c.verb))


def _hearsay(s: Syntax, start: int, end: int) -> bool:
    """Whether the clause that begins at `start` is in the conditional, so that what is reported goes on in it."""
    verb = next((t for t in s.p.doc[start:end] if says(t)), None)
    return verb is not None and morph(verb, "Mood") == "Cnd"


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
