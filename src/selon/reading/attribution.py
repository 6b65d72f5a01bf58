"""Who says what: the attributions of a paragraph, each with its source, cue and content (PARC's terms)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from selon.languages.load import table
from selon.model import NARRATOR, Attribution, Source, Span, Speech
from selon.reading.contents import Contents, below, trimmed_edges
from selon.reading.cues import Cue, Cues, load_cues
from selon.reading.sentences import Layout, Run
from selon.reading.sources import Sources
from selon.reading.speakers import BREAKS, Clause, Speakers, bare, says
from selon.reading.syntax import Syntax, morph

if TYPE_CHECKING:
    from selon.reading.tree import Token, Tree

SHORT = 4
"""A quotation of fewer tokens is a word of somebody's, not a statement."""
TERMS = 7
"""Words in which a source may tell the terms on which it speaks."""
SEERS = ("witness", "document", "unnamed", "organisation")


@dataclass(frozen=True, slots=True)
class Report:
    """One attribution as the reader works with it: token runs beside the spans, and the cue's mode."""

    attribution: Attribution
    runs: tuple[Run, ...]
    cue: Token | None
    mode: str
    hedged: bool
    why: str
    vouched: bool = True
    """Whether the source vouches for claims in the content: not where none is told ("des tirs ont été signalés"), nor
    where it is only the one who speaks anyway ("je", "nous")."""

    def covers(self, i: int) -> bool:
        """Whether token `i` is in the content."""
        return any(i in r for r in self.runs)

    @property
    def size(self) -> int:
        """Tokens in the content."""
        return sum(r.end - r.start for r in self.runs)


@dataclass(slots=True)
class Memory:
    """What earlier paragraphs of the same dispatch leave for later ones: who spoke last, which titles have names."""

    last: Source | None = None
    last_plural: Source | None = None
    last_unnamed: Source | None = None
    titles: set[str] = field(default_factory=set)
    in_quote: bool = False
    names: dict[str, Span] = field(default_factory=dict)
    whole: dict[Span, str] = field(default_factory=dict)

    def see(self, s: Syntax, tokens: Iterable[Token]) -> None:
        """Keep where each name was mentioned last."""
        for t in tokens:
            if t.pos_ == "PROPN" and t.head.pos_ != "PROPN":
                self.names[t.text] = s.noun_phrase(t)
        for span in (self.last.span if self.last else None,):
            if span is not None and (own := s.p.tokens(span)):
                names = [t.text for t in own if t.pos_ == "PROPN"]
                if names:
                    self.whole[span] = names[-1]

    def latest(self, span: Span) -> Span:
        """The latest mention of the name that ends the phrase `span`; the phrase itself where none is known."""
        return self.names.get(self.whole.get(span, ""), span)


