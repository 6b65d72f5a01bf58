"""Finite verbs that the parser leaves without a subject get the phrase right before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selon.reading.forms import Forms

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

COLON, COMMA = ":", ","
SUBJECT = "nsubj"
HEADS = ("NOUN", "PROPN", "NUM")
NAMES = ("NOUN", "PROPN")
LOOSE = ("ROOT", "obl:mod", "obl", "nmod", "appos", "ccomp", "obj", "iobj", "conj", "dep", "xcomp", "parataxis",
         "dislocated", "advcl", "nsubj")  # fmt: skip
"""Relations by which the parser hangs a subject elsewhere than on its verb."""
STARTING = ("ROOT", "obl:mod", "dislocated", "dep")
"""Those of a subject that an aside in commas parts from its verb."""
PARTICLES = ("PRON", "ADV", "PART")
CLAUSES = ("VERB", "AUX")
YEAR = 4
"""Digits of a year."""
SUBJECTS = frozenset(("nsubj", "nsubj:pass", "csubj", "expl:subj"))


def with_subjects(doc: Doc, forms: Forms) -> None:
    """Give every finite verb of `doc` its subject, in place, in a language where they are looked for."""
    if not forms.finds_subjects:
        return
    known = doc.vocab.strings
    verb, helper = (known[name] for name in CLAUSES)
    words = doc.to_array("POS").tolist()
    for i in [i for i, word in enumerate(words) if word == helper]:
        _rejoined(doc[i], forms)
    cop = known["cop"]
    predicates = [doc[i].head.i for i, relation in enumerate(doc.to_array("DEP").tolist()) if relation == cop]
    for i in sorted({*predicates, *(i for i, word in enumerate(words) if word in (verb, helper))}):
        _with_its_subject(doc[i], forms)


def subject_of(verb: Token) -> str:
    """The relation by which a subject hangs on a verb."""
    return f"{SUBJECT}:pass" if any(k.dep_ == "aux:pass" for k in verb.children) else SUBJECT


def _rejoined(t: Token, forms: Forms) -> None:
    """Join an auxiliary that stands for a verb with the participle behind it: "L'officier … a confirmé"."""
    if t.dep_.startswith(("aux", "cop")) or not _finite(t) or t.i + 1 >= len(t.doc):
        return
    verb = t.nbor(1)
    while verb.i + 1 < len(t.doc) and (verb.pos_ == "ADV" or verb.lower_ in forms.clitics):
        verb = verb.nbor(1)
    participle = (
        verb.pos_ == "VERB" and "Part" in verb.morph.get("VerbForm", []) and "Past" in verb.morph.get("Tense", [])
    )
    if not participle or verb in t.ancestors or any(k.dep_.startswith("aux") for k in verb.children):
        return
    verb.head, verb.dep_ = (verb, "ROOT") if t.head.i == t.i else (t.head, t.dep_)
    for k in list(t.children):
        if k.i != verb.i:
            k.head = verb
    t.head, t.dep_ = verb, "aux:tense"


def _with_its_subject(t: Token, forms: Forms) -> None:
    """Hang on a finite verb that has no subject the phrase right before it, wherever the parser put that:
    "Plus de 300 mercenaires ont quitté …", "a assuré que Kavumu et son aéroport demeuraient …"."""
    word, own = t.pos_, t.dep_
    helps = own.startswith(("aux", "cop"))
    if helps and word == "AUX":
        return
    kids = list(t.children)
    relations = [k.dep_ for k in kids]
    if not SUBJECTS.isdisjoint(relations) or (word == "VERB" and _number_alone(t, kids)):
        return
    predicate = word in CLAUSES or "cop" in relations
    shares = own.startswith("conj") and t.head.pos_ not in NAMES
    if not predicate or shares or helps or t.text.istitle():
        return
    group = (t, *(k for k, relation in zip(kids, relations, strict=True) if relation.startswith(("aux", "cop"))))
    finite = next(filter(_finite, group), None)
    if finite is None:
        return
    start = _group_start(t, kids, forms)
    if start == 0 or any(k.text.startswith("-") and len(k.text) > 1 for k in t.doc[finite.i + 1 : finite.i + 3]):
        return
    aside = t.doc[start - 1].text == COMMA
    noun = _left_over(t, start)
    if noun is None:
        noun = _before_aside(t.doc, start, t, forms) if aside else _just_before(t.doc, start, t, forms)
    if noun is None or not _agrees(noun, finite):
        return
    if t in noun.subtree:
        t.head, t.dep_ = (t, "ROOT") if noun.head.i == noun.i else (noun.head, noun.dep_)
    elif noun.dep_ == "ccomp" and noun.head not in t.subtree:
        t.head, t.dep_ = noun.head, "ccomp"
    noun.head, noun.dep_ = t, subject_of(t)


def _number_alone(t: Token, kids: list[Token]) -> bool:
    """Make a number the subject of the verb without one that the parser made it a word of: "et 4 000 se sont
    réfugiés". Whether there is one."""
    number = next((k for k in kids if k.dep_ in ("det", "nummod") and k.like_num and k.i < t.i), None)
    if number is None or not any(_finite(k) for k in (t, *kids)):
        return False
    number.pos_, number.dep_ = "NUM", subject_of(t)
    return True


