"""Words that the tagger takes for another class, and subjects that the parser leaves without a verb, set right where
their form and neighbours leave no doubt."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from selon.reading.forms import Forms, base_form, load_forms
from selon.reading.subjects import COLON, COMMA, SUBJECT, subject_of, with_subjects

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NOT_VERBS = ("NOUN", "ADJ", "ADV", "PROPN")
MODIFYING = ("amod", "advmod", "nmod", "advcl", "acl", "appos", "flat:name")
NAMING = ("PROPN", "NOUN")
ADDRESSED = {"obj": "obj", "obl:arg": "obl", "iobj": "obl"}
"""How whom a verb asks for an act hangs on it: as its object, or with a preposition."""
HEADING = ("PROPN", "NOUN", "ADJ", "ADP", "DET", "CCONJ", "PUNCT", "X")
OBJECTS = ("obj", "iobj")
BEHIND = ("amod", "acl", "appos")
"""How a participle hangs on the noun before it."""
OPENING = 5
"""Words that may head a sentence before a colon."""
BARE = ("obl:mod", "nmod")
BEFORE = ("NOUN", "PROPN", "ADV", "ADJ")
NAMES = ("PROPN", "NOUN", "NUM", "X")
AFTER = ("DET", "ADP", "ADV", "NUM", "SCONJ")


def mend(doc: Doc, lang: str) -> Doc:
    """Set right the class and lemma of mistagged verbs of `doc`, and subjects left alone, in place."""
    if not len(doc):
        return doc
    forms, keys = load_forms(lang), _keys(lang)
    rows = doc.to_array(["LOWER", "POS"]).tolist()
    for t in [doc[i] for i, (form, word) in enumerate(rows) if form in keys.forms or word == keys.pronoun]:
        word = t.pos_
        if word in ("NOUN", "X", "PROPN") and t.text in forms.prepositions and t.i + 1 < len(doc):
            t.pos_ = word = "ADP"
        if word == "PRON" and forms.pronouns and t.text[0].isupper() and t.lower_ not in forms.pronouns:
            t.pos_ = word = "PROPN"
        if word in ("NOUN", "VERB") and t.lower_ in forms.before_infinitive and _infinitive(doc, t.i + 1):
            word = _planned(t, forms)
        if word not in NOT_VERBS or t.i == 0:
            continue
        low = t.lower_
        if low in forms.be_pasts and _past(t, "aux:tense"):
            _verb(t, forms.be_pasts[low], "Tense=Past|VerbForm=Part")
        elif low in forms.pasts and any(k.dep_.startswith("aux") for k in t.children):
            _verb(t, forms.pasts[low], "Tense=Past|VerbForm=Part")
        elif low in forms.participles and t.nbor(-1).lower_ in forms.reflexive:
            _verb(t, forms.participles[low], "VerbForm=Part|Tense=Pres")
        elif low in forms.plurals and t.nbor(-1).lower_ in forms.before_verb:
            _verb(t, forms.plurals[low], "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin")
        elif low in forms.presents and (t.nbor(-1).lower_ in forms.before_verb or _finite_here(t, forms)):
            _verb(t, forms.presents[low], "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin")
            _seat(t)
    rows = doc.to_array(["ORTH", "DEP"]).tolist()
    for t in [doc[i] for i, (form, relation) in enumerate(rows) if form == keys.colon or relation in keys.joining]:
        if t.text == COLON:
            _headed(t, forms)
        elif t.dep_ == "case" and t.lower_ in forms.between:
            _both(t.head, forms)
        elif t.dep_ == "case" and t.pos_ == "DET" and t.lower_ in forms.articles:
            _partitive(t)
        elif t.dep_ == "case" and t.lower_ in forms.days and t.pos_ == "NOUN":
            _on_a_day(t)
        elif t.dep_ == "cc":
            _together(t)
    for t in [doc[i] for i, word in enumerate(doc.to_array("POS").tolist()) if word in keys.heads]:
        if t.dep_ == "ROOT" and t.pos_ in NAMING:
            _reattach(t, forms)
            _past_commas(t)
        elif t.pos_ == "VERB":
            _around_verb(t, lang, forms)
        elif t.dep_ in BARE and t.pos_ == "NOUN":
            _object(t, forms)
            _dated(t, forms)
    with_subjects(doc, forms)
    return doc


def _around_verb(t: Token, lang: str, forms: Forms) -> None:
    """Set right what hangs on a verb, and what the verb hangs on."""
    relations, own = {k.dep_ for k in t.children}, t.dep_
    if "cop" in relations and forms.be_pasts and "Part" in t.morph.get("VerbForm", []):
        _past(t, "aux:tense" if t.lower_ in forms.be_pasts else "aux:pass")
    if SUBJECT in relations:
        _led_in(t)
        _told(t)
    if not relations.isdisjoint(OBJECTS):
        _inverted(t, forms)
    _done_by_none(t)
    if own == "conj":
        _meanwhile(t, forms)
    elif own in BEHIND:
        _behind_comma(t)
    _taken(t, lang, forms)
    if t.dep_ == "acl":
        _asked(t, lang, forms)


class _Keys:
    """spaCy's keys of what a token must have to be looked at: the others are passed over without a look each."""

    def __init__(self, forms: Forms) -> None:
        from spacy.strings import get_string_id as key

        verbs = (forms.be_pasts, forms.pasts, forms.participles, forms.plurals, forms.presents, forms.before_infinitive)
        listed = {x.lower() for x in forms.prepositions}.union(*verbs)
        self.forms = frozenset(map(key, listed))
        self.pronoun, self.colon = key("PRON"), key(COLON)
        self.joining = frozenset(map(key, ("case", "cc")))
        self.heads = frozenset(map(key, (*NAMING, "VERB")))


