"""Who says what: the attributions of a paragraph, each with its source, cue and content (PARC's terms)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from selon.languages.load import table
from selon.model import NARRATOR, Attribution, Source, Span, Speech
from selon.reading.cues import Cue, Cues, load_cues
from selon.reading.sentences import BOTH, CLOSE, OPEN, Layout, Run
from selon.reading.sources import Sources
from selon.reading.syntax import Syntax, morph

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

DEMANDING = frozenset(("demand", "promise", "threaten", "accuse", "claim", "ask", "warn"))
_COMMAS = frozenset((",", "-", "–", "—", "(", ")", ";")) | CLOSE | BOTH


@dataclass(frozen=True, slots=True)
class Report:
    """One attribution as the reader works with it: token runs beside the spans, and the cue's mode."""

    attribution: Attribution
    runs: tuple[Run, ...]
    cue: Token | None
    mode: str
    hedged: bool
    why: str

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
    titles: set[str] = field(default_factory=set)
    in_quote: bool = False


class Reports:
    """Finds the attributions of one language."""

    def __init__(self, lang: str) -> None:
        self.cues: Cues = load_cues(lang)
        self.sources = Sources(lang)
        words = table(lang, "attribution")
        self.plural = frozenset(words["plural"])
        self.relative = frozenset(words["relative"])

    def find(self, s: Syntax, layout: Layout, memory: Memory) -> list[Report]:
        """The attributions of one paragraph in text order; `memory` is read and updated."""
        found: list[Report] = []
        inherited = memory.last if memory.in_quote else None
        for i in range(len(s.p.doc)):
            for report in self._at(s, layout, memory, i):
                found.append(report)
                self._remember(s, memory, report)
        found.extend(self._free_quotes(s, layout, found, memory, inherited))
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

    # verbs

    def _verb(self, s: Syntax, layout: Layout, memory: Memory, t: Token, cue: Cue) -> Report | None:
        inverted, speaker = self._speaker(s, t, layout)
        if speaker is None:
            return None
        runs, how = self._content(s, layout, t, cue, speaker, inverted)
        if not runs:
            return None
        source = self._source(s, memory, speaker)
        if source is None:
            return None
        return self._report(s, layout, source, t, runs, cue, f"cue «{' '.join(cue.words)}» with {how}")

    def _speaker(self, s: Syntax, t: Token, layout: Layout) -> tuple[bool, Token | None]:
        """Who speaks, and whether the speaker stands after the verb."""
        doc = s.p.doc
        for k in s.kids(t):
            if k.dep_ in ("nsubj", "nsubj:caus") and not k.lower_ in s.words["relative"]:
                if k.i < t.i or k.pos_ == "PRON":
                    return k.i > t.i, k
        if s.passive(t):
            agent = next((k for k in s.kids(t) if k.dep_ == "obl:agent" or s.preposition(k) == "par"), None)
            return False, agent
        start = _complex_start(s, t)
        before = doc[start - 1] if start > 0 else None
        own = s.own_subject(t)
        if own is not None and own.i < t.i:
            return False, own
        if before is not None and (before.text in _COMMAS or layout.quote(before.i) is not None or t.head.i == t.i):
            after = self._noun_after(s, t)
            if after is not None:
                return True, after
        if own is not None:
            return True, own
        found = s.subject(t)
        return False, found

    def _noun_after(self, s: Syntax, t: Token) -> Token | None:
        """The noun phrase after an inverted verb, past adverbs and prepositional phrases ("à l'AFP")."""
        doc, i = s.p.doc, t.i + 1
        end = min(len(doc), t.i + 22)
        while i < end:
            k = doc[i]
            if k.pos_ in ("ADV", "AUX") or k.text == "," or k.is_space or k.dep_ == "fixed":
                i += 1
            elif k.pos_ == "ADP" or k.lower_ in ("au", "aux", "lors", "sous"):
                i = _past_phrase(doc, i)
            elif k.pos_ in ("DET", "NUM", "NOUN", "PROPN", "ADJ"):
                while i < end and doc[i].pos_ in ("DET", "NUM", "ADJ") and not _heads_phrase(doc[i], doc):
                    i += 1
                return doc[i] if i < end and doc[i].pos_ in ("NOUN", "PROPN", "NUM", "ADJ", "PRON") else None
            elif k.pos_ == "PRON" and k.lower_.lstrip("-") in self.cues.resume | {"un", "une"}:
                return k
            else:
                return None
        return None

    def _content(
        self, s: Syntax, layout: Layout, t: Token, cue: Cue, speaker: Token, inverted: bool
    ) -> tuple[tuple[Run, ...], str]:
        if inverted and not self._has_clause(s, t, speaker):
            runs = self._around(s, layout, t, speaker)
            if runs:
                return runs, "an inverted speaker"
        runs_list: list[Run] = []
        how = ""
        heads = [t, *(k for k in s.kids(t) if s.lemma(k) in cue.words[1:])]
        for h in heads:
            for k in s.kids(h):
                if k.i <= t.i or k.i == speaker.i or k in heads:
                    continue
                if k.dep_ == "ccomp" or (k.dep_ in ("xcomp", "advcl") and morph(k, "VerbForm") == "Inf"):
                    runs_list.append(_below(k))
                    how = "a clause"
                elif k.dep_ in ("obj", "xcomp", "obl:arg") and k.pos_ in ("NOUN", "PROPN", "VERB") and self._takes_noun(s, k, cue):
                    runs_list.append(_below(k))
                    how = how or "an object"
        sentence = layout.sentence(t.i)
        for q in layout.quotes:
            if q.start > t.i and q.start < sentence.end:
                runs_list.append(q)
                how = how or "a quotation"
        colon = next((k.i for k in s.p.doc[t.i + 1 : sentence.end] if k.text == ":"), None)
        if colon is not None and colon + 1 < sentence.end:
            runs_list.append(Run(colon + 1, sentence.end))
            how = how or "a colon"
        return tuple(runs_list), how

    def _has_clause(self, s: Syntax, t: Token, speaker: Token) -> bool:
        return any(k.dep_ == "ccomp" and k.i > max(t.i, speaker.i) for k in s.kids(t)) and any(
            k.lower_ in ("que", "qu'", "qu’") for k in s.p.doc[t.i + 1 : t.i + 3]
        )

    def _takes_noun(self, s: Syntax, k: Token, cue: Cue) -> bool:
        return s.preposition(k) is None or cue.mode in DEMANDING or cue.mode == "see"

    def _around(self, s: Syntax, layout: Layout, t: Token, speaker: Token) -> tuple[Run, ...]:
        """The sentence without the reporting clause; with the whole quotation that ends before it."""
        doc, sentence = s.p.doc, layout.sentence(t.i)
        start = _complex_start(s, t)
        first = sentence.start
        k = start - 1
        while k > 0 and (doc[k].text in _COMMAS or doc[k].is_space):
            k -= 1
        q = layout.quote(k)
        if q is not None:
            first = min(first, q.start)
        runs = [Run(first, start)] if start - first > 1 else []
        end = self._clause_end(s, speaker, sentence)
        if end + 1 < sentence.end:
            runs.append(Run(end, sentence.end))
        elif not runs:
            quotes = [q for q in layout.quotes if q.start > t.i and q.start <= sentence.end + 1]
            runs.extend(quotes[:1])
        return tuple(runs)

    def _clause_end(self, s: Syntax, speaker: Token, sentence: Run) -> int:
        """The token where an inserted reporting clause ends: after the comma or quotation mark that closes it."""
        doc = s.p.doc
        phrase = s.p.tokens(s.noun_phrase(speaker))
        i = (phrase[-1].i if phrase else speaker.i) + 1
        while i < sentence.end:
            if doc[i].text in OPEN or (doc[i].text in BOTH):
                return i
            if doc[i].text in (",", ";", ":") and i + 1 < sentence.end and doc[i + 1].lower_ not in self.relative:
                if not _apposition(doc, i, sentence.end):
                    return i + 1
            i += 1
        return sentence.end

    # "selon", "d'après", "de source …"

    def _preposition(self, s: Syntax, layout: Layout, memory: Memory, i: int, cue: Cue, after: int) -> Report | None:
        doc = s.p.doc
        head = doc[after - 1] if cue.words[-1] in ("source", "sources") else self._noun_after(s, doc[after - 1])
        if head is None and after < len(doc) and doc[after].pos_ == "PRON":
            head = doc[after]
        if head is None or head.lower_ in s.words["relative"]:
            return None
        if "incise" in cue.needs and not (i == 0 or doc[i - 1].text in _COMMAS):
            return None
        source = self._source(s, memory, head)
        if source is None or source.kind == "narrator":
            return None
        if cue.words[-1] in ("source", "sources"):
            source = Source("unnamed", s.noun_phrase(head), None)
        sentence = layout.sentence(i)
        phrase = s.p.tokens(source.span) if source.span else [head]
        end = max((x.i for x in phrase), default=head.i) + 1
        runs = self._sentence_without(s, sentence, i, end)
        if not runs:
            return None
        return self._report(s, layout, source, doc[i], runs, cue, f"«{' '.join(cue.words)}»")

    def _sentence_without(self, s: Syntax, sentence: Run, i: int, end: int) -> tuple[Run, ...]:
        doc = s.p.doc
        first, last = sentence.start, sentence.end
        cuts = [k.i for k in doc[first:last] if k.lower_ in ("selon",) and k.i != i]
        later = [c for c in cuts if c > i]
        earlier = [c for c in cuts if c < i]
        if i == first and later:
            last = _comma_before(doc, later[0], end)
        elif earlier:
            first = _comma_after(doc, earlier[-1], i)
        runs = [r for r in (Run(first, i), Run(end, last)) if r.end - r.start > 1]
        return tuple(runs)

    # "l'annonce par X que …"

    def _noun(self, s: Syntax, layout: Layout, memory: Memory, t: Token, cue: Cue) -> Report | None:
        holder = next((k for k in s.kids(t) if s.preposition(k) == "par"), None)
        content = [k for k in s.kids(t) if k.i > t.i and k.dep_ in ("ccomp", "acl", "xcomp") and _introduced(s, k)]
        if holder is None:
            holder = next((k for k in s.kids(t) if s.preposition(k) == "de" and k.pos_ in ("PROPN", "NOUN")), None)
            if not content:
                return None
        if holder is None:
            return None
        content = content or [k for k in s.kids(t) if s.preposition(k) == "de" and k.i != holder.i]
        source = self._source(s, memory, holder)
        if not content or source is None or source.kind == "narrator":
            return None
        return self._report(s, layout, source, t, tuple(_below(k) for k in content), cue, f"cue noun «{cue.words[0]}»")

    # quotations without a cue of their own

    def _free_quotes(
        self, s: Syntax, layout: Layout, found: list[Report], memory: Memory, inherited: Source | None
    ) -> list[Report]:
        """A quotation that no cue reaches belongs to who spoke in the sentence before it, else to the last speaker."""
        made: list[Report] = []
        cue = Cue(("",), "say", frozenset(), False)
        for q in layout.quotes:
            if q.end - q.start < 4 or any(r.covers(i) for r in found for i in range(q.start, min(q.end, q.start + 3))):
                continue
            sentence = layout.sentence(q.start)
            whole = q.start - sentence.start <= 2
            near = next((r for r in reversed(found) if r.cue is not None and r.cue.i < q.start), None)
            source = inherited if q.start == 0 and inherited else (near.attribution.source if near else memory.last)
            if not whole or source is None:
                continue
            made.append(self._report(s, layout, source, None, (q,), cue, "a quotation that goes on from the last speaker"))
        return made

    # sources

    def _source(self, s: Syntax, memory: Memory, head: Token) -> Source | None:
        low = head.lower_.lstrip("-").removeprefix("t-")
        if head.pos_ == "PRON" or low in ("dernier", "dernière"):
            if head.lower_ in self.cues.resume or low in self.cues.resume:
                plural = low in ("ils", "elles", "ceux-ci", "celles-ci")
                return self._antecedent(s, head, memory, plural)
            if low in ("un", "une", "certains", "plusieurs", "d'autres", "l'un", "l'une"):
                return Source("unnamed", s.noun_phrase(head), 1 if low in ("un", "une") else None)
            return None
        if head.pos_ not in ("NOUN", "PROPN", "NUM", "ADJ", "X"):
            return None
        return self.sources.source(s, head, frozenset(memory.titles))

    def _antecedent(self, s: Syntax, head: Token, memory: Memory, plural: bool) -> Source | None:
        """Who a pronoun stands for: the last subject that can speak in the sentence before, else the last speaker."""
        doc = s.p.doc
        for t in reversed(doc[: head.i]):
            if t.dep_ in ("nsubj", "nsubj:pass") and t.pos_ in ("NOUN", "PROPN"):
                if (morph(t, "Number") == "Plur") != plural and t.pos_ == "NOUN":
                    continue
                source = self.sources.source(s, t, frozenset(memory.titles))
                if source.kind in ("named", "organisation") or s.lemma(t) in self.sources.names.nouns:
                    return source
        return (memory.last_plural if plural else memory.last) or memory.last

    def _remember(self, s: Syntax, memory: Memory, report: Report) -> None:
        source = report.attribution.source
        if source.span is None or source.kind == "narrator":
            return
        memory.last = source
        tokens = s.p.tokens(source.span)
        if any(morph(t, "Number") == "Plur" for t in tokens[:2]):
            memory.last_plural = source
        if source.kind == "named":
            memory.titles.update(s.lemma(t) for t in tokens if self.sources.names.nouns.get(s.lemma(t)) == "title")

    def _report(
        self, s: Syntax, layout: Layout, source: Source, t: Token | None, runs: tuple[Run, ...], cue: Cue, why: str
    ) -> Report:
        doc = s.p.doc
        spans = tuple(x for r in runs if (x := _trimmed(s, r)) is not None)
        quoted = [any(layout.quote(i) for i in range(r.start, r.end)) for r in runs]
        whole = all(layout.quote(i) or doc[i].is_punct for r in runs for i in range(r.start, r.end))
        speech: Speech = "direct" if whole and any(quoted) else "mixed" if any(quoted) else "indirect"
        told = None
        if t is not None:
            told = next(
                (
                    s.noun_phrase(k)
                    for k in s.kids(t)
                    if s.preposition(k) in self.cues.told and self.sources.names.bodies.get(k.text) in ("agency", "media")
                ),
                None,
            )
        attribution = Attribution(source, None if t is None else s.p.span(t), spans, speech, told)
        return Report(attribution, runs, t, cue.mode, cue.hedged, why)


