"""The reporting clause: where it begins and ends, who speaks in it, and on which side of the verb."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from selon.languages.load import table
from selon.model import Source, Span
from selon.reading.clauses import (
    BREAKS,
    NOMINAL,
    bare,
    complex_start,
    infinitive,
    led,
    noun_before,
    phrase_head,
    says,
    tells_before,
)
from selon.reading.cues import Cue, Cues
from selon.reading.sentences import BOTH, CLOSE, OPEN, Layout
from selon.reading.sources import Sources
from selon.reading.syntax import Syntax, morph

if TYPE_CHECKING:
    from selon.reading.tree import Token, Tree

NEAR = 6
"""The noun that a relative pronoun stands for is no farther before it, if the tree is to be trusted."""
NESTED = 3
"""Names within one another, of which the outermost may speak ("les Brigades de l'Imam Hadi")."""
LOOK = 22
"""An inverted speaker stands within so many tokens after the verb."""


@dataclass(frozen=True, slots=True)
class Host:
    """A report read before in the same sentence: the index of its verb, its source and the pronoun that stands for it,
    whether its speaker comes behind."""

    at: int
    source: Source
    inverted: bool
    pronoun: Span | None


@dataclass(frozen=True, slots=True)
class Clause:
    """A reporting clause: tokens `[start, stop)`; `after` is the token after the cue's own words.

    `inverted`: the speaker stands after the verb (or as a pronoun between auxiliary and participle), so that what is
    reported lies around the clause and not behind it. `speaker` is None where the clause names none ("a-t-on appris")
    or where it goes on from another one, its `host`, which then ends at token `joined`. `gap` is the noun for which a
    relative pronoun stands as what is reported ("l'attaque que X revendique").
    """

    verb: Token
    cue: Cue
    start: int
    after: int
    stop: int
    speaker: Token | None
    inverted: bool
    host: Host | None = None
    gap: Token | None = None
    joined: int | None = None


class Speakers:
    """Finds the speakers of reporting verbs in one language."""

    def __init__(self, lang: str, cues: Cues, sources: Sources) -> None:
        words = table(lang, "attribution")
        self.cues = cues
        self.sources = sources
        self.relative = frozenset(words["relative"])
        self.nobody = frozenset(words["nobody"])
        self.openers = frozenset(words["complementizers"])
        self.subject_first: bool = words["subject_first"]
        self.telling = frozenset(words["telling"])
        self.likewise = frozenset(words["likewise"])
        self.makers_speak: bool = words["makers_speak"]
        self.impersonal = frozenset(words["impersonal_verbs"])
        self.someone = frozenset(words["one"])
        self.channels = frozenset(words["channels"])
        self.near = frozenset(words["near"])
        self.who = frozenset(words["subject_relatives"])
        self.that = frozenset(words["object_relatives"])
        self.this = frozenset(words["whole_clauses"])
        self.partitive = frozenset(words["partitive"])

    def clause(self, s: Syntax, layout: Layout, t: Token, cue: Cue, hosts: Sequence[Host] = ()) -> Clause | None:
        """The reporting clause whose verb is `t`; None where nobody speaks in it. `hosts` are the reports of the same
        sentence that were read before, in order."""
        after = self._after(s, t, cue)
        start = complex_start(s, t)
        pronoun = self._inverted_pronoun(s, t)
        if pronoun is not None:
            first = min(start, pronoun.i - 1 if pronoun.i > 0 else pronoun.i)
            while first > 0 and s.p.doc[first].text.startswith("-"):
                first -= 1
            stop = self._end(s, layout, max(after, pronoun.i + 1))
            speaker = None if bare(pronoun) in self.nobody else pronoun
            return Clause(t, cue, first, after, stop, speaker, True)
        wished = morph(t, "Mood") == "Sub" and any(k.dep_ == "mark" for k in s.kids(t))
        if wished or (morph(t, "Mood") == "Imp" and morph(t, "Number") == "Plur"):
            return None
        if t.pos_ not in ("VERB", "AUX"):
            return self._mistagged(s, layout, t, cue, after)
        host = self._host(s, t, start, hosts)
        if host is not None:
            return Clause(t, cue, start, after, after, None, False, host, None, self._joint(s, host, start))
        inverted, speaker = self._speaker(s, layout, t, start, after)
        if speaker is None:
            return None
        speaker = self._name_before(s, speaker) if self.subject_first else _agreeing(s, speaker, t)
        opens = self._inserted(s, layout, t, speaker, after) if self.subject_first and not inverted else None
        if opens is not None:
            return Clause(t, cue, opens, after, self._end(s, layout, after), speaker, True)
        gap = self._gap(s, layout, t, start if inverted else min(start, speaker.left_edge.i))
        stop = self._phrase_end(s, layout, speaker) if inverted else after
        return Clause(t, cue, start, after, max(stop, after), speaker, inverted and gap is None, None, gap)

    def _host(self, s: Syntax, t: Token, start: int, hosts: Sequence[Host]) -> Host | None:
        """The report of the same sentence that goes on with this verb: "…, ajoutant que", "avant de promettre",
        "et a réclamé", "et salué"."""
        doc = s.p.doc
        own = any(k.dep_.startswith("nsubj") and k.pos_ in NOMINAL and k.i < t.i for k in s.kids(t))
        top = hosts
        if not top or own or start == 0:
            return None
        before = next((k for k in reversed(doc[:start]) if k.pos_ != "ADV"), doc[0])
        form, tense = morph(t, "VerbForm"), morph(t, "Tense")
        joined = before.pos_ == "CCONJ" and before.i > top[-1].at
        if form == "Ger" or (form == "Part" and tense == "Pres"):
            return None if before.pos_ in ("NOUN", "PROPN", "ADJ") else top[-1]
        if form == "Inf" and not _helped(s, t):
            led_in = any(k.dep_ in ("mark", "case") and k.pos_ == "ADP" and k.i < t.i for k in s.kids(t))
            return top[-1] if led_in and t.dep_ in ("advcl", "obl:mod", "acl", "conj", "obl") else None
        if not joined or top[-1].inverted:
            return None
        maker = s.subject(t)
        mine = (
            maker is None
            or not maker.dep_.startswith("nsubj")
            or maker.pos_ == "PRON"
            or t.head.i == top[-1].at
            or not self.sources.may_speak(s, maker)
        )
        return top[-1] if mine else None

    def _joint(self, s: Syntax, host: Host, start: int) -> int:
        """Where what the host reports ends, before the words that join the next clause to it."""
        doc, i = s.p.doc, start
        while i - 1 > host.at and doc[i - 1].pos_ in ("ADV", "ADP", "CCONJ", "PUNCT", "SCONJ", "AUX"):
            i -= 1
        return i

    def _gap(self, s: Syntax, layout: Layout, t: Token, first: int) -> Token | None:
        """The noun for which a relative pronoun right before the clause stands: "l'attaque que X a revendiquée"."""
        doc = s.p.doc
        if first < 2 or doc[first - 1].lower_ not in self.that:
            return None
        comma = doc[first - 2].text == ","
        if doc[first - 2].lower_ in self.this:
            return doc[first - 2] if first > 2 and doc[first - 3].text == "," else None
        if not (comma or t.dep_ == "acl:relcl" or doc[first - 1].pos_ == "PRON"):
            return None
        if t.dep_ == "acl:relcl" and t.head.pos_ == "NOUN" and first - NEAR <= t.head.i < first:
            return t.head
        return phrase_head(s, layout, first - 2 if comma else first - 1)

    def _name_before(self, s: Syntax, speaker: Token) -> Token:
        """The name that the speaker's noun is an apposition to, where the tree does not join them ("John Smith, a
        spokesman for the army, said")."""
        phrase = s.p.tokens(s.noun_phrase(speaker))
        start = min((t.i for t in phrase), default=speaker.i)
        if speaker.pos_ != "NOUN" or start < 3 or s.p.doc[start - 1].text != ",":
            return speaker
        name, first = s.p.doc[start - 2], s.p.doc[start - 3]
        if name.pos_ != "PROPN" or first.pos_ != "PROPN" or s.preposition(name) is not None or led(s, first):
            return speaker
        return name if self.sources.kind(s, name, s.noun_phrase(name)) == "named" else speaker

    def _inserted(self, s: Syntax, layout: Layout, t: Token, speaker: Token, after: int) -> int | None:
        """Where an inserted clause with its subject before the verb begins ("…, the army said"); None where `t` heads
        no such clause: nothing is reported before it, or something is behind it."""
        doc, sentence = s.p.doc, layout.sentence(t.i)
        phrase = s.p.tokens(s.noun_phrase(speaker))
        first = min(phrase[0].i if phrase else speaker.i, speaker.i)
        if speaker.i > t.i or first == 0 or doc[first - 1].text not in BREAKS:
            return None
        closed = doc[first - 1].text in CLOSE or doc[first - 1].text in BOTH
        told = closed or any(says(k) or _has_subject(s, k) for k in doc[sentence.start : first])
        if not told or (s.lemma(t) not in self.telling and any(k.dep_ == "obj" and k.i > t.i for k in s.kids(t))):
            return None
        for k in doc[after : sentence.end]:
            if k.text in BREAKS or k.text in OPEN or k.text == ":":
                break
            if says(k) or (k.lower_ in self.openers and k.dep_ == "mark"):
                return None
        return first

    def _mistagged(self, s: Syntax, layout: Layout, t: Token, cue: Cue, after: int) -> Clause | None:
        """The clause of a verb form that the tagger took for another word."""
        doc = s.p.doc
        if t.i > 2 and doc[t.i - 3].lower_ in self.near and doc[t.i - 2].text == "-":
            return Clause(t, cue, t.i, after, after, doc[t.i - 3], False)
        if t.i > 0 and doc[t.i - 1].text in BREAKS and not layout.named(t.i - 1):
            left = None if tells_before(s, layout, t.i, s.words["relative"]) else noun_before(s, layout, t.i)
            if left is not None and self.sources.may_be_heard(s, left):
                return Clause(t, cue, t.i, after, after, left, False)
            speaker = self.noun_after(s, t)
            quoted = _closed(layout, doc[t.i - 1]) or layout.quote(max(t.i - 3, 0)) is not None
            if speaker is None or not (quoted or self.sources.may_be_heard(s, speaker)):
                return None
            return Clause(t, cue, t.i, after, self._phrase_end(s, layout, speaker), speaker, True)
        before = noun_before(s, layout, t.i) or self._noun_before(s, layout, t)
        if before is None:
            return None
        return Clause(t, cue, t.i, after, after, before, False, None, self._gap(s, layout, t, before.left_edge.i))

    def _after(self, s: Syntax, t: Token, cue: Cue) -> int:
        tail, last = list(cue.words[1:]), t.i
        for x in s.p.doc[t.i + 1 : t.i + 1 + 3 * len(tail)]:
            if tail and (s.lemma(x) == tail[0] or x.lower_ == tail[0]):
                last = x.i
                tail.pop(0)
        return last + 1

    def _inverted_pronoun(self, s: Syntax, t: Token) -> Token | None:
        """The pronoun of "a-t-il confié", "ajoute-t-elle", "a-t-on appris"."""
        doc = s.p.doc
        for x in (*doc[t.i + 1 : t.i + 3], *reversed(doc[max(0, t.i - 5) : t.i])):
            if x.text.startswith("-") and bare(x) in self.cues.resume | self.nobody:
                between = doc[min(x.i, t.i) + 1 : max(x.i, t.i)]
                verb = x.nbor(-1) if x.i > 0 and x.i < t.i else t
                if s.lemma(verb) not in self.impersonal and all(
                    k.pos_ in ("ADV", "AUX", "PRON", "ADP", "PROPN", "DET", "NOUN") or k.text == "," for k in between
                ):
                    return x
        return None

    def _speaker(self, s: Syntax, layout: Layout, t: Token, start: int, after_cue: int) -> tuple[bool, Token | None]:
        doc = s.p.doc
        told = tells_before(s, layout, start, s.words["relative"])
        left = None if told else self._speaking(s, noun_before(s, layout, start))
        tail = doc[after_cue - 1]
        kids = s.kids(t) if tail is t else (*s.kids(t), *s.kids(tail))
        behind = self.subject_first or not any(
            infinitive(k) and s.lemma(k) == k.lower_ for k in (t, *s.kids(t)) if k is t or k.dep_.startswith("aux")
        )
        behind = behind and (morph(t, "VerbForm") != "Part" or morph(t, "Tense") != "Pres" or _helped(s, t))
        closing = self._closing_speaker(s, layout, start, after_cue) if behind else None
        if closing is not None and left is None:
            return True, closing
        subjects = [
            k
            for k in kids
            if k.dep_ in ("nsubj", "nsubj:caus", "expl:subj")
            and k.pos_ in NOMINAL
            and k.lower_ not in s.words["clitics"]
            if k.i < start or k.i > t.i
        ]
        for k in reversed(subjects):
            if k.lower_ in s.words["relative"]:
                continue
            if k.i < t.i and not (layout.quote(k.i) and not layout.quote(t.i)):
                return False, k
            if k.i > t.i and k.pos_ == "PRON":
                return True, k
        if passive(s, t, after_cue):
            agent = next((k for k in s.kids(t) if k.dep_ == "obl:agent" or s.preposition(k) in s.words["by"]), None)
            return False, agent
        own = self._relative_subject(s, layout, start) or s.own_subject(t)
        own = self._person(s, own, t) if own is not None and t.dep_ == "acl:relcl" else own
        if own is not None and (own.lower_ in s.words["clitics"] or start <= own.i < t.i):
            own = None
        if (
            own is not None
            and own.pos_ in NOMINAL
            and own.i < t.i
            and not (layout.quote(own.i) and not layout.quote(t.i))
        ):
            return False, own
        before = doc[start - 1] if start > 0 else None
        bare = (s.participle(t) or t.dep_ == "acl") and not _helped(s, t)
        if (
            before is not None
            and behind
            and not bare
            and (
                (before.text in BREAKS and not layout.named(before.i))
                or before.lower_ in self.likewise
                or layout.quote(before.i) is not None
                or t.head.i == t.i
            )
        ):
            after = self.noun_after(s, s.p.doc[after_cue - 1])
            if after is not None and left is not None:
                return False, left
            quoted = _closed(layout, before) or layout.quote(max(before.i - 2, 0)) is not None
            if after is not None and (quoted or self._may_be(s, start, after_cue, after)):
                return True, after
        if own is not None:
            return own.i > t.i, own
        found = s.subject(t)
        if found is not None and self.makers_speak and t.dep_ in ("acl", "advcl", "xcomp", "ccomp"):
            found = self._maker(s, found)
        if found is not None and found.pos_ not in NOMINAL:
            found = None
        if found is None and morph(t, "VerbForm") == "Part" and morph(t, "Tense") == "Pres":
            found = self._main_subject(s, layout, t)
        if found is None and s.finite(t) and not s.passive(t):
            found = self._speaking(s, noun_before(s, layout, start))
        if found is None and t.dep_ in ("ROOT", "parataxis", "conj", "advcl") and not s.passive(t):
            found = self._noun_before(s, layout, t)
        return False, found

    def _may_be(self, s: Syntax, start: int, after_cue: int, noun: Token) -> bool:
        """Whether the noun behind the verb, which begins at `start`, may be who speaks."""
        return self.sources.may_be_heard(s, noun) and not _fewer(s, start, after_cue, noun)

    def _main_subject(self, s: Syntax, layout: Layout, t: Token) -> Token | None:
        """The subject behind the comma that closes a participle at its sentence's head ("Soulignant …, X a dit")."""
        sentence = layout.sentence(t.i)
        if t.i - sentence.start > 2:
            return None
        for k in s.p.doc[t.i + 1 : sentence.end]:
            if k.dep_ == "nsubj" and k.pos_ in NOMINAL and k.left_edge.nbor(-1).text == ",":
                return k
        return None

    def _relative_subject(self, s: Syntax, layout: Layout, start: int) -> Token | None:
        """The noun right before ", qui" where it can speak, whatever noun the tree takes it for."""
        doc = s.p.doc
        if start < 3 or doc[start - 1].lower_ not in self.who or doc[start - 2].text != ",":
            return None
        return self._speaking(s, phrase_head(s, layout, start - 2))

    def _person(self, s: Syntax, noun: Token, t: Token) -> Token:
        """Whom a relative clause tells of that the tree hangs on the place or body at the end of a person's title: "le
        chef de mission de la Croix-Rouge pour la Syrie, qui assure"."""
        if s.preposition(noun) is None or noun.i > t.i:
            return noun
        for above in s.ancestors(noun):
            if above.pos_ not in ("NOUN", "PROPN") or above.i > noun.i:
                break
            if self.sources.names.nouns.get(s.lemma(above)) in ("title", "unnamed"):
                return self._named_before(s, above) or above
        return noun

    def _named_before(self, s: Syntax, title: Token) -> Token | None:
        """The name that a title behind a comma belongs to: "Paul Renard, le chef de mission"."""
        doc, first = s.p.doc, title.left_edge.i
        if first < 2 or doc[first - 1].text != "," or doc[first - 2].pos_ != "PROPN":
            return None
        name = doc[first - 2]
        while name.dep_ in ("flat:name", "flat") and name.head.i < name.i:
            name = name.head
        return name

    def _speaking(self, s: Syntax, noun: Token | None) -> Token | None:
        """The noun if it is one that speaks."""
        return noun if noun is not None and self.sources.may_be_heard(s, noun) else None

    def _maker(self, s: Syntax, paper: Token) -> Token:
        """Who speaks through a text: the subject of the clause that issues it ("issued a statement saying")."""
        if self.sources.names.nouns.get(s.lemma(paper)) != "document" and not self.sources.agency(s, paper):
            return paper
        verb = s.clause(paper)
        maker = s.subject(verb) if verb.i != paper.i and not s.passive(verb) else None
        return paper if maker is None or maker.i == paper.i else maker

    def _closing_speaker(self, s: Syntax, layout: Layout, start: int, after_cue: int) -> Token | None:
        """The speaker with whom the sentence ends after a comma and the verb ("…, assure Bagdad"), whatever the tree
        says of it."""
        doc = s.p.doc
        if start == 0 or doc[start - 1].text not in BREAKS or layout.named(start - 1):
            return None
        speaker = self.noun_after(s, doc[after_cue - 1])
        if speaker is None or not self.sources.may_speak(s, speaker) or _fewer(s, start, after_cue, speaker):
            return None
        phrase = s.p.tokens(s.noun_phrase(speaker))
        last = phrase[-1].i + 1 if phrase else speaker.i + 1
        ended = last >= layout.sentence(start).end or doc[last].text in (".", ",", "\n")
        return speaker if ended else None

    def _noun_before(self, s: Syntax, layout: Layout, t: Token) -> Token | None:
        """The noun before a verb form that the tagger took for another word ("Minsk dément tout mouvement")."""
        doc, start = s.p.doc, layout.sentence(t.i).start
        colon = next((k.i + 1 for k in reversed(doc[start : t.i]) if k.text == ":"), start)
        before = doc[colon : t.i]
        named = [k for k in before if k.pos_ in ("NOUN", "PROPN") and s.preposition(k) is None and not led(s, k)]
        top = [k for k in named if k.dep_ in ("ROOT", "nsubj", "nsubj:pass")]
        if top:
            return top[0]
        speaking = [k for k in named if self.sources.may_speak(s, k)]
        if speaking:
            return speaking[0]
        return named[-1] if named else None

    def noun_after(self, s: Syntax, t: Token) -> Token | None:
        """The noun phrase after an inverted verb, past adverbs and prepositional phrases ("à l'AFP")."""
        doc, i = s.p.doc, t.i + 1
        end = min(len(doc), t.i + LOOK)
        while i < end:
            k = doc[i]
            partitive = k.lower_ in self.partitive and k.nbor(-1).pos_ != "ADP" and k.nbor(-1).dep_ != "fixed"
            owner = k.pos_ == "PRON" and k.dep_ == "nmod:poss"
            if k.pos_ in ("ADV", "AUX") or k.text == "," or k.is_space or k.dep_ == "fixed" or owner or partitive:
                i += 1
            elif k.pos_ == "ADP" or k.lower_ in ("au", "aux", "lors", "sous"):
                i = self._past_phrase(s, i)
            elif s.lemma(k) in s.words["days"]:
                i += 1
            elif k.pos_ in ("DET", "NUM", "NOUN", "PROPN", "ADJ"):
                while i < end and doc[i].pos_ in ("DET", "NUM", "ADJ", "ADV") and not _heads_phrase(doc[i], doc):
                    i += 1
                while i < end and doc[i].dep_ in ("compound", "nmod:poss") and doc[i].head.i > i:
                    i = doc[i].head.i
                return doc[i] if i < end and doc[i].pos_ in NOMINAL else None
            elif k.pos_ == "PRON" and bare(k) in self.cues.resume | self.someone:
                return k
            else:
                return None
        return None

    def _past_phrase(self, s: Syntax, i: int) -> int:
        """The token after the prepositional phrase that begins at `i`; the name of a news agency ends one."""
        doc, j = s.p.doc, i + 1
        while j < len(doc) and doc[j].pos_ in ("DET", "ADJ", "NUM", "ADP"):
            j += 1
        seen = False
        while j < len(doc) and (doc[j].pos_ in ("NOUN", "PROPN", "PRON") or (seen and doc[j].pos_ == "ADJ")):
            seen = True
            j += 1
            if self.sources.agency(s, doc[j - 1]) or doc[j - 1].text in self.channels:
                break
        return max(j, i + 1)

    def _phrase_end(self, s: Syntax, layout: Layout, speaker: Token) -> int:
        phrase = s.p.tokens(s.noun_phrase(speaker))
        return self._end(s, layout, (phrase[-1].i if phrase else speaker.i) + 1)

    def _end(self, s: Syntax, layout: Layout, i: int) -> int:
        """The token where an inserted reporting clause ends, looked for from `i` on: after the comma or before the
        quotation mark that closes it, past appositions and relative clauses to the speaker."""
        doc, sentence = s.p.doc, layout.sentence(i)
        while i < sentence.end:
            if doc[i].text in OPEN or doc[i].text in BOTH:
                return i
            closes = doc[i].text in (",", ";", ":") and i + 1 < sentence.end
            if closes and doc[i + 1].lower_ not in self.relative and not _apposition(doc, i, sentence.end):
                return i + 1
            i += 1
        return sentence.end