@lru_cache(maxsize=8)
def _keys(lang: str) -> _Keys:
    return _Keys(load_forms(lang))


def _past(t: Token, helper: str) -> bool:
    """Whether a verb "to be" that was taken for a copula helps the participle `t` instead ("sont partis"); it does as a
    `helper` then."""
    being = next((k for k in t.children if k.dep_ == "cop" and k.pos_ == "AUX"), None)
    if being is None:
        return False
    being.dep_ = helper
    return True


def _infinitive(doc: Doc, i: int) -> bool:
    """Whether token `i` is an infinitive."""
    return i < len(doc) and "Inf" in doc[i].morph.get("VerbForm", [])


def _planned(verb: Token, forms: Forms) -> str:
    """Give a verb of planning that was taken for a noun before its infinitive its place: "compte envoyer". Its class
    then."""
    if verb.dep_ not in (*MODIFYING, "ccomp", "conj"):
        return verb.pos_
    _verb(verb, forms.before_infinitive[verb.lower_], "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin")
    _seat(verb)
    planned, noun = verb.nbor(), verb.head
    if planned.head.i == verb.i:
        planned.dep_ = "xcomp"
    if verb.dep_ == "appos" and noun.dep_ == "ROOT" and noun.pos_ in NAMING and noun.i < verb.i:
        verb.head, verb.dep_ = verb, "ROOT"
        noun.head, noun.dep_ = verb, SUBJECT
    return "VERB"


def _asked(t: Token, lang: str, forms: Forms) -> None:
    """Hang an infinitive that the parser took for part of a noun on the verb that asks it of whom the noun names: "a
    permis à huit familles de quitter la ville", "appelle les deux camps à cesser le feu"."""
    noun = t.head
    if not _infinitive(t.doc, t.i) or all(k.dep_ not in ("mark", "case") for k in t.children):
        return
    while noun.dep_ == "conj":
        noun = noun.head
    verb = noun.head
    lemma = base_form(verb.lemma_.lower(), "VERB", lang)
    asked = forms.asking.get(ADDRESSED.get(noun.dep_, ""), ())
    if verb.pos_ == "VERB" and verb.i < noun.i and lemma in asked and all(k.dep_ != "xcomp" for k in verb.children):
        t.head, t.dep_ = verb, "xcomp"