def innermost(reports: list[Report], i: int) -> Report | None:
    """The attribution with the smallest content that holds token `i`; a cue is never in its own content."""
    held = [r for r in reports if r.covers(i) and not (r.cue is not None and r.cue.i == i)]
    return min(held, key=lambda r: (r.size, -(r.cue.i if r.cue is not None else 0)), default=None)


def source_of(report: Report | None) -> Source:
    """Who vouches for what stands in the report's content; the narrator where there is no report."""
    return NARRATOR if report is None else report.attribution.source


def _complex_start(s: Syntax, t: Token) -> int:
    """The first token of the verb with its auxiliaries, negation, clitics and adverbs."""
    i = t.i
    while i > 0:
        k = s.p.doc[i - 1]
        if k.head.i == t.i and (k.dep_.startswith("aux") or k.dep_ in ("advmod", "iobj", "expl:comp", "expl:pass")):
            i -= 1
        elif k.pos_ == "AUX" or (k.pos_ == "PRON" and k.head.i == t.i and k.dep_ not in ("nsubj", "nsubj:pass")) or (
            k.pos_ == "PRON" and k.text.startswith("-")
        ):
            i -= 1
        else:
            break
    return i


def _past_phrase(doc: Doc, i: int) -> int:
    """The token after the prepositional phrase that begins at `i`."""
    j = i + 1
    while j < len(doc) and doc[j].pos_ in ("DET", "ADJ", "NUM", "ADP"):
        j += 1
    seen = False
    while j < len(doc) and (doc[j].pos_ in ("NOUN", "PROPN", "PRON") or (seen and doc[j].pos_ == "ADJ")):
        seen = True
        j += 1
    return max(j, i + 1)