def _finite(t: Token) -> bool:
    return "Fin" in t.morph.get("VerbForm", []) and "Imp" not in t.morph.get("Mood", [])


def _group_start(t: Token, kids: list[Token], forms: Forms) -> int:
    """Where the words of a verb group begin: auxiliaries, negation and clitic pronouns."""
    start = min((k.i for k in kids if k.dep_.startswith(("aux", "cop")) and k.i < t.i), default=t.i)
    while start > 0 and t.doc[start - 1].lower_ in forms.clitics and t.doc[start - 1].pos_ in PARTICLES:
        start -= 1
    return start


def _just_before(doc: Doc, start: int, verb: Token, forms: Forms) -> Token | None:
    """The head of the phrase that ends right before a verb group, the outer one where a relative clause ends it ("le
    traité qui régit le statut des gardes remonte"); None where a preposition stands before it, or it has its verb."""
    x, found = doc[start - 1], None
    if x.pos_ == "NUM" and start == verb.i:
        return None
    while True:
        if found is None and x.i < start and x.pos_ in HEADS and not _names(x) and _may_act(x, verb, forms):
            found = x if _quotes_close(doc, x.left_edge.i, start) else None
            if found is not None and x.left_edge.i and doc[x.left_edge.i - 1].pos_ == "PUNCT":
                return found
        up = x.head
        if up.i in (x.i, verb.i) or up.i >= start or any(k.text == COLON for k in doc[up.i : x.i]):
            return found
        if x.pos_ in CLAUSES:
            if not x.dep_.startswith(("acl", "xcomp")):
                return found
            found = None
        elif found is not None and up.pos_ in HEADS and any(k.dep_ in ("det", "nummod") for k in x.children):
            return found
        x = up


def _names(x: Token) -> bool:
    """Whether a name belongs to the noun before it: "le journaliste Gilles Jacquier"."""
    up = x.head
    between = x.doc[up.i : x.i]
    bare = all(k.dep_ != "det" for k in x.children)
    return x.pos_ == "PROPN" and bare and up.pos_ in HEADS and up.i < x.i and all(k.text != COMMA for k in between)


def _quotes_close(doc: Doc, first: int, end: int) -> bool:
    """Whether every quotation that ends among some words began there."""
    return sum(k.is_quote for k in doc[first:end]) % 2 == 0


def _left_over(verb: Token, start: int) -> Token | None:
    """The second subject of the verb above, which has its own before it: "la visite intervient alors que le pouvoir,
    soutenu par Moscou, étend …"."""
    above = verb.head
    subjects = [k for k in above.children if k.dep_.startswith(SUBJECT) and k.pos_ in HEADS]
    if above.i >= verb.i or all(k.i > above.i for k in subjects):
        return None
    return next((k for k in subjects if above.i < k.i < start), None)


def _before_aside(doc: Doc, start: int, verb: Token, forms: Forms) -> Token | None:
    """The head of the phrase that opens the sentence, where an aside in commas stands between it and its verb."""
    first = verb.sent.start
    if first >= start > 1:
        first = doc[start - 2].sent.start
    opening = doc[first:start]
    head = next((k for k in opening if k.pos_ in HEADS), None)
    while head is not None and head.head.i < head.i and head.head.i >= first and head.head.pos_ in HEADS:
        head = head.head
    if head is None or head.dep_ not in STARTING or not _may_act(head, verb, forms):
        return None
    commas = [k for k in opening if k.text == COMMA]
    return head if len(commas) > 1 and head.left_edge.i == first and commas[0].i > head.i else None


def _may_act(x: Token, verb: Token, forms: Forms) -> bool:
    """Whether a noun may be the subject of a verb that has none: no preposition before it, no day, and not taken."""
    if x.dep_ not in LOOSE or x.lower_ in forms.moments or (x.pos_ == "NUM" and _dates(x, forms)):
        return False
    cops = any(k.dep_ == "cop" for k in x.head.children)
    if x.dep_ == SUBJECT and x.head.i != verb.i and (cops or x.head.pos_ in CLAUSES):
        return False
    return all(k.dep_ not in ("case", "cop") for k in x.children)


def _dates(x: Token, forms: Forms) -> bool:
    """Whether a number is a year or the day of a month."""
    if len(x.text) == YEAR and x.text.isdigit():
        return True
    return x.head.lower_ in forms.moments or any(k.lower_ in forms.moments and k.dep_ == "nmod" for k in x.children)


def _agrees(noun: Token, finite: Token) -> bool:
    """Whether noun and verb are both singular or both plural, as far as their forms tell."""
    ours, theirs = noun.morph.get("Number", []), finite.morph.get("Number", [])
    third = finite.morph.get("Person", ["3"]) == ["3"]
    joint = any(k.dep_ == "conj" for k in noun.children)
    return third and (not ours or not theirs or ours == theirs or (joint and theirs == ["Plur"]))