def _seat(verb: Token) -> None:
    """Give a finite verb that was taken for a word of its subject's phrase the place of a verb: its subject, object and
    adjuncts, and the infinitive that stood for it: "L'armée dément tout retrait"."""
    noun = verb.head
    above = noun.head
    if noun.i >= verb.i or noun.pos_ not in NAMING or verb.dep_ not in MODIFYING:
        return
    if noun.left_edge.i and verb.doc[noun.left_edge.i - 1].pos_ == "PROPN":
        return
    infinitive = noun.dep_ == SUBJECT and above.i > verb.i and "Inf" in above.morph.get("VerbForm", [])
    if not (noun.dep_ == "ROOT" or (infinitive and above.dep_ == "ROOT")):
        return
    behind = [k for k in noun.children if k.i > verb.i]
    verb.head, verb.dep_ = verb, "ROOT"
    noun.head, noun.dep_ = verb, SUBJECT
    if infinitive:
        above.head, above.dep_ = verb, "xcomp"
    for k in behind:
        bare = all(x.dep_ != "case" for x in k.children)
        k.head = verb
        if k.dep_ in ("nmod", "appos"):
            k.dep_ = "obj" if bare else "obl:mod"
    name = verb.nbor(1) if verb.i + 1 < len(verb.doc) else verb
    if name.pos_ == "PROPN" and name.head.i == verb.i:
        name.dep_ = "obj"


def _headed(colon: Token, forms: Forms) -> None:
    """Free a sentence from the name that heads it before a colon, where the parser took that for its subject and the
    subject for a part of the name: "Mali: Bamako et les rebelles ont conclu …"."""
    doc, first = colon.doc, colon.sent.start
    first = doc[colon.i - 1].sent.start if first == colon.i > 0 else first
    opening = doc[first : colon.i]
    if not 0 < len(opening) <= OPENING or any(k.pos_ not in HEADING for k in opening):
        return
    if colon.head.i > colon.i:
        colon.head = opening[-1]
    if forms.finds_subjects:
        _freed(colon, opening[0].sent.root)
    name = next((k for k in opening if k.dep_.startswith(SUBJECT) and k.head.i > colon.i), None)
    if name is not None and forms.finds_subjects and _another_acts(colon, name):
        name.dep_ = "dep"
        for k in list(name.children):
            if k.i > colon.i and k.dep_ == "nmod":
                k.head, k.dep_ = name.head, SUBJECT
        return
    part = next((k for k in name.children if k.i > colon.i), None) if name is not None else None
    if name is None or part is None or part.pos_ not in NAMING or part.left_edge.i != colon.i + 1:
        return
    if part.i < name.head.i and all(k.dep_ != "case" for k in part.children):
        part.head, part.dep_ = name.head, name.dep_
        name.dep_ = "dep"


def _freed(colon: Token, root: Token) -> None:
    """Let the phrase behind a colon stand for itself where the parser hung it on the name before: "Mali: Bamako …"."""
    if root.i >= colon.i or root.pos_ not in NAMING:
        return
    part = next((k for k in root.children if k.i > colon.i and k.left_edge.i == colon.i + 1), None)
    if part is not None and part.pos_ in NAMING and all(k.dep_ != "case" for k in part.children):
        part.head, part.dep_ = part, "ROOT"


def _another_acts(colon: Token, name: Token) -> bool:
    """Whether a noun without a preposition stands between a colon and the verb that the name before it hangs on."""
    between = colon.doc[colon.i + 1 : name.head.i]
    nouns = (k for k in between if k.pos_ in NAMING and k.dep_ not in ("obj", "obl:mod", "obl"))
    return any(all(x.dep_ != "case" for x in k.children) for k in nouns)


def _both(t: Token, forms: Forms) -> None:
    """Join what stands "between" two: the second to the first, whatever else the parser hung it on; where that was a
    verb behind, what stands between them is its subject: "Une trêve entre Bamako et l'Azawad est entrée …"."""
    doc, end = t.doc, t.right_edge.i + 1
    if any(k.dep_ == "conj" for k in t.children) or end >= len(doc) or doc[end].dep_ != "cc":
        return
    joint, above = doc[end], t.head
    parts = (joint.head, *joint.head.children)
    second = next((k for k in parts if k.pos_ in NAMING and k.i > end and k.left_edge.i in (end, end + 1)), None)
    if second is None or joint.lower_ not in forms.joining or second in t.ancestors:
        return
    verb = second.head
    if second.dep_.startswith(SUBJECT) and verb.i > second.i and above.pos_ in NAMING:
        if above.dep_ == "ROOT" and verb in above.children:
            verb.head, verb.dep_ = verb, "ROOT"
        if verb.dep_ == "ROOT" and above.dep_ == "ROOT":
            above.head, above.dep_ = verb, second.dep_
    second.head, second.dep_ = t, "conj"
    joint.head = second