def _heads_phrase(t: Token, doc: Doc) -> bool:
    after = doc[t.i + 1] if t.i + 1 < len(doc) else None
    return t.pos_ == "ADJ" and (after is None or after.pos_ not in ("NOUN", "PROPN", "ADJ"))


def _apposition(doc: Doc, comma: int, end: int) -> bool:
    """Whether an apposition to the speaker follows the comma: a noun phrase up to the next comma or the end."""
    for t in doc[comma + 1 : end]:
        if t.text in (",", ".", ";") or t.is_punct:
            return True
        if t.pos_ in ("VERB", "AUX") or t.text in OPEN or t.text in BOTH:
            return False
    return True


def _below(t: Token) -> Run:
    return Run(t.left_edge.i, t.right_edge.i + 1)


def _introduced(s: Syntax, k: Token) -> bool:
    return any(x.dep_ == "mark" for x in s.kids(k)) or morph(k, "VerbForm") == "Inf"


def _comma_before(doc: Doc, i: int, low: int) -> int:
    for j in range(i - 2, low, -1):
        if doc[j].text in (",", ";") or doc[j].pos_ == "CCONJ":
            return j
    return i


def _comma_after(doc: Doc, i: int, high: int) -> int:
    for j in range(i + 2, high):
        if doc[j].text in (",", ";"):
            return j
    return i


def _trimmed(s: Syntax, r: Run) -> Span | None:
    tokens = [t for t in s.p.doc[r.start : r.end]]
    while tokens and (tokens[0].is_space or tokens[0].text in _COMMAS or tokens[0].text in OPEN):
        tokens.pop(0)
    while tokens and (tokens[-1].is_space or tokens[-1].text in _COMMAS or tokens[-1].text == "."):
        tokens.pop()
    return s.p.span(tokens[0], tokens[-1]) if tokens else None
