"""Clauses as rows of words: what stands before a verb, where a relative clause closes, where a sentence goes on.

Reporting clauses are where parsers err most. What punctuation and word classes show is asked here, beside the tree.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from selon.reading.sentences import BOTH, CLOSE, OPEN, Layout
from selon.reading.syntax import Syntax, morph

if TYPE_CHECKING:
    from selon.reading.tree import Token

BREAKS = frozenset((",", "-", "–", "—", "(", ")", ";")) | CLOSE | BOTH
"""What may stand before an inserted reporting clause."""
NOMINAL = ("NOUN", "PROPN", "NUM", "ADJ", "PRON")
LINKS = (
    "nmod",
    "amod",
    "flat:name",
    "flat",
    "flat:foreign",
    "conj",
    "appos",
    "nummod",
    "compound",
    "obl:arg",
    "obl:mod",
)
"""What hangs a word on the head of its phrase."""
REACH = 6
"""An auxiliary stands within so many tokens before its participle."""
RESUMING = 5
"""Words that may stand between the end of an inserted clause and the verb with which the sentence goes on."""


def says(t: Token) -> bool:
    """Whether the word is a finite verb, so that a clause stands there."""
    return t.pos_ in ("VERB", "AUX") and morph(t, "VerbForm") == "Fin"


def infinitive(t: Token) -> bool:
    """Whether the word is an infinitive or a gerund."""
    return morph(t, "VerbForm") in ("Inf", "Ger")


def bare(t: Token) -> str:
    """A pronoun without what ties it to its verb ("-t-il" → "il")."""
    return t.lower_.lstrip("-").removeprefix("t-")


def complex_start(s: Syntax, t: Token) -> int:
    """The first token of the verb with its auxiliaries, negation, clitics and adverbs."""
    before = next((k.i for k in reversed(s.p.doc[max(0, t.i - REACH) : t.i]) if k.text in BREAKS), t.i - REACH)
    helpers = [k.i for k in s.kids(t) if k.dep_.startswith("aux") and before < k.i < t.i]
    i = min((t.i, *helpers))
    while i > 0:
        k = s.p.doc[i - 1]
        own = k.head.i == t.i
        helper = k.dep_.startswith("aux") or k.dep_ in ("advmod", "iobj", "expl:comp", "expl:pass")
        subject = k.dep_.startswith(("nsubj", "expl:subj")) and k.lower_ not in s.words["clitics"]
        clitic = k.pos_ == "PRON" and not subject
        if (own and (helper or clitic)) or k.pos_ == "AUX" or k.text.startswith("-"):
            i -= 1
        else:
            break
    return i


def finite_between(s: Syntax, a: int, b: int) -> bool:
    """Whether a finite verb or an infinitive stands between two tokens."""
    return any(says(t) or infinitive(t) for t in s.p.doc[a:b])


def tells_before(s: Syntax, layout: Layout, start: int, relative: frozenset[str]) -> bool:
    """Whether something that can be reported stands before token `start` in its sentence: a quotation, or a finite verb
    outside of relative clauses."""
    doc, sentence = s.p.doc, layout.sentence(start)
    closes = start > 0 and doc[start - 1].text in CLOSE | BOTH and not layout.named(start - 1)
    if start > 0 and (layout.quote(start - 1) is not None or closes):
        return True
    i = sentence.start
    while i < start:
        if opens_relative(doc[i], relative):
            i = next((k.i for k in doc[i:start] if k.text == ","), start)
        elif says(doc[i]):
            return True
        i += 1
    return False


def opens_relative(t: Token, relative: frozenset[str]) -> bool:
    """Whether a relative clause begins with the word: one of the `relative` pronouns right behind a noun or comma."""
    if t.lower_ not in relative or t.i == 0:
        return False
    before = t.nbor(-1)
    if t.pos_ == "SCONJ":
        return before.text == "," and t.i > 1 and t.nbor(-2).pos_ == "PROPN"
    return before.text == "," or before.pos_ in ("NOUN", "PROPN", "ADP", "ADJ", "NUM")


def phrase_head(s: Syntax, layout: Layout, end: int) -> Token | None:
    """The head of the noun phrase that ends right before token `end`; None where none does."""
    doc, first = s.p.doc, layout.sentence(max(end - 1, 0)).start
    if end <= first:
        return None
    head = doc[end - 1]
    name = next((r for r in layout.names if end - 1 in r), None)
    if name is not None:  # what is named stands before: "le groupe autoproclamé « Ansaru »"
        head = next((k for k in reversed(doc[first : name.start]) if k.pos_ in ("NOUN", "PROPN")), head)
    elif head.text in (")", "»", "”", '"'):
        head = head.head
    while (
        head.dep_ in LINKS
        and s.preposition(head) not in s.words["sourcing"]
        and first <= head.head.i < head.i
        and head.head.pos_ in NOMINAL
    ):
        if any(k.text in (",", ";", ":") for k in doc[head.head.i : head.left_edge.i]):
            break
        head = head.head
    several = head.pos_ == "PRON" and head.lower_ in s.words["demonstratives"] and head.i < end - 1
    return head if head.pos_ in ("NOUN", "PROPN") or several else None


def noun_before(s: Syntax, layout: Layout, start: int) -> Token | None:
    """The head of the noun phrase that ends right before token `start`, past a clause or apposition in commas
    ("un responsable, qui s'exprimait …, |a nié"); None where it is led in by a preposition."""
    doc, first = s.p.doc, layout.sentence(start).start
    end = start
    while end > first and (doc[end - 1].pos_ == "ADV" or doc[end - 1].lower_ in s.words["clitics"]):
        end -= 1
    for phrase in s.words["interjected"]:
        words = phrase.split()
        if [k.lower_.replace("’", "'") for k in doc[max(first, end - len(words)) : end]] == words:
            end -= len(words)
            break
    if end > first and doc[end - 1].text == ",":
        end = next((k.i for k in reversed(doc[first : end - 1]) if k.text == ","), first)
    head = phrase_head(s, layout, end)
    if head is None or led(s, head):
        return None
    return head if s.preposition(head) is None or s.preposition(head) == head.lower_ else None


def led(s: Syntax, k: Token) -> bool:
    """Whether a preposition stands right before the noun, whatever the tree says ("A Moscou, un diplomate …")."""
    return k.i > 0 and s.words_form(k.nbor(-1).lower_) in s.words["leading"]


def closed(s: Syntax, phrase: Sequence[Token]) -> Token:
    """The last word of a phrase, or the mark right behind it that closes a name in quotation marks."""
    last, doc = phrase[-1], s.p.doc
    if last.i + 1 == len(doc) or doc[last.i + 1].text not in CLOSE | BOTH:
        return last
    marks = [k.text for k in phrase if k.text in OPEN | CLOSE | BOTH]
    return doc[last.i + 1] if len(marks) == 1 and marks[0] in OPEN | BOTH and phrase[0].text != marks[0] else last


def resumes(s: Syntax, comma: int, end: int) -> bool:
    """Whether the sentence goes on behind a comma with the verb of an interrupted clause ("X, qui …, a dit")."""
    for t in s.p.doc[comma + 1 : min(end, comma + 1 + RESUMING)]:
        if says(t):
            return True
        if t.pos_ not in ("ADV", "PRON", "PART") or t.dep_.startswith("nsubj"):
            return False
    return False


def new_clause(s: Syntax, comma: int, end: int) -> bool:
    """Whether a clause of its own follows a comma, with nothing that ties it to what went before: a noun phrase and its
    finite verb ("…, le régime dément")."""
    doc = s.p.doc
    first = doc[comma + 1] if comma + 1 < end else None
    if first is None or (first.pos_ not in ("DET", "PROPN", "NOUN", "NUM") and not first.dep_.startswith("nsubj")):
        return False
    for t in doc[comma + 1 : end]:
        if says(t):
            return True
        if (
            t.text in (",", ";", ":")
            or t.text in OPEN
            or t.pos_ in ("SCONJ", "VERB")
            or t.lower_ in s.words["relative"]
        ):
            return False
    return False