def _together(joint: Token) -> None:
    """Join two subjects of which the parser took the second, with its clause, for a part of the first:
    "Le gouvernement et les rebelles sont proches d'un accord, a dit …"."""
    predicate = joint.head
    first = predicate.head
    subject = next((k for k in predicate.children if k.dep_.startswith(SUBJECT) and k.left_edge.i == joint.i + 1), None)
    if predicate.dep_ != "conj" or subject is None or not first.dep_.startswith(SUBJECT) or first.i > joint.i:
        return
    if first.pos_ not in NAMING or subject.pos_ not in NAMING or first.head.i < predicate.i:
        return
    above = first.head
    predicate.head, predicate.dep_ = above, "ccomp"
    first.head, first.dep_ = predicate, subject.dep_
    subject.head, subject.dep_ = first, "conj"
    joint.head = subject


def _told(t: Token) -> None:
    """Part what is told from who tells it, where a verb has the subjects of both: "A convoy of lorries crossed the
    border, two officials said"."""
    subjects = [k for k in t.children if k.dep_ == SUBJECT and k.i < t.i]
    if len(subjects) != 2 or t.doc[subjects[1].left_edge.i - 1].text != ",":
        return
    first = subjects[0]
    verb = next((k for k in first.subtree if k.dep_ == "acl" and k.pos_ == "VERB" and k.i > first.i), None)
    if verb is not None and verb.right_edge.i == first.right_edge.i:
        verb.head, verb.dep_ = t, "ccomp"
        first.head = verb
        _morph(verb, "Tense=Past|VerbForm=Fin")


def _inverted(verb: Token, forms: Forms) -> None:
    """Make the subject of a noun behind a verb that has its object in a pronoun before it: "les missiles que tirent les
    rebelles"."""
    before = next((k for k in verb.children if k.lower_ in forms.object_relatives and k.dep_ in OBJECTS), None)
    if before is None or before.i > verb.i or "Inf" in verb.morph.get("VerbForm", []):
        return
    if any(k.dep_.startswith(SUBJECT) for k in verb.children):
        return
    behind = next((k for k in verb.children if k.dep_ == "obj" and k.i > verb.i and k.pos_ in NAMING), None)
    if behind is not None:
        before.dep_, behind.dep_ = "obj", SUBJECT


def _done_by_none(verb: Token) -> None:
    """Make the object of what was taken for the subject behind a past infinitive, which has none: "avoir repris
    Kidal"."""
    if not any(k.dep_.startswith("aux") and "Inf" in k.morph.get("VerbForm", []) for k in verb.children):
        return
    behind = [k for k in verb.children if k.i > verb.i and k.dep_ in ("obj", SUBJECT)]
    if len(behind) == 1:
        behind[0].dep_ = "obj"


def _meanwhile(t: Token, forms: Forms) -> None:
    """Join a gerund to the verb whose object the parser joined it to: "tuant six assaillants et en capturant trois"."""
    noun, verb = t.head, t.head.head
    if noun.i > t.i or noun.pos_ not in NAMING or verb.pos_ != "VERB":
        return
    if t.nbor(-1).lower_ not in forms.gerund:
        return
    t.head = verb
    number = t.nbor() if t.i + 1 < len(t.doc) else t
    if number.like_num and number.head.i < t.i:
        number.head, number.pos_, number.dep_ = t, "NUM", "obj"


def _behind_comma(t: Token) -> None:
    """Make a present participle behind a comma what the subject did, not what the object before it is like: "a attaqué
    des positions, tuant dix rebelles"."""
    noun, verb = t.head, t.head.head
    if noun.i > t.i or "Pres" not in t.morph.get("Tense", []):
        return
    if noun.dep_ not in ("obj", "obl:arg", "obl:mod") or verb.pos_ != "VERB" or t.nbor(-1).text != COMMA:
        return
    behind = next((k for k in noun.children if k.dep_ == "appos" and k.left_edge.i == t.i + 1), None)
    t.head, t.dep_ = verb, "advcl"
    if behind is not None:
        behind.head, behind.dep_ = t, "obj"


