"""Questions about a Universal Dependencies tree that several readers ask: who is the subject, is it passive …

Everything here is stated in UD relations and features; the little that names words of a language comes from its
pack (`languages/*/syntax.toml`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from selon.languages.load import table
from selon.model import Span
from selon.reading.parse import Paragraph

if TYPE_CHECKING:
    from selon.reading.tree import Token

SUBJECT = ("nsubj", "nsubj:pass", "csubj", "nsubj:caus", "expl:subj")
NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "SYM", "X")
RELATIVE = ("acl:relcl", "acl", "advcl")
CUT = frozenset(("acl:relcl", "acl", "parataxis", "advcl", "ccomp", "obl:mod", "cop", "nsubj", "csubj", "dislocated"))
"""Relations of what never belongs to the phrase of a noun, …"""
LOOSE = ("appos", "nmod", "obl:arg", "dep")
"""… and of what does not behind a comma."""
BEFORE_NOUN = ("case", "cc", "mark", "punct", "advmod", "cop", "nsubj", "aux", "expl:subj")


@lru_cache(maxsize=8)
def words(lang: str) -> dict[str, frozenset[str]]:
    """The word lists of `languages/<lang>/syntax.toml`, by name."""
    return {k: frozenset(v) for k, v in table(lang, "syntax").items() if isinstance(v, list)}


@lru_cache(maxsize=8)
def _contractions(lang: str) -> dict[str, str]:
    forms: dict[str, str] = table(lang, "syntax")["preposition_forms"]
    return forms


def morph(t: Token, feature: str) -> str:
    """The value of a UD feature of `t`, "" where it has none."""
    return t.morph.get(feature, "")


def ancestors(t: Token) -> Iterator[Token]:
    """The governors of `t` from the nearest up; bounded by the tree's height."""
    while t.head is not t:
        t = t.head
        yield t


HYPHEN = "-"
HEIGHT = 6
"""Verbs up to which a subject is looked for above a verb that has none of its own."""


