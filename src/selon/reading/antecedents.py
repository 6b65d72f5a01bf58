"""Who a phrase or pronoun names as a source, in the light of who was named before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from selon.languages.load import table
from selon.model import Source, Span
from selon.reading.clauses import bare, says
from selon.reading.report import KEPT, Mentioned, Passage
from selon.reading.sentences import Run
from selon.reading.sources import Sources, fold
from selon.reading.syntax import Syntax, morph

if TYPE_CHECKING:
    from selon.reading.tree import Token

SUBJECTS = ("nsubj", "nsubj:pass", "dislocated")
MAIN = ("ROOT", "conj", "parataxis")
PERSONS = ("named", "unnamed")


class Antecedents:
    """Tells whom the words of a source mean, in one language."""

    def __init__(self, lang: str, sources: Sources) -> None:
        words = table(lang, "attribution")
        self.sources = sources
        self.resume = frozenset(words["pronouns"])
        self.plural, self.feminine = frozenset(words["plural"]), frozenset(words["feminine"])
        self.one, self.some = frozenset(words["one"]), frozenset(words["some"])
        self.latter, self.near = frozenset(words["latter"]), frozenset(words["near"])
        self.who = frozenset(words["subject_relatives"])
        self.anonymity = frozenset(words["anonymity"])
        self.speaking = frozenset(words["speaking"])
        self.nearest: bool = words["nearest_mention"]

    def source(self, x: Passage, head: Token, said: Run | None = None) -> Source | None:
        """The source that the phrase or pronoun headed by `head` names; None where it names none. `said` is what stands
        before and is reported: who does something in it is not one of those who tell it ("…, a dit l'un d'eux")."""
        s, low = x.s, bare(head)
        of_them = low in self.one | self.some and any(
            bare(k) in self.plural or s.preposition(k) in s.words["of"] for k in s.kids(head)
        )
        if of_them or head.pos_ == "PRON" or head.text.startswith("-") or low in self.latter | self.near:
            if low in self.one | self.some:
                return self._one_of(x, head, low, said)
            if head.lower_ in self.resume or low in self.resume | self.near | self.who:
                return self.antecedent(x, head) or Source("unnamed", own_span(s, head), None)
            return Source("unnamed", own_span(s, head), None) if low in self.speaking else None
        if head.pos_ not in ("NOUN", "PROPN", "NUM", "ADJ", "X"):
            return None
        source = self.sources.source(s, head, frozenset(x.memory.titles))
        if source.kind == "unnamed" and self.sources.definite(s, head):
            last = self._last_person(x, head)
            if last is not None and last.kind == "named":
                return Source("named", source.span, source.count)
        return source

    def _last_person(self, x: Passage, head: Token) -> Source | None:
        """The person who spoke last, named or not; where nobody has, who was last spoken of."""
        said = (*(r.attribution.source for r in reversed(x.top())), *reversed(x.memory.speakers))
        persons = (k for k in (*said, *(m.source for m in self._before(x, head))) if k.kind in PERSONS)
        return next(persons, None)

    def _one_of(self, x: Passage, head: Token, low: str, said: Run | None) -> Source:
        """One of several: the noun that an apposition gives ("l'un d'eux, un colonel"), else those it is one of."""
        s = x.s
        phrase = s.noun_phrase(head)
        count = 1 if low in self.one else None
        of = next((k for k in s.p.tokens(phrase) if k.i > head.i and bare(k) in self.plural), None)
        if of is None:
            name = self.sources.name_after(s, head)
            return (
                Source("unnamed", phrase, count)
                if name is None
                else Source("named", Span(phrase.start, name.end), None)
            )
        after = s.p.doc[of.i + 1 : of.i + 6]
        if after and after[0].text == ",":
            noun = next((k for k in after[1:] if k.pos_ not in ("DET", "ADJ", "NUM") or k.text[:1].isupper()), None)
            if noun is not None and noun.pos_ in ("NOUN", "PROPN", "ADJ") and self.sources.may_be_heard(s, noun):
                return self.sources.source(s, noun, frozenset(x.memory.titles))
        many = self.antecedent(x, of, said)
        return Source(many.kind if many else "unnamed", many.span if many else phrase, count)

    def antecedent(self, x: Passage, head: Token, said: Run | None = None) -> Source | None:
        """Whom a pronoun takes up: the nearest one before who speaks or is what a main clause is about, and agrees."""
        if self.nearest and bare(head) not in self.plural:
            persons = (k.source for k in self._before(x, head) if k.source.kind in PERSONS and not k.plural)
            return self._nearest(x, head) or x.memory.last or next(persons, None)
        plural, feminine = bare(head) in self.plural, bare(head) in self.feminine
        told = feminine or bare(head) not in ("lui", "eux")
        agreeing = [
            source
            for source, many, female in self._before(x, head, said)
            if many == plural and (female is None or not told or female == feminine)
        ]
        persons = (k for k in agreeing if k.kind != "document" and not (k.kind == "organisation" and self._bare(x, k)))
        return next(persons, next((k for k in agreeing if k.kind != "document"), next(iter(agreeing), None)))

    def _bare(self, x: Passage, source: Source) -> bool:
        """Whether a government is named by its seat alone, which no pronoun takes up where a person may be meant."""
        tokens = x.s.p.tokens(source.span) if source.span is not None else []
        return len(tokens) == 1 and fold(tokens[0].text) in self.sources.names.capitals

    def owner(self, x: Passage, possessive: Token, pronoun: str) -> Source | None:
        """Whom a possessive before a noun of telling means ("ses déclarations"): as the `pronoun` of that person."""
        plural = pronoun in self.plural
        agreeing = (source for source, many, _ in self._before(x, possessive) if many == plural)
        return next((k for k in agreeing if k.kind != "document"), None)

    def _before(self, x: Passage, head: Token, said: Run | None = None) -> Iterator[Mentioned]:
        """Who may be taken up, nearest first."""
        yield from self._mentioned(x, head, said)
        for earlier in reversed(x.memory.passages):
            if earlier.mentioned is None:
                earlier.mentioned = self._mentioned(earlier)
            yield from earlier.mentioned

    def _mentioned(self, x: Passage, head: Token | None = None, said: Run | None = None) -> list[Mentioned]:
        """Who spoke or did something in a paragraph (before the word `head`), the last one first; not who did it only
        in what is `said`."""
        s = x.s
        end = len(s.p.doc) if head is None else head.i
        found: dict[int, Source] = {}
        for r in x.top():
            source = r.attribution.source
            at = s.p.tokens(source.span) if source.span is not None else []
            if at and at[0].i < end and not (r.cue is not None and r.cue.i > end) and not _pronoun(at):
                found[at[0].i] = source
        for source in x.apart:
            at = s.p.tokens(source.span) if source.span is not None else []
            if at and at[0].i < end:
                found.setdefault(at[0].i, source)
        for t in s.p.doc[:end]:
            if self._subject(x, t) and (said is None or t.i not in said):
                source = self.sources.source(s, t, frozenset(x.memory.titles))
                at = s.p.tokens(source.span) if source.span is not None else []
                if at:
                    found.setdefault(at[0].i, source)
        return [Mentioned(found[i], *self.number_and_gender(s, found[i])) for i in sorted(found, reverse=True)]

    def _subject(self, x: Passage, t: Token) -> bool:
        """Whether the noun is what a main clause that nobody tells is about, and can speak."""
        s = x.s
        if t.dep_ not in SUBJECTS or t.pos_ not in ("NOUN", "PROPN") or t.head.dep_ not in MAIN:
            return False
        if s.lemma(t) in self.anonymity:
            return False
        return self.sources.may_speak(s, t) and not any(r.covers(t.i) for r in x.found) and x.layout.quote(t.i) is None

    def number_and_gender(self, s: Syntax, source: Source) -> tuple[bool, bool | None]:
        """Whether the words of a source are plural, and feminine (None: they do not tell)."""
        tokens = s.p.tokens(source.span) if source.span is not None else []
        head = next((t for t in tokens if t.head not in tokens or t.head.i == t.i), None)
        if head is None:
            return False, None
        joined = any(k.dep_ == "conj" and k in tokens and any(c.dep_ == "cc" for c in s.kids(k)) for k in s.kids(head))
        helpers = [k for k in s.kids(head.head) if k.dep_.startswith("aux")]
        verbs = (head.head, *helpers) if head.dep_ == "nsubj" else ()
        joined = joined or any(says(k) and morph(k, "Number") == "Plur" for k in verbs)
        plural = joined or any(morph(t, "Number") == "Plur" for t in tokens[:2] if t.pos_ in ("DET", "NOUN", "NUM"))
        plural = plural or any(t.pos_ == "NUM" and t.lower_ not in self.one for t in tokens[:1])
        genders = {morph(t, "Gender") for t in tokens[:1] if t.pos_ == "DET"} - {""}
        if not genders and head.pos_ == "NOUN" and source.kind == "organisation":
            genders = {morph(head, "Gender")} - {""}
        return plural, None if len(genders) != 1 else genders == {"Fem"}

    def _nearest(self, x: Passage, head: Token) -> Source | None:
        """Whom a singular pronoun takes up: the person who was the subject last, by the nearest mention of the name."""
        s = x.s
        for t in reversed(s.p.doc[: head.i]):
            if t.dep_ in ("nsubj", "nsubj:pass") and t.pos_ in ("NOUN", "PROPN") and morph(t, "Number") != "Plur":
                source = self.sources.source(s, t, frozenset(x.memory.titles))
                if source.kind in PERSONS and self.sources.may_speak(s, t):
                    return source
        last = next(
            (r.attribution.source for r in reversed(x.top()) if self._ends(x, r.attribution.source.span, head)), None
        )
        last = last or x.memory.last
        if last is None or last.span is None or last.kind != "named":
            return last
        return Source(last.kind, x.memory.latest(last.span), last.count)

    def _ends(self, x: Passage, span: Span | None, head: Token) -> bool:
        return span is not None and span.end <= x.s.p.span(head).start

    def remember(self, x: Passage) -> None:
        """Keep a paragraph for those after it: who spoke in it, and whom it is about."""
        s, memory = x.s, x.memory
        told = (r.attribution.source for r in x.top())
        spoke = [k for k in told if k.span is not None and not _pronoun(s.p.tokens(k.span))]
        memory.speakers = [*(k for k in memory.speakers if k not in spoke), *dict.fromkeys(spoke)][-KEPT:]
        memory.passages = [*memory.passages, x][-KEPT:]
        for source in spoke:
            if source.kind == "named" and source.span is not None:
                nouns, lemmas = self.sources.names.nouns, map(s.lemma, s.p.tokens(source.span))
                memory.titles.update(k for k in lemmas if nouns.get(k) == "title")


def _pronoun(words: Sequence[Token]) -> bool:
    """Whether a source is told by a pronoun alone, which nothing can take up."""
    return len(words) == 1 and words[0].pos_ == "PRON"


def own_span(s: Syntax, pronoun: Token) -> Span:
    """The characters of a pronoun, without the hyphen that ties it to its verb, with the article before it ("l'un")."""
    span = s.p.span(pronoun)
    first = pronoun.nbor(-1) if pronoun.i > 0 else pronoun
    start = s.p.span(first).start if first.pos_ == "DET" and first.head is pronoun else span.start
    if pronoun.text.startswith("-"):
        return Span(span.start + len(pronoun.text) - len(bare(pronoun)), span.end)
    return Span(start, span.end)