def _object(t: Token, forms: Forms) -> None:
    """Make what a day keeps apart from its verb the object again: "ont conclu samedi un accord". A word that is no
    event is one only where the verb has its subject: "a rejoint samedi l'armée", but "a annoncé samedi l'armée"."""
    day = t.doc[t.left_edge.i - 1] if t.left_edge.i else None
    if day is None or day.lower_ not in forms.days:
        return
    own = {k.dep_ for k in t.children}
    if "det" not in own or "case" in own:
        return
    verb = t.head if t.head.pos_ == "VERB" else t.head.head
    if day.head.i != verb.i or verb.pos_ != "VERB" or verb.i > day.i or any(k.dep_ == "obj" for k in verb.children):
        return
    if t.lemma_.lower() in forms.nouns or any(k.dep_ == SUBJECT for k in verb.children):
        t.head, t.dep_ = verb, "obj"


def _partitive(article: Token) -> None:
    """Make an object again of a noun whose article was taken for a preposition: "revendique aussi des attaques"."""
    noun = article.head
    verb = noun.head
    article.dep_ = "det"
    if noun.dep_ in ("obl:arg", "obl:mod") and verb.pos_ == "VERB" and all(k.dep_ != "obj" for k in verb.children):
        noun.dep_ = "obj"


def _on_a_day(day: Token) -> None:
    """Make an object again of a noun that the day before it was taken to lead in: "a aperçu vendredi une frégate"."""
    noun, verb = day.head, day.head.head
    if noun.i < day.i or verb.i != day.i - 1 or verb.pos_ != "VERB" or any(k.dep_ == "obj" for k in verb.children):
        return
    day.head, day.dep_ = verb, "obl:mod"
    noun.dep_ = "obj"


def _led_in(verb: Token) -> None:
    """Make the noun right before a verb its subject where the parser took a phrase with a preposition, which that noun
    stands apart from, for it: "Du phare, à la pointe nord, deux journalistes ont vu …"."""
    first = next((k for k in verb.children if k.dep_ == SUBJECT and k.i < verb.i), None)
    if first is None or all(k.dep_ != "case" for k in first.children):
        return
    start = min((k.i for k in verb.children if k.dep_.startswith("aux")), default=verb.i)
    noun = next((k for k in first.subtree if k.i > first.i and k.right_edge.i == start - 1 and k.pos_ in NAMING), None)
    if noun is None or noun.doc[noun.left_edge.i - 1].text != COMMA or any(k.dep_ == "case" for k in noun.children):
        return
    noun.head, noun.dep_ = verb, SUBJECT
    first.dep_ = "obl:mod"


def _dated(t: Token, forms: Forms) -> None:
    """Make what stands behind a year its verb's object again: "a établi à partir de 2014 des bases"."""
    article = next(t.children, t)
    if article.lower_ not in forms.articles or t.head.pos_ != "NUM" or t.head.i != article.i - 1:
        return
    verb = next((a for a in t.ancestors if a.pos_ == "VERB"), None)
    if verb is not None and verb.i < t.i and all(k.dep_ != "obj" for k in verb.children):
        t.head, t.dep_ = verb, "obj"
        article.pos_, article.dep_, article.lemma_ = "DET", "det", "un"


def _taken(t: Token, lang: str, forms: Forms) -> None:
    """Make a bare name behind a verb of taking or holding, or behind its day, the object: "ont repris lundi Alep"."""
    if base_form(t.lemma_.lower(), t.pos_, lang) not in forms.taking:
        return
    if any(k.dep_ in ("obj", "aux:pass", "expl:comp") for k in t.children):
        return
    doc = t.doc
    at = t.i + 2 if t.i + 1 < len(doc) and doc[t.i + 1].lower_ in forms.days else t.i + 1
    name = doc[at] if at < len(doc) else t
    if name.head.i == name.i + 1 and name.head.pos_ == "PROPN":
        name = name.head
    before = [k for k in name.children if k.i < name.i and k.i != t.i and k.pos_ != "PROPN"]
    if before or name.pos_ not in NAMES or not name.text[0].isupper() or name.dep_.startswith(SUBJECT):
        return
    if t.head.i == name.i:
        t.head, t.dep_ = (t, "ROOT") if name.head.i == name.i else (name.head, name.dep_)
    name.head, name.dep_ = t, "obj"
    for k in name.children:
        if k.lower_ in forms.days:
            k.head, k.dep_ = t, "obl:mod"


