"""The reporting clause: where it begins and ends, who speaks in it, and on which side of the verb."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from selon.languages.load import table
from selon.reading.cues import Cue, Cues
from selon.reading.sentences import BOTH, CLOSE, OPEN, Layout
from selon.reading.sources import Sources
from selon.reading.syntax import Syntax, morph

if TYPE_CHECKING:
    from selon.reading.tree import Token, Tree

BREAKS = frozenset((",", "-", "–", "—", "(", ")", ";")) | CLOSE | BOTH
"""What may stand before an inserted reporting clause."""
NOMINAL = ("NOUN", "PROPN", "NUM", "ADJ", "PRON")
LOOK = 22
"""An inverted speaker stands within so many tokens after the verb."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A reporting clause: tokens `[start, stop)`; `after` is the token after the cue's own words.

    `inverted`: the speaker stands after the verb (or as a pronoun between auxiliary and participle), so that what is
    reported lies around the clause and not behind it. `speaker` is None where the clause names none ("a-t-on appris").
    """

    verb: Token
    cue: Cue
    start: int
    after: int
    stop: int
    speaker: Token | None
    inverted: bool


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
        self.someone = frozenset(words["one"])

    def clause(self, s: Syntax, layout: Layout, t: Token, cue: Cue) -> Clause | None:
        """The reporting clause whose verb is `t`; None where nobody speaks in it."""
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
        if morph(t, "Mood") == "Sub":
            return None
        if t.pos_ not in ("VERB", "AUX"):
            return self._mistagged(s, layout, t, cue, after)
        inverted, speaker = self._speaker(s, layout, t, start, after)
        if speaker is None:
            return None
        speaker = self._name_before(s, speaker) if self.subject_first else speaker
        opens = self._inserted(s, layout, t, speaker, after) if self.subject_first and not inverted else None
        if opens is not None:
            return Clause(t, cue, opens, after, self._end(s, layout, after), speaker, True)
        stop = self._phrase_end(s, layout, speaker) if inverted else after
        return Clause(t, cue, start, after, max(stop, after), speaker, inverted)

    def _name_before(self, s: Syntax, speaker: Token) -> Token:
        """The name that the speaker's noun is an apposition to, where the tree does not join them ("John Smith, a
        spokesman for the army, said")."""
        phrase = s.p.tokens(s.noun_phrase(speaker))
        start = min((t.i for t in phrase), default=speaker.i)
        if speaker.pos_ != "NOUN" or start < 3 or s.p.doc[start - 1].text != ",":
            return speaker
        name, first = s.p.doc[start - 2], s.p.doc[start - 3]
        if name.pos_ != "PROPN" or first.pos_ != "PROPN" or s.preposition(name) is not None or _led(s, first):
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
        if t.i > 0 and s.p.doc[t.i - 1].text in BREAKS:
            speaker = self.noun_after(s, t)
            return (
                None
                if speaker is None
                else Clause(t, cue, t.i, after, self._phrase_end(s, layout, speaker), speaker, True)
            )
        before = self._noun_before(s, layout, t)
        return None if before is None else Clause(t, cue, t.i, after, after, before, False)

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
                if all(
                    k.pos_ in ("ADV", "AUX", "PRON", "ADP", "PROPN", "DET", "NOUN") or k.text == "," for k in between
                ):
                    return x
        return None

    def _speaker(self, s: Syntax, layout: Layout, t: Token, start: int, after_cue: int) -> tuple[bool, Token | None]:
        doc = s.p.doc
        closing = self._closing_speaker(s, layout, start, after_cue)
        if closing is not None:
            return True, closing
        for k in s.kids(t):
            if k.dep_ in ("nsubj", "nsubj:caus", "expl:subj") and k.lower_ not in s.words["relative"]:
                if k.i < t.i and not (layout.quote(k.i) and not layout.quote(t.i)):
                    return False, k
                if k.pos_ == "PRON":
                    return True, k
        if s.passive(t):
            agent = next((k for k in s.kids(t) if k.dep_ == "obl:agent" or s.preposition(k) in s.words["by"]), None)
            return False, agent
        own = s.own_subject(t)
        if own is not None and own.i < t.i and not (layout.quote(own.i) and not layout.quote(t.i)):
            return False, own
        before = doc[start - 1] if start > 0 else None
        bare = (s.participle(t) or t.dep_ == "acl") and not _helped(s, t)
        if (
            before is not None
            and not bare
            and (
                before.text in BREAKS
                or before.lower_ in self.likewise
                or layout.quote(before.i) is not None
                or t.head.i == t.i
            )
        ):
            after = self.noun_after(s, s.p.doc[after_cue - 1])
            if after is not None:
                return True, after
        if own is not None:
            return own.i > t.i, own
        found = s.subject(t)
        if found is not None and self.makers_speak and t.dep_ in ("acl", "advcl", "xcomp", "ccomp"):
            found = self._maker(s, found)
        if found is not None and found.pos_ not in NOMINAL:
            found = None
        if found is None and t.dep_ in ("ROOT", "parataxis", "conj", "advcl") and not s.passive(t):
            found = self._noun_before(s, layout, t)
        return False, found

    def _maker(self, s: Syntax, paper: Token) -> Token:
        """Who speaks through a text: the subject of the clause that issues it ("issued a statement saying")."""
        if self.sources.names.nouns.get(s.lemma(paper)) != "document" and not self.sources.names.agency(paper.text):
            return paper
        verb = s.clause(paper)
        maker = s.subject(verb) if verb.i != paper.i and not s.passive(verb) else None
        return paper if maker is None or maker.i == paper.i else maker

    def _closing_speaker(self, s: Syntax, layout: Layout, start: int, after_cue: int) -> Token | None:
        """The speaker with whom the sentence ends after a comma and the verb ("…, assure Bagdad"), whatever the tree
        says of it."""
        doc = s.p.doc
        if start == 0 or doc[start - 1].text not in BREAKS:
            return None
        speaker = self.noun_after(s, doc[after_cue - 1])
        if speaker is None or not self.sources.may_speak(s, speaker):
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
        named = [k for k in before if k.pos_ in ("NOUN", "PROPN") and s.preposition(k) is None and not _led(s, k)]
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
            if k.pos_ in ("ADV", "AUX") or k.text == "," or k.is_space or k.dep_ == "fixed":
                i += 1
            elif k.pos_ == "ADP" or k.lower_ in ("au", "aux", "lors", "sous"):
                i = self._past_phrase(doc, i)
            elif s.lemma(k) in s.words["days"]:
                i += 1
            elif k.pos_ in ("DET", "NUM", "NOUN", "PROPN", "ADJ"):
                while i < end and doc[i].pos_ in ("DET", "NUM", "ADJ") and not _heads_phrase(doc[i], doc):
                    i += 1
                while i < end and doc[i].dep_ in ("compound", "nmod:poss") and doc[i].head.i > i:
                    i = doc[i].head.i
                return doc[i] if i < end and doc[i].pos_ in NOMINAL else None
            elif k.pos_ == "PRON" and bare(k) in self.cues.resume | self.someone:
                return k
            else:
                return None
        return None

    def _past_phrase(self, doc: Tree, i: int) -> int:
        """The token after the prepositional phrase that begins at `i`; the name of a news agency ends one."""
        j = i + 1
        while j < len(doc) and doc[j].pos_ in ("DET", "ADJ", "NUM", "ADP"):
            j += 1
        seen = False
        while j < len(doc) and (doc[j].pos_ in ("NOUN", "PROPN", "PRON") or (seen and doc[j].pos_ == "ADJ")):
            seen = True
            j += 1
            if self.sources.names.agency(doc[j - 1].text):
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