class Syntax:
    """One paragraph's tree, asked in the terms of the readers."""

    def __init__(self, paragraph: Paragraph, lang: str, houses: Sequence[str] = ()) -> None:
        self.p = paragraph
        self.lang = lang
        self.houses = tuple(houses)
        """Names of the agencies that the dispatch is from, which no table need list."""
        self.words = words(lang)
        self._forms = _contractions(lang)
        self.asked: dict[tuple[str, int], Any] = {}
        """What readers have found out of a token or the paragraph and may ask again, by question and token index."""
        self.dependents: dict[tuple[str, int], Sequence[Token]] = {}
        """What hangs on a token in a slot of the lexicon, by slot and token index."""
        self._lemmas, self._kids = paragraph.lemmas, paragraph.kids
        self._prepositions: dict[int, str | None] = {}
        self._passives: dict[int, bool] = {}
        self._subjects: dict[int, Token | None] = {}
        self._phrases: dict[int, Span] = {}

    def words_singular(self, form: str) -> str:
        """A participle or adjective without the ending of its gender and number ("prévues" → "prévu")."""
        endings = (e for e in self.words["agreement"] if form.endswith(e) and len(form) > len(e) + 2)
        return form.removesuffix(max(endings, key=len, default=""))

    def words_form(self, form: str) -> str:
        """The base of a contracted or elided preposition ("du" → "de"); other words as they are."""
        return self._forms.get(form, form)

    def house(self, t: Token) -> bool:
        """Whether the name of an agency that the dispatch is from begins with `t`."""
        text, end = self.p.doc.text, t.idx
        return any(text.startswith(name, end) and not text[end + len(name) :][:1].isalnum() for name in self.houses)

    def lemma(self, t: Token) -> str:
        """Lemma of `t`."""
        return self._lemmas[t.i]

    def kids(self, t: Token) -> tuple[Token, ...]:
        """Dependents of `t` in text order."""
        return self._kids[t.i]

    def preposition(self, t: Token) -> str | None:
        """The preposition that introduces `t` ("du", "au" and elided forms as "de", "à"); None where there is none."""
        if t.i not in self._prepositions:
            self._prepositions[t.i] = self._preposition(t)
        return self._prepositions[t.i]

    def _preposition(self, t: Token) -> str | None:
        for k in self.kids(t):
            if k.dep_ in ("case", "mark") and k.i < t.i:
                form = k.lower_.replace("’", "'")
                base = self._forms.get(form, form)
                fixed = [f for f in self.kids(k) if f.dep_ == "fixed"]
                if fixed:
                    tail = " ".join(self._forms.get(f.lower_, f.lower_) for f in fixed)
                    whole = f"{base} {tail}"
                    return self._forms.get(whole, whole)
                return base
        return None

    def reflexive(self, t: Token) -> bool:
        """Whether the verb carries a reflexive pronoun that agrees with its subject."""
        pronouns = self.words["reflexive"]
        return any(
            k.lower_ in pronouns and k.i < t.i and not k.dep_.startswith("nsubj") and not self._conjunction(k)
            for k in self.kids(t)
        )

    def _conjunction(self, k: Token) -> bool:
        """Whether what looks like the pronoun opens a clause: "s'il"."""
        return k.dep_ == "mark" and k.i + 1 < len(k.doc) and k.nbor().dep_.startswith("nsubj")

    def passive(self, t: Token) -> bool:
        """Whether `t` is a passive verb, or a past participle that stands as an adjective."""
        if t.i not in self._passives:
            self._passives[t.i] = self._passive(t)
        return self._passives[t.i]

    def _passive(self, t: Token) -> bool:
        if self.reflexive(t):
            return False
        kids = self.kids(t)
        helpers = [k for k in kids if k.dep_.startswith("aux")]
        if self.lemma(t) in self.words["be_verbs"]:
            return any(self.lemma(k) in self.words["perfect_have"] for k in helpers) and any(
                k.dep_ in ("aux:pass", "nsubj:pass") for k in kids
            )
        if any(k.dep_ in ("aux:pass", "nsubj:pass", "obl:agent") for k in kids):
            return True
        if any(self.lemma(k) in self.words["perfect_be"] for k in helpers):
            return True
        if self._goes_on(t, helpers):
            return self.passive(t.head)
        return self.participle(t) and not helpers and not any(k.dep_ == "nsubj" and k.i < t.i for k in kids)

    def _goes_on(self, t: Token, helpers: list[Token]) -> bool:
        """Whether a participle goes on from one whose auxiliary is its own too: "a condamné le raid et accusé"."""
        if helpers or t.dep_ != "conj" or not self.participle(t) or not any(k.dep_ == "cc" for k in self.kids(t)):
            return False
        agrees = all(morph(t, f) == morph(t.head, f) for f in ("Number", "Gender"))
        return agrees and self.participle(t.head) and any(k.dep_.startswith("aux") for k in self.kids(t.head))

    def participle(self, t: Token) -> bool:
        """Whether `t` is a past participle."""
        return morph(t, "VerbForm") == "Part" and morph(t, "Tense") != "Pres"

    def finite(self, t: Token) -> bool:
        """Whether `t`, or an auxiliary or copula of it, is finite."""
        return morph(t, "VerbForm") == "Fin" or any(
            morph(k, "VerbForm") == "Fin" for k in self.kids(t) if k.dep_.startswith("aux") or k.dep_ == "cop"
        )

    def own_subject(self, t: Token) -> Token | None:
        """The subject that hangs on `t` itself; for a relative pronoun, the noun it stands for."""
        for k in self.kids(t):
            if k.dep_ in ("nsubj", "nsubj:pass", "nsubj:caus", "csubj"):
                if k.lower_ in self.words["relative"] and t.dep_ in RELATIVE:
                    return self._antecedent(k, t.head)
                return k
        return None

    def _antecedent(self, relative: Token, above: Token) -> Token:
        """The noun that a relative pronoun stands for: the one above its clause or, where that hangs on a verb, the
        nearest before; of a name with its abbreviation in brackets, the name."""
        if above.pos_ not in NOMINAL:
            before = (k for k in reversed(self.p.doc[above.i : relative.i]) if not k.is_punct)
            nearest = next(before, above)
            while nearest.head.pos_ in NOMINAL and nearest.head.i < nearest.i:
                nearest = nearest.head
            return nearest if nearest.pos_ in NOMINAL and nearest.i > above.i else above
        bracketed = above.dep_ == "appos" and above.i > 0 and self.p.doc[above.i - 1].text == "("
        return above.head if bracketed and above.head.pos_ in NOMINAL else above

    def subject(self, t: Token) -> Token | None:
        """The subject of `t`: its own, that of the verb it is coordinated with or controlled by, or the noun a
        participle modifies. None where the tree names none."""
        if t.i not in self._subjects:
            self._subjects[t.i] = self._subject(t, HEIGHT)
        return self._subjects[t.i]

    def _subject(self, t: Token, depth: int) -> Token | None:
        found = self.own_subject(t)
        if found is not None or depth == 0:
            return found
        h = t.head
        if h.i == t.i:
            return None
        if t.dep_ == "conj" or t.dep_ in ("aux", "aux:tense", "aux:pass", "cop"):
            return self._subject(h, depth - 1)
        if t.dep_ in ("xcomp", "ccomp", "advcl", "obl", "obl:mod", "obl:arg", "parataxis") and not self.finite(t):
            if t.dep_ == "xcomp" or (t.dep_ == "advcl" and self._of_object(t)):
                return self._controller(t, depth)
            predicate = self.words["analytic"] and any(k.dep_ == "cop" for k in self.kids(h))
            return self._subject(h, depth - 1) if h.pos_ in ("VERB", "AUX") or predicate else h
        if t.dep_ in ("acl", "acl:relcl", "amod", "appos") and h.pos_ in ("NOUN", "PROPN", "PRON"):
            return h
        return None

    def _controller(self, t: Token, depth: int) -> Token | None:
        """The subject of an infinitive: the object of a verb that controls by object, else the subject above."""
        h = t.head
        if self.lemma(h) in self.words["object_control"]:
            for k in self.kids(h):
                if k.pos_ in NOMINAL and k.i != t.i and (k.dep_ in ("obj", "iobj", "obl:arg") or self._called(k, t)):
                    return k
        if h.pos_ in ("NOUN", "PROPN"):
            return None
        return self._subject(h, depth - 1)

    def _called(self, k: Token, t: Token) -> bool:
        """Whether somebody is called on to do it: "called on both sides to respect the truce"."""
        return k.i < t.i and k.dep_ in ("obl", "obl:mod") and self.preposition(k) in self.words["control_by"]

    def _of_object(self, t: Token) -> bool:
        """Whether a verb after a preposition is the deed of the object above: "accused the army of breaking it"."""
        if self.lemma(t.head) not in self.words["object_control"]:
            return False
        return any(k.dep_ == "mark" and k.lower_ in self.words["control_marks"] for k in self.kids(t))

    def noun_phrase(self, t: Token) -> Span:
        """The span of the noun phrase headed by `t`, without a relative or participial clause, without the
        preposition that introduces it, and without what follows a comma."""
        if t.i not in self._phrases:
            self._phrases[t.i] = self._noun_phrase(t)
        return self._phrases[t.i]

    def _noun_phrase(self, t: Token) -> Span:
        doc, kept = self.p.doc, {t.i}
        self._gather(t, kept, top=True)
        a = b = t.i
        while a - 1 in kept:
            a -= 1
        while b + 1 in kept:
            b += 1
        marks = self.words["possessive_marks"]
        while b > t.i and (doc[b].lower_ in marks or (doc[b].is_punct and doc[b].text not in (")", "»", '"', "”"))):
            b -= 1
        if b > t.i and doc[b].text == ")" and all(k.text != "(" for k in doc[a:b]):
            b -= 1
        while a < t.i and doc[a].is_punct and doc[a].text not in ("«", '"', "“"):
            a += 1
        return self.p.span(doc[a], doc[b])

    def _gather(self, t: Token, kept: set[int], top: bool) -> None:
        """Keep what hangs on `t` and belongs to its phrase, by index."""
        kids = self._kids
        for k in kids[t.i]:
            if top and k.i < t.i and k.dep_ in BEFORE_NOUN and not self._belongs(t, k):
                continue
            if self._cut(k):
                continue
            kept.add(k.i)
            if kids[k.i]:
                self._gather(k, kept, top=False)

    def _belongs(self, t: Token, k: Token) -> bool:
        """Whether what stands before the noun belongs to its phrase: an opening quotation mark, an adverb of number."""
        if k.dep_ == "punct":
            return k.text in ("«", '"', "“")
        return k.dep_ == "advmod" and any(g.dep_ == "nummod" for g in self.kids(t))

    def _cut(self, k: Token) -> bool:
        if k.head.i == k.i + 2 and self.p.doc[k.i + 1].text == HYPHEN:
            # "the Kurdish-led forces"
            return False
        relation = k.dep_
        if relation == "punct":
            return k.text in (",", ";", ":", "–", "—", ".")
        return relation in CUT or (relation in LOOSE and self._after_comma(k))

    def _after_comma(self, k: Token) -> bool:
        left = k.left_edge
        return left.i > 0 and self.p.doc[left.i - 1].text in (",", ";", ":", "(", "–", "—")

    def ancestors(self, t: Token) -> Iterator[Token]:
        """The governors of `t` from the nearest up; bounded by the tree's height."""
        return ancestors(t)

    def clause(self, t: Token) -> Token:
        """The nearest verb (or clause root) that governs `t`, or `t` itself if it is one."""
        if t.pos_ in ("VERB", "AUX"):
            return t
        for a in self.ancestors(t):
            if a.pos_ in ("VERB", "AUX") or any(k.dep_ == "cop" for k in self.kids(a)):
                return a
        return t

    def subtree(self, t: Token) -> tuple[Token, Token]:
        """First and last token below `t`, itself included."""
        return t.left_edge, t.right_edge