def _reattach(t: Token, forms: Forms) -> None:
    """Hang a nominal that stands alone right before a verb without a subject on it: "Damas et les FDS ont conclu …".

    Where the parser took the last part of a coordination for the whole subject ("Bamako et les rebelles ont …"), that
    part goes to the first.
    """
    doc, end = t.doc, t.right_edge.i + 1
    if end >= len(doc) or (t.left_edge.i and doc[t.left_edge.i - 1].pos_ not in ("PUNCT", "SPACE")):
        return
    verb = _plural(doc[end].head if doc[end].pos_ == "AUX" else doc[end])
    if verb is not None and any(k.dep_ == "conj" for k in t.children):
        if not any(k.dep_.startswith(SUBJECT) for k in verb.children):
            t.head, t.dep_ = verb, subject_of(verb)
        return
    joint = doc[end]
    if joint.dep_ != "cc" or joint.lower_ not in forms.joining or end + 1 >= len(doc):
        return
    verb = _plural(joint.head if joint.head.pos_ == "VERB" else joint.head.head)
    if verb is None:
        return
    part = next((k for k in verb.children if k.dep_.startswith(SUBJECT) and k.left_edge.i in (end, end + 1)), None)
    if part is not None and part.i < verb.i:
        t.head, t.dep_ = verb, part.dep_
        part.head, part.dep_ = t, "conj"
        joint.head = part


def _past_commas(t: Token) -> None:
    """Hang a coordination that stands alone on the plural verb behind what the writer puts between them in commas:
    "Bamako et les rebelles, soutenus par Alger, ont signé …"."""
    if t.dep_ != "ROOT" or all(k.dep_ != "conj" for k in t.children):
        return
    finite = next((k for k in t.doc[t.i + 1 :] if "Fin" in k.morph.get("VerbForm", [])), None)
    if finite is None or finite.nbor(-1).text != COMMA or all(k.text != COMMA for k in t.doc[t.i : finite.i - 1]):
        return
    verb = _plural(finite.head if finite.pos_ == "AUX" else finite)
    if verb is not None and not any(k.dep_.startswith(SUBJECT) for k in verb.children) and verb not in t.subtree:
        t.head, t.dep_ = verb, subject_of(verb)


def _plural(verb: Token) -> Token | None:
    """The token if it is a finite verb in the plural, by itself or by its auxiliary."""
    group = [verb, *(k for k in verb.children if k.dep_.startswith("aux") and k.i < verb.i)]
    finite = any("Plur" in k.morph.get("Number", []) and "Fin" in k.morph.get("VerbForm", []) for k in group)
    return verb if verb.pos_ == "VERB" and finite else None


def _finite_here(t: Token, forms: Forms) -> bool:
    """Whether a form stands where a finite verb does: after a noun or its reflexive, before an object or adjunct."""
    if t.i + 1 >= len(t.doc):
        return False
    before, behind = t.nbor(-1), t.nbor(1)
    if behind.pos_ == "PROPN" and before.i and before.nbor(-1).pos_ in ("DET", "NUM") and t.head.dep_ == "ROOT":
        bare = all(k.dep_ not in ("det", "case") for k in t.children)
        return before.pos_ == "NOUN" and before.i == t.head.i and bare and t.dep_ in MODIFYING
    if behind.pos_ not in AFTER:
        return False
    if before.lower_ in forms.reflexive:
        return True
    if before.pos_ not in BEFORE:
        return False
    if t.pos_ == "ADJ" and t.lemma_.lower().endswith(forms.adjectives):
        return False
    odd = t.pos_ in ("ADJ", "ADV") and t.lemma_.lower() != t.lower_ and t.lemma_.lower() + "e" == t.lower_
    return odd or t.pos_ == "ADV" or (t.pos_ == "NOUN" and t.lemma_.lower() not in forms.nouns)


def _verb(t: Token, lemma: str, morph: str) -> None:
    t.pos_ = "VERB"
    t.lemma_ = lemma
    _morph(t, morph)


def _morph(t: Token, morph: str) -> None:
    set_morph: Any = getattr(t, "set_morph")  # noqa: B009 - spaCy's stub leaves it out
    set_morph(morph)