def passive(s: Syntax, t: Token, after: int) -> bool:
    """Whether the cue is passive; one of several words only with an auxiliary of its own ("a été mis en cause")."""
    if after == t.i + 1:
        return s.passive(t)
    return any(
        s.lemma(k) in s.words["perfect_be"] for h in (t, s.p.doc[after - 1]) for k in s.kids(h) if k.pos_ == "AUX"
    )


def _closed(layout: Layout, t: Token) -> bool:
    """Whether the word is a mark that closes a quotation."""
    return t.text in CLOSE | BOTH and not layout.named(t.i)


def _helped(s: Syntax, t: Token) -> bool:
    """Whether the verb has an auxiliary, so that it is no bare participle that modifies a noun."""
    return any(k.dep_.startswith("aux") or k.pos_ == "AUX" for k in s.kids(t))


def _fewer(s: Syntax, start: int, after_cue: int, noun: Token) -> bool:
    """Whether the verb is singular and the noun plural, so that the noun is not its subject."""
    finite = next((k for k in s.p.doc[start:after_cue] if says(k)), None)
    return finite is not None and morph(finite, "Number") == "Sing" and morph(noun, "Number") == "Plur"


def _agreeing(s: Syntax, noun: Token, t: Token) -> Token:
    """The noun, or where the verb is plural and it is not, the plural one that it belongs to: "les Brigades de l'Imam
    Hadi jurent"."""
    finite = next((k for k in (t, *s.kids(t)) if says(k)), None)
    if finite is None or morph(finite, "Number") != "Plur" or morph(noun, "Number") == "Plur" or noun.i > t.i:
        return noun
    part = noun
    for _ in range(NESTED):
        first = part.left_edge.i
        above = part.head if part.head.i < part.i or first == 0 else s.p.doc[first - 1]
        if above.i >= part.i or above.pos_ not in ("NOUN", "PROPN"):
            return noun
        if morph(above, "Number") == "Plur":
            return above if s.preposition(part) in s.words["of"] else noun
        part = above
    return noun


def _has_subject(s: Syntax, t: Token) -> bool:
    """Whether the word is a verb with a subject of its own, finite or not ("mayor found dead")."""
    return t.pos_ == "VERB" and any(k.dep_.startswith("nsubj") for k in s.kids(t))


def _heads_phrase(t: Token, doc: Tree) -> bool:
    after = doc[t.i + 1] if t.i + 1 < len(doc) else None
    return t.pos_ == "ADJ" and (after is None or after.pos_ not in ("NOUN", "PROPN", "ADJ"))


def _apposition(doc: Tree, comma: int, end: int) -> bool:
    """Whether an apposition to the speaker follows the comma: a noun phrase up to the next comma or the end."""
    for t in doc[comma + 1 : end]:
        if t.text in (",", ".", ";") or t.is_punct:
            return t.i > comma + 1
        if t.pos_ in ("VERB", "AUX") and morph(t, "VerbForm") in ("Fin", "Inf"):
            return False
        if t.text in OPEN or t.text in BOTH or t.pos_ == "SCONJ":
            return False
    return True
