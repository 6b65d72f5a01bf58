"""Who says what: the attributions of a paragraph, each with its source, cue and content (PARC's terms)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING
from weakref import proxy

from selon.languages.load import table
from selon.model import NARRATOR, Attribution, Source, Span, Speech
from selon.reading.according import According
from selon.reading.antecedents import Antecedents, own_span
from selon.reading.clauses import bare, phrase_head, says
from selon.reading.contents import Contents, trimmed_edges
from selon.reading.cue_nouns import CueNouns
from selon.reading.cues import Cue, Cues, load_cues
from selon.reading.report import Memory, Passage, Report, innermost, source_of
from selon.reading.sentences import Layout, Run
from selon.reading.sources import Sources
from selon.reading.speakers import Clause, Host, Speakers
from selon.reading.syntax import Syntax, morph
from selon.reading.vouching import Vouching

if TYPE_CHECKING:
    from selon.reading.tree import Token

__all__ = ["Memory", "Report", "Reports", "innermost", "source_of"]

SHORT = 4
"""A quotation of fewer tokens is a word of somebody's, not a statement."""
ASKING = ("demand", "think", "promise")
"""Modes of cues with which a source tells the terms on which it speaks."""
TERMS = 6
"""Words in which a source that tells the terms on which it speaks comes to them."""
PAPER = 14
"""A text is named within so many tokens before the clause that tells what it says."""
PARTICIPLE = 6
"""Words in which a participle right behind a journalist names the agency ("un journaliste collaborant avec l'AFP")."""
SEERS = ("witness", "document", "unnamed", "organisation")
WITHIN = ("flat", "flat:name", "flat:foreign", "fixed")
"""Relations of words within a name."""
FREE = Cue(("",), "say", frozenset(), False)
"""The cue of a quotation that has none."""