def _led(s: Syntax, k: Token) -> bool:
    """Whether a preposition stands right before the noun, whatever the tree says ("A Moscou, un diplomate …")."""
    return k.i > 0 and s.words_form(k.nbor(-1).lower_) in s.words["leading"]


def _helped(s: Syntax, t: Token) -> bool:
    """Whether the verb has an auxiliary, so that it is no bare participle that modifies a noun."""
    return any(k.dep_.startswith("aux") or k.pos_ == "AUX" for k in s.kids(t))


def complex_start(s: Syntax, t: Token) -> int:
    """The first token of the verb with its auxiliaries, negation, clitics and adverbs."""
    i = t.i
    while i > 0:
        k = s.p.doc[i - 1]
        own = k.head.i == t.i
        helper = k.dep_.startswith("aux") or k.dep_ in ("advmod", "iobj", "expl:comp", "expl:pass")
        clitic = k.pos_ == "PRON" and not k.dep_.startswith("nsubj")
        if (own and (helper or clitic)) or k.pos_ == "AUX" or k.text.startswith("-"):
            i -= 1
        else:
            break
    return i


def _has_subject(s: Syntax, t: Token) -> bool:
    """Whether the word is a verb with a subject of its own, finite or not ("mayor found dead")."""
    return t.pos_ == "VERB" and any(k.dep_.startswith("nsubj") for k in s.kids(t))


def says(t: Token) -> bool:
    """Whether the word is a finite verb, so that a clause stands there."""
    return t.pos_ in ("VERB", "AUX") and morph(t, "VerbForm") == "Fin"


def bare(t: Token) -> str:
    """A pronoun without what ties it to its verb ("-t-il" → "il")."""
    return t.lower_.lstrip("-").removeprefix("t-")


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