class Reports:
    """Finds the attributions of one language."""

    def __init__(self, lang: str) -> None:
        self.cues: Cues = load_cues(lang)
        self.sources = Sources(lang)
        self.speakers = Speakers(lang, self.cues, self.sources)
        self.contents = Contents(lang)
        words = table(lang, "attribution")
        self.plural = frozenset(words["plural"])
        self.one, self.some = frozenset(words["one"]), frozenset(words["some"])
        self.latter = frozenset(words["latter"])
        self.learning = frozenset(words["learning"])
        self.from_whom = frozenset(words["from_whom"])
        self.only_documents = frozenset(words["only_documents"])
        self.anonymity = frozenset(words["anonymity"])
        self.speaking = frozenset(words["speaking"])
        self.again = frozenset(words["again"])
        self.unspecific = frozenset(words["unspecific"])
        self.citing = frozenset(words["citing"])
        self.nearest: bool = words["nearest_mention"]
        self.colon: bool = words["colon_speaker"]

    def find(self, s: Syntax, layout: Layout, memory: Memory) -> list[Report]:
        """The attributions of one paragraph in text order; `memory` is read and updated."""
        found: list[Report] = []
        inherited = memory.last if memory.in_quote else None
        for t in s.p.doc:
            if self.cues.may_begin(s, t):
                for report in self._at(s, layout, memory, t.i):
                    found.append(report)
                    self._remember(s, memory, report)
        found.extend(self._free_quotes(s, layout, found, memory, inherited))
        found = self._cited(found, layout)
        if self.nearest:
            memory.see(s, s.p.doc)
        memory.in_quote = layout.opens_quote
        return found

    def _at(self, s: Syntax, layout: Layout, memory: Memory, i: int) -> Iterator[Report]:
        t = s.p.doc[i]
        cue = self.cues.verb(s, t)
        if cue is not None:
            report = self._verb(s, layout, memory, t, cue)
            if report is not None:
                yield report
        hit = self.cues.preposition(s, i)
        if hit is not None:
            report = self._preposition(s, layout, memory, i, *hit)
            if report is not None:
                yield report
        noun = self.cues.nouns.get(s.lemma(t)) if t.pos_ == "NOUN" else None
        if noun is not None:
            report = self._noun(s, layout, memory, t, noun)
            if report is not None:
                yield report

    def _cited(self, found: list[Report], layout: Layout) -> list[Report]:
        """The attributions without those of whoever only passes on what a source told it ("…, citing two officers")."""
        passed = {layout.sentence(r.cue.i).start for r in found if r.cue is not None and r.cue.lower_ in self.citing}
        return [
            r
            for r in found
            if r.cue is None
            or r.cue.lower_ in self.citing
            or r.mode != "say"
            or layout.sentence(r.cue.i).start not in passed
        ]

    # verbs

    def _verb(self, s: Syntax, layout: Layout, memory: Memory, t: Token, cue: Cue) -> Report | None:
        if "refl" in cue.needs and not s.reflexive(t):
            return None
        clause = self.speakers.clause(s, layout, t, cue)
        if clause is None:
            return self._untold(s, layout, t, cue)
        source = self._learned(s, memory, clause) if s.lemma(t) in self.learning else None
        if source is None and clause.speaker is not None:
            source = self._source(s, memory, clause.speaker)
        if source is None or not self._may_tell(s, t, cue, source):
            return None
        runs, how = self.contents.find(s, layout, clause)
        if not runs or self._own_terms(s, runs):
            return None
        report = self._report(s, layout, source, t, runs, cue, f"cue «{' '.join(cue.words)}» with {how}")
        itself = clause.speaker is not None and bare(clause.speaker) in self.speaking
        return replace(report, vouched=False) if itself else report

    def _own_terms(self, s: Syntax, runs: tuple[Run, ...]) -> bool:
        """Whether what is asked is only the source's own anonymity: "demandant à ne pas être nommé"."""
        words = [t for r in runs for t in s.p.doc[r.start : r.end] if not t.is_punct and not t.is_space]
        return len(words) <= TERMS and any(s.lemma(t) in self.anonymity for t in words)

    def _untold(self, s: Syntax, layout: Layout, t: Token, cue: Cue) -> Report | None:
        """What is reported in a passive without an agent: "des tirs ont été signalés dans le nord"."""
        if cue.mode != "say" or s.lemma(t) in self.only_documents or not s.passive(t):
            return None
        runs = self.contents.subject(s, t, cue)
        if not runs:
            return None
        why = f"cue «{' '.join(cue.words)}» in a passive without an agent"
        return replace(self._report(s, layout, NARRATOR, t, runs, cue, why), vouched=False)

    def _may_tell(self, s: Syntax, t: Token, cue: Cue, source: Source) -> bool:
        """Whether such a source can be the source of such a cue: only documents stipulate, only witnesses see."""
        if s.lemma(t) in self.only_documents:
            return source.kind == "document"
        if source.span is not None and self.sources.mute(s, source.span):
            return False
        if cue.mode == "see" and "quote" not in cue.needs and cue.needs:
            return source.kind in SEERS and (source.kind in ("witness", "document") or self._agency(s, source))
        return source.kind != "narrator"

    def _agency(self, s: Syntax, source: Source) -> bool:
        return source.span is not None and any(self.sources.names.agency(t.text) for t in s.p.tokens(source.span))

    def _learned(self, s: Syntax, memory: Memory, clause: Clause) -> Source | None:
        """The source from which something was learned: "a-t-on appris auprès de X", "de source militaire"."""
        doc = s.p.doc
        for k in doc[clause.verb.i + 1 : min(clause.stop, clause.verb.i + 14)]:
            hit = self.cues.preposition(s, k.i)
            if hit is not None:
                head = doc[hit[1] - 1]
                return Source("unnamed", s.noun_phrase(head), None)
            if k.lower_ in self.from_whom and k.i + 2 < len(doc):
                after = self.speakers.noun_after(s, doc[k.i + 1])
                return self._source(s, memory, after) if after is not None else None
        return None

    # "selon", "d'après", "de source …"

    def _preposition(self, s: Syntax, layout: Layout, memory: Memory, i: int, cue: Cue, after: int) -> Report | None:
        doc = s.p.doc
        bare = cue.words[-1] in ("source", "sources")
        head = doc[after - 1] if bare else self.speakers.noun_after(s, doc[after - 1])
        if after < len(doc) and doc[after].pos_ == "PRON":
            head = doc[after]
        if head is not None and head.lower_ in s.words["relative"]:
            return self._according(s, layout, i, head, cue)
        if head is None:
            return None
        if "incise" in cue.needs and not (i == 0 or doc[i - 1].text in BREAKS or i == layout.sentence(i).start):
            return None
        if bare and any(k.lower_ in self.unspecific for k in doc[after : after + 2]):
            return None
        head = self._holder(s, head) or head
        if cue.words[0] in self.citing and not self.sources.may_speak(s, head):
            return None
        source = Source("unnamed", s.noun_phrase(head), None) if bare else self._source(s, memory, head)
        if source is None or source.kind == "narrator":
            return None
        phrase = s.p.tokens(source.span) if source.span else []
        near = [x for x in phrase if i <= x.i <= head.i + 30]
        end = max((x.i for x in near), default=head.i) + 1
        runs = self._sentence_without(s, layout.sentence(i), i, end)
        if not runs or ("incise" in cue.needs and not any(says(doc[j]) for r in runs for j in range(r.start, r.end))):
            return None
        return self._report(s, layout, source, doc[i], runs, cue, f"«{' '.join(cue.words)}»")

    def _according(self, s: Syntax, layout: Layout, i: int, relative: Token, cue: Cue) -> Report | None:
        """What a noun says that a relative clause with "selon" unfolds: "la thèse selon laquelle …"."""
        end = min(relative.head.right_edge.i + 1, layout.sentence(i).end)
        if end - relative.i < SHORT:
            return None
        run = Run(relative.i + 1, end)
        report = self._report(
            s, layout, NARRATOR, s.p.doc[i], (run,), cue, f"«{' '.join(cue.words)}» in a relative clause"
        )
        return replace(report, vouched=False)

    def _holder(self, s: Syntax, head: Token) -> Token | None:
        """Whose announcement it is: "selon l'annonce du gouvernement" names the government."""
        if s.lemma(head) not in self.cues.nouns or self.sources.names.nouns.get(s.lemma(head)) == "document":
            return None
        return next(
            (k for k in s.kids(head) if s.preposition(k) in s.words["of"] and k.pos_ in ("PROPN", "NOUN")), None
        )

    def _sentence_without(self, s: Syntax, sentence: Run, i: int, end: int) -> tuple[Run, ...]:
        doc = s.p.doc
        first, last = sentence.start, sentence.end
        cuts = [k.i for k in doc[first:last] if k.i != i and self.cues.preposition(s, k.i) is not None]
        later = [c for c in cuts if c > i]
        earlier = [c for c in cuts if c < i]
        if i == first and later:
            last = _comma_before(doc, later[0], end)
        elif earlier:
            first = _comma_after(doc, earlier[-1], i)
        closed = i > first and end < last and doc[end].text in (",", ";")
        if closed and doc[min(end + 1, last - 1)].lower_ in self.contents.asides:
            last = end
        runs = [r for r in (Run(first, i), Run(end, last)) if r.end - r.start > 1]
        return tuple(runs)

    # "l'annonce par X que …"

    def _noun(self, s: Syntax, layout: Layout, memory: Memory, t: Token, cue: Cue) -> Report | None:
        holder = next((k for k in s.kids(t) if s.preposition(k) in s.words["by"]), None)
        content = [k for k in s.kids(t) if k.i > t.i and k.dep_ in ("ccomp", "acl", "xcomp") and _introduced(s, k)]
        if holder is None:
            holder = next(
                (k for k in s.kids(t) if s.preposition(k) in s.words["of"] and k.pos_ in ("PROPN", "NOUN")), None
            )
            if not content:
                return None
        if holder is None:
            return None
        content = content or [k for k in s.kids(t) if s.preposition(k) in s.words["of"] and k.i != holder.i]
        source = self._source(s, memory, holder)
        if not content or source is None or source.kind == "narrator":
            return None
        return self._report(s, layout, source, t, tuple(below(k) for k in content), cue, f"cue noun «{cue.words[0]}»")

    # quotations without a cue of their own

    def _free_quotes(
        self, s: Syntax, layout: Layout, found: list[Report], memory: Memory, inherited: Source | None
    ) -> list[Report]:
        """A quotation that no cue reaches belongs to who spoke in the sentence before it, else to the last speaker."""
        made: list[Report] = []
        cue = Cue(("",), "say", frozenset(), False)
        for q in layout.quotes:
            if q.end - q.start < SHORT or any(
                r.covers(i) for r in found for i in range(q.start, min(q.end, q.start + 3))
            ):
                continue
            sentence = layout.sentence(q.start)
            whole = q.start - sentence.start <= 2
            if self.colon and not whole and s.p.doc[q.start - 2].text == ":":
                said = self._before_colon(s, memory, q.start - 2)
                if said is not None:
                    made.append(self._report(s, layout, said, None, (q,), cue, "a quotation after a colon"))
                    continue
            near = next((r for r in reversed(found) if r.cue is not None and r.cue.i < q.start), None)
            source = inherited if q.start == 0 and inherited else (near.attribution.source if near else memory.last)
            if self.nearest and near is None and source is memory.last:
                source = self._nearest(s, s.p.doc[q.start], memory)
            if not whole or source is None:
                continue
            made.append(
                self._report(s, layout, source, None, (q,), cue, "a quotation that goes on from the last speaker")
            )
        return made

    def _before_colon(self, s: Syntax, memory: Memory, i: int) -> Source | None:
        """Who speaks in a clause that ends in a colon before a quotation, by whatever verb: its subject."""
        verb = next((k for k in reversed(s.p.doc[:i]) if k.pos_ == "VERB" and s.own_subject(k) is not None), None)
        subject = s.own_subject(verb) if verb is not None else None
        source = self._source(s, memory, subject) if subject is not None else None
        return None if source is None or source.kind == "narrator" else source

    # sources

    def _source(self, s: Syntax, memory: Memory, head: Token) -> Source | None:
        low = bare(head)
        if head.pos_ == "PRON" or head.text.startswith("-") or low in self.latter:
            if head.lower_ in self.cues.resume or low in self.cues.resume:
                found = self._antecedent(s, head, memory, low in self.plural)
                return found or Source("unnamed", s.p.span(head), None)
            if low in self.speaking:
                return Source("unnamed", s.p.span(head), None)
            if low in self.one | self.some:
                return Source("unnamed", s.noun_phrase(head), 1 if low in self.one else None)
            return None
        if head.pos_ not in ("NOUN", "PROPN", "NUM", "ADJ", "X"):
            return None
        source = self.sources.source(s, head, frozenset(memory.titles))
        taken_up = any(k.lower_ in self.again and k.i < head.i for k in s.kids(head))
        if taken_up and source.kind == "unnamed" and memory.last_unnamed is not None:
            return memory.last_unnamed
        last = memory.last
        if source.kind == "unnamed" and last is not None and last.kind == "named" and self.sources.definite(s, head):
            return Source("named", source.span, source.count)
        return source

    def _antecedent(self, s: Syntax, head: Token, memory: Memory, plural: bool) -> Source | None:
        """Who a pronoun stands for: the last subject that can speak in the sentence before, else the last speaker."""
        doc = s.p.doc
        last = memory.last_plural if plural else memory.last
        if self.nearest and not plural:
            return self._nearest(s, head, memory) or memory.last
        if last is not None and last.kind in ("named", "unnamed") and not plural:
            return last
        for t in reversed(doc[: head.i]):
            if t.dep_ in ("nsubj", "nsubj:pass") and t.pos_ in ("NOUN", "PROPN"):
                if (morph(t, "Number") == "Plur") != plural and t.pos_ == "NOUN":
                    continue
                source = self.sources.source(s, t, frozenset(memory.titles))
                if source.kind in ("named", "organisation") or s.lemma(t) in self.sources.names.nouns:
                    return source
        return (memory.last_plural if plural else memory.last) or memory.last

    def _nearest(self, s: Syntax, head: Token, memory: Memory) -> Source | None:
        """Whom a singular pronoun takes up: the person who was the subject last, by the nearest mention of the name."""
        for t in reversed(s.p.doc[: head.i]):
            if t.dep_ in ("nsubj", "nsubj:pass") and t.pos_ in ("NOUN", "PROPN") and morph(t, "Number") != "Plur":
                source = self.sources.source(s, t, frozenset(memory.titles))
                if source.kind in ("named", "unnamed") and self.sources.may_speak(s, t):
                    return source
        last = memory.last
        if last is None or last.span is None or last.kind != "named":
            return last
        return Source(last.kind, memory.latest(last.span), last.count)

    def _remember(self, s: Syntax, memory: Memory, report: Report) -> None:
        source = report.attribution.source
        if source.span is None or source.kind == "narrator" or not report.vouched:
            return
        memory.last = source
        tokens = s.p.tokens(source.span)
        if any(morph(t, "Number") == "Plur" for t in tokens[:2]):
            memory.last_plural = source
        if source.kind == "unnamed":
            memory.last_unnamed = source
        if source.kind == "named":
            memory.titles.update(s.lemma(t) for t in tokens if self.sources.names.nouns.get(s.lemma(t)) == "title")

    def _report(
        self, s: Syntax, layout: Layout, source: Source, t: Token | None, runs: tuple[Run, ...], cue: Cue, why: str
    ) -> Report:
        doc = s.p.doc
        edges = [x for r in runs if (x := trimmed_edges(s, r)) is not None]
        spans = tuple(s.p.span(a, b) for a, b in edges)
        quoted = [any(layout.quote(i) for i in range(r.start, r.end)) for r in runs]
        whole = all(layout.quote(i) or doc[i].is_punct for r in runs for i in range(r.start, r.end))
        speech: Speech = "direct" if whole and any(quoted) else "mixed" if any(quoted) else "indirect"
        told = None if t is None else self._told(s, t)
        attribution = Attribution(source, None if t is None else s.p.span(t), spans, speech, told)
        return Report(attribution, runs, t, cue.mode, cue.hedged, why)

    def _told(self, s: Syntax, t: Token) -> Span | None:
        for k in s.p.doc[t.i + 1 : t.i + 8]:
            if self.sources.names.agency(k.text) and s.preposition(k) in self.cues.told:
                return s.noun_phrase(k)
        return None


def innermost(reports: Sequence[Report], i: int) -> Report | None:
    """The attribution with the smallest content that holds token `i`; a cue is never in its own content."""
    held = [r for r in reports if r.vouched and r.covers(i) and not (r.cue is not None and r.cue.i == i)]
    return min(held, key=lambda r: (r.size, -(r.cue.i if r.cue is not None else 0)), default=None)


def source_of(report: Report | None) -> Source:
    """Who vouches for what stands in the report's content; the narrator where there is no report."""
    return NARRATOR if report is None else report.attribution.source


def _introduced(s: Syntax, k: Token) -> bool:
    return any(x.dep_ == "mark" for x in s.kids(k)) or morph(k, "VerbForm") == "Inf"


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