class Reports:
    """Finds the attributions of one language."""

    def __init__(self, lang: str) -> None:
        self.cues: Cues = load_cues(lang)
        self.sources = Sources(lang)
        self.speakers = Speakers(lang, self.cues, self.sources)
        self.contents = Contents(lang)
        self.vouching = Vouching(lang, self.cues)
        self.antecedents = Antecedents(lang, self.sources)
        self.nouns = CueNouns(lang, self.sources, self.antecedents)
        self.according = According(lang, self.cues, self.speakers, self.antecedents)
        words = table(lang, "attribution")
        self.learning = frozenset(words["learning"])
        self.from_whom = frozenset(words["from_whom"])
        self.from_agency = frozenset(words["from_agency"])
        self.only_documents = frozenset(words["only_documents"])
        self.whom = frozenset(words["whom"])
        self.performed = frozenset(words["performative"])
        self.anonymity = frozenset(words["anonymity"])
        self.citing = frozenset(words["citing"])
        self.motives = frozenset(words["motives"])
        self.nearest: bool = words["nearest_mention"]
        self.colon: bool = words["colon_speaker"]

    def find(self, s: Syntax, layout: Layout, memory: Memory) -> list[Report]:
        """The attributions of one paragraph in text order; `memory` is read and updated."""
        x = Passage(s, layout, proxy(memory))
        inherited = memory.last if memory.in_quote else None
        for t in self.cues.beginnings(s):
            for report in self._at(x, t):
                self._add(x, report)
        x.found.extend(self._free_quotes(x, inherited))
        x.found = self._cited(x.found, layout)
        self.antecedents.remember(x)
        if self.nearest:
            memory.see(s, s.p.doc)
        memory.in_quote = layout.opens_quote
        return x.found

    def _at(self, x: Passage, t: Token) -> Iterator[Report]:
        cue = self.cues.verb(x.s, t)
        if cue is not None and (report := self._verb(x, t, cue)) is not None:
            yield report
        hit = self.cues.preposition(x.s, t.i)
        if hit is not None and (report := self._preposition(x, t.i, *hit)) is not None:
            yield report
        noun = self.cues.noun(x.s, t)
        if noun is not None and (report := self._noun(x, t, noun)) is not None:
            yield report

    def _add(self, x: Passage, report: Report) -> None:
        """Keep a report; one that goes on from an earlier one ends the content of that one."""
        if report.joined is not None and report.cue is not None:
            at, cue = report.joined, report.cue.i
            x.found = [self._ended(x, r, at, cue) for r in x.found]
        x.found.append(report)

    def _ended(self, x: Passage, r: Report, at: int, cue: int) -> Report:
        """The report `r` with its content cut at token `at`, if the cue at token `cue` stood in it."""
        if r.cue is None or r.attribution.cue is None or r.cue.i > at or not r.covers(cue):
            return r
        runs = tuple(Run(k.start, min(k.end, at)) for k in r.runs if k.start < at)
        spans = self._spans(x.s, runs)
        return replace(r, runs=runs, attribution=replace(r.attribution, content=spans)) if spans else r

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

    def _verb(self, x: Passage, t: Token, cue: Cue) -> Report | None:
        s = x.s
        if ("refl" in cue.needs or "norefl" in cue.needs) and s.reflexive(t) != ("refl" in cue.needs):
            return None
        if s.lemma(t) in self.motives and morph(t, "VerbForm") == "Part" and morph(t, "Tense") == "Pres":
            return None
        clause = self.speakers.clause(s, x.layout, t, cue, self._hosts(x, t.i))
        if clause is None:
            return self._untold(x, t, cue)
        source = NARRATOR if self.vouching.nobody(clause) else self._told_by(x, clause)
        if source is None:
            return None
        runs, how = self.contents.find(s, x.layout, clause)
        runs = self._within_quotes(x.layout, t, runs)
        if cue.mode in ASKING and self._own_terms(s, runs):
            named = s.p.tokens(source.span) if source.span is not None else []
            if not any(s.lemma(k) in self.anonymity for k in named):
                x.apart.append(source)
            return None
        if not self._spans(s, runs):
            return None
        report = self._report(x, source, t, runs, cue, f"cue «{' '.join(cue.words)}» with {how}", clause.speaker)
        if clause.host is not None and clause.host.pronoun is not None:
            report = replace(report, pronoun=clause.host.pronoun)
        vouched = self.vouching.of(s, clause, how)
        asked = self.vouching.silent(s, clause) and self.vouching.asks(s, runs)
        return replace(report, vouched=vouched, asked=asked, inverted=clause.inverted, joined=clause.joined)

    def _within_quotes(self, layout: Layout, t: Token, runs: tuple[Run, ...]) -> tuple[Run, ...]:
        """What is told; nothing where the cue is quoted and what it would tell is not."""
        if layout.quote(t.i) is None:
            return runs
        return tuple(r for r in runs if any(q.start < r.end and r.start < q.end for q in layout.quotes))

    def _told_by(self, x: Passage, clause: Clause) -> Source | None:
        """The source of a reporting clause; None where it names none that could tell such a thing."""
        lemma = x.s.lemma(clause.verb)
        if lemma in self.learning:
            return self._learned(x, clause)
        source = None
        if clause.host is not None:
            source = clause.host.source
        elif clause.speaker is not None:
            first = x.layout.sentence(clause.verb.i).start
            said = Run(first, clause.start) if clause.inverted and clause.start > first else None
            source = self.antecedents.source(x, clause.speaker, said)
        if source is not None and source.kind != "document" and lemma in self.only_documents:
            source = self._paper(x, clause) or source
        if source is None or not self._may_tell(x.s, clause.verb, clause.cue, source):
            return None
        testified = "quote" in clause.cue.needs or self._agency(x.s, source)
        seen = clause.cue.mode == "see" and source.kind == "unnamed" and testified
        return Source("witness", source.span, source.count) if seen else source

    def _paper(self, x: Passage, clause: Clause) -> Source | None:
        """The text that a relative clause tells of, past who wrote it: "une résolution de X et qui prévoit"."""
        s, doc = x.s, x.s.p.doc
        if clause.start == 0 or doc[clause.start - 1].lower_ not in self.speakers.who:
            return None
        first = max(x.layout.sentence(clause.start).start, clause.start - PAPER)
        nouns = (k for k in reversed(doc[first : clause.start]) if k.pos_ == "NOUN")
        paper = next((k for k in nouns if self.sources.names.nouns.get(s.lemma(k)) == "document"), None)
        return None if paper is None else self.antecedents.source(x, paper)

    def _hosts(self, x: Passage, i: int) -> list[Host]:
        """The reports with a verb for a cue that stand before token `i` in its sentence and in no other report."""
        sentence = x.layout.sentence(i)
        return [
            Host(r.cue.i, r.attribution.source, r.inverted, r.pronoun)
            for r in x.top()
            if r.cue is not None and r.cue.pos_ in ("VERB", "AUX") and r.cue.i in sentence
        ]

    def _own_terms(self, s: Syntax, runs: tuple[Run, ...]) -> bool:
        """Whether what is asked is only the source's own anonymity: "demandant à ne pas être nommé"."""
        words = [t for r in runs for t in s.p.doc[r.start : r.end] if not t.is_punct and not t.is_space]
        return any(s.lemma(t) in self.anonymity or t.lower_ in self.anonymity for t in words[:TERMS])

    def _untold(self, x: Passage, t: Token, cue: Cue) -> Report | None:
        """What is reported in a passive without an agent: "des tirs ont été signalés dans le nord"."""
        s = x.s
        if cue.mode != "say" or s.lemma(t) in self.only_documents | self.performed or not s.passive(t):
            return None
        runs = self.contents.subject(s, t, cue, named=False)
        if not runs:
            return None
        why = f"cue «{' '.join(cue.words)}» in a passive without an agent"
        return replace(self._report(x, NARRATOR, t, runs, cue, why), vouched=False)

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
        tokens = s.p.tokens(source.span) if source.span is not None else []
        if not tokens:
            return False
        last = tokens[-1]
        behind = s.p.doc[last.i + 1 : last.i + PARTICIPLE]
        if behind and morph(behind[0], "VerbForm") == "Part" and not any(k.text == "," for k in behind):
            tokens = [*tokens, *behind]
        return any(self.sources.agency(s, t) for t in tokens)

    def _learned(self, x: Passage, clause: Clause) -> Source | None:
        """The source from which something was learned: "a-t-on appris auprès de X", "de source militaire"."""
        s, doc = x.s, x.s.p.doc
        for k in doc[clause.verb.i + 1 : min(clause.stop, clause.verb.i + 14)]:
            hit = self.cues.preposition(s, k.i)
            if hit is not None:
                return Source("unnamed", s.noun_phrase(doc[hit[1] - 1]), None)
            if k.lower_ in self.from_whom and k.i + 1 < len(doc):
                joins = doc[k.i + 1] if doc[k.i + 1].pos_ == "ADP" else k
                after = self.speakers.noun_after(s, joins)
                return self.antecedents.source(x, after) if after is not None else None
            agency = k.i > 0 and self.sources.agency(s, k.nbor(-1))
            if agency and k.lower_.replace("’", "'") in self.from_agency:
                after = self.speakers.noun_after(s, k)
                return self.antecedents.source(x, after) if after is not None else None
        return None

    # "selon", "d'après", "de source …"

    def _preposition(self, x: Passage, i: int, cue: Cue, after: int) -> Report | None:
        s, doc = x.s, x.s.p.doc
        head = self.according.head(x, i, cue, after)
        if head is None:
            return None
        speaker = (
            phrase_head(s, x.layout, i - 1 if i and doc[i - 1].text == "," else i) if head.lower_ in self.whom else None
        )
        if speaker is None and head.lower_ in s.words["relative"]:
            return self._unfolded(x, i, head, cue) if "incise" not in cue.needs else None
        source = self.according.source(x, speaker or head, cue)
        if source is None or source.kind == "narrator":
            return None
        phrase = s.p.tokens(source.span) if source.span else []
        near = [k for k in phrase if i <= k.i <= head.i + 30]
        end = self.according.past_clause(x, max((k.i for k in near), default=head.i) + 1)
        runs = (Run(end, x.layout.sentence(i).end),) if speaker is not None else self.according.content(x, i, end)
        if not runs or ("incise" in cue.needs and not any(says(doc[j]) for r in runs for j in range(r.start, r.end))):
            return None
        return self._report(x, source, doc[i], runs, cue, f"«{' '.join(cue.words)}»", None if speaker else head)

    def _unfolded(self, x: Passage, i: int, relative: Token, cue: Cue) -> Report | None:
        """What a noun says that a relative clause with "selon" unfolds: "la thèse de X selon laquelle …"."""
        s = x.s
        end = min(relative.head.right_edge.i + 1, x.layout.sentence(i).end)
        if end - relative.i < SHORT:
            return None
        noun = phrase_head(s, x.layout, i)
        holder = None if noun is None else self._holder(x, noun)
        source = NARRATOR if holder is None else self.antecedents.source(x, holder) or NARRATOR
        why = f"«{' '.join(cue.words)}» in a relative clause"
        report = self._report(x, source, s.p.doc[i], (Run(relative.i + 1, end),), cue, why)
        return replace(report, vouched=source.span is not None)

    def _holder(self, x: Passage, noun: Token) -> Token | None:
        """Who makes what the noun names: "l'annonce par X", "les informations de la presse"."""
        s = x.s
        for joined in (s.words["by"], s.words["of"]):
            for k in s.kids(noun):
                if s.preposition(k) in joined and k.pos_ in ("PROPN", "NOUN") and self.sources.may_speak(s, k):
                    return k
        return None

    # "l'annonce par X que …"

    def _noun(self, x: Passage, t: Token, cue: Cue) -> Report | None:
        told = self.nouns.find(x, t, cue)
        if told is None or not self._spans(x.s, told.runs):
            return None
        why = f"cue noun «{' '.join(cue.words)}»" + ("" if told.unfolded else ", its content told elsewhere")
        report = self._report(x, told.source, t, told.runs, cue, why, told.holder)
        return replace(report, vouched=told.unfolded)

    # quotations without a cue of their own

    def _free_quotes(self, x: Passage, inherited: Source | None) -> list[Report]:
        """A quotation that no cue reaches belongs to who spoke in the sentence before it, else to the last speaker."""
        made: list[Report] = []
        doc, layout, memory = x.s.p.doc, x.layout, x.memory
        for q in layout.quotes:
            if q.end - q.start < SHORT or any(
                r.covers(i) for r in x.found for i in range(q.start, min(q.end, q.start + 3))
            ):
                continue
            sentence = layout.sentence(q.start)
            whole = q.start - sentence.start <= 2
            if self.colon and not whole and doc[q.start - 2].text == ":":
                said = self._before_colon(x, q.start - 2)
                if said is not None:
                    made.append(self._report(x, said, None, (q,), FREE, "a quotation after a colon"))
                    continue
            near = next((r for r in reversed(x.top()) if r.cue is not None and r.cue.i < q.start), None)
            source = inherited if q.start == 0 and inherited else (near.attribution.source if near else memory.last)
            if self.nearest and near is None and source is memory.last:
                source = self.antecedents.antecedent(x, doc[q.start])
            run = q if whole else self._predicate(x, q, near)
            if run is None or source is None:
                continue
            made.append(self._report(x, source, None, (run,), FREE, "a quotation that goes on from the last speaker"))
        return made

    def _predicate(self, x: Passage, q: Run, near: Report | None) -> Run | None:
        """The sentence whose main verb is quoted, right behind one that was told: "Un troisième "partira lundi"."."""
        sentence = x.layout.sentence(q.start)
        if near is None or near.cue is None or x.layout.sentence(near.cue.i).end != sentence.start:
            return None
        verbs = [t for t in x.s.p.doc[sentence.start : sentence.end] if says(t)]
        return sentence if verbs and all(t.i in q for t in verbs) else None

    def _before_colon(self, x: Passage, i: int) -> Source | None:
        """Who speaks in a clause that ends in a colon before a quotation, by whatever verb: its subject."""
        s = x.s
        first = x.layout.sentence(max(i - 1, 0)).start
        verbs = [k for k in reversed(s.p.doc[first:i]) if k.pos_ == "VERB" and s.own_subject(k) is not None]
        verb = next((k for k in verbs if not any(a in verbs for a in s.ancestors(k))), None)
        subject = s.own_subject(verb) if verb is not None else None
        if subject is None or not (subject.pos_ == "PRON" or self.sources.may_speak(s, subject)):
            return None
        source = self.antecedents.source(x, subject)
        return None if source is None or source.kind == "narrator" else source

    def _report(
        self,
        x: Passage,
        source: Source,
        t: Token | None,
        runs: tuple[Run, ...],
        cue: Cue,
        why: str,
        speaker: Token | None = None,
    ) -> Report:
        s, layout, doc = x.s, x.layout, x.s.p.doc
        quoted = [any(layout.quote(i) for i in range(r.start, r.end)) for r in runs]
        whole = all(layout.quote(i) or doc[i].is_punct for r in runs for i in range(r.start, r.end))
        speech: Speech = "direct" if whole and any(quoted) else "mixed" if any(quoted) else "indirect"
        told = None if t is None else self._told(s, t)
        pronoun = self._pronoun(s, speaker, source)
        span = None if t is None else s.p.span(t)
        attribution = Attribution(source, span, self._spans(s, runs), speech, told)
        return Report(attribution, runs, t, cue.mode, cue.hedged, why, pronoun)

    def _spans(self, s: Syntax, runs: tuple[Run, ...]) -> tuple[Span, ...]:
        edges = [k for r in runs if (k := trimmed_edges(s, r)) is not None]
        return tuple(s.p.span(a, b) for a, b in edges)

    def _pronoun(self, s: Syntax, speaker: Token | None, source: Source) -> Span | None:
        """The pronoun that stands for the source where it speaks; None where it is named there."""
        if speaker is None or source.span is None:
            return None
        if bare(speaker) in self.antecedents.one | self.antecedents.some:
            span = Span(own_span(s, speaker).start, s.noun_phrase(speaker).end)
        elif speaker.pos_ == "PRON" or speaker.text.startswith("-"):
            span = own_span(s, speaker)
        else:
            return None
        return None if source.span.overlaps(span) else span

    def _told(self, s: Syntax, t: Token) -> Span | None:
        for k in s.p.doc[t.i + 1 : t.i + 8]:
            if self.sources.agency(s, k) and s.preposition(k) in self.cues.told:
                phrase = s.noun_phrase(k)
                name = [x for x in s.p.tokens(phrase) if x.i <= k.i or x.pos_ == "PROPN" or x.dep_ in WITHIN]
                return Span(phrase.start, s.p.span(name[-1]).end)
        return None
