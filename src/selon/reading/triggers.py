"""Which words make a claim, and of which type: the lexicon proposes, a trained scorer weighs the context."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, cast

import numpy as np

from selon.languages.load import table
from selon.model import ClaimType
from selon.reading.confidence import Confidence, load_confidence
from selon.reading.effects import load_effects
from selon.reading.lexicon import Entry, classes, load_lexicon
from selon.reading.scorer import Matrix, Rows, Scorer, load_scorer, named
from selon.reading.syntax import Syntax, morph

if TYPE_CHECKING:
    from selon.reading.tree import Token

NONE = "-"
FORMING = ("aux:tense", "aux:pass", "aux:caus")
"""Relations of words that only form a tense or voice of another."""
ASKED = ("obj", "obl:arg")
"""Relations of what one asks for."""
TERMS = 6
"""Words behind "asking" in which the words stand that one is not to be named by, and words before a word of fear."""
FREED = ("release", "detain")
MOVING = ("move", "withdraw", "deploy", "displace")
WORDS = ("NOUN", "VERB", "ADJ", "PROPN", "ADV", "AUX")
FEATURES = ("Tense", "VerbForm", "Mood", "Number")
NEIGHBOURS = tuple((step, f"word{step:+d}=") for step in (-2, -1, 1, 2))
"""How far off the words beside a word are, and what their signs begin with."""
TAKING_PART = frozenset(("obj", "nmod", "amod", "nsubj", "nsubj:pass", "obl:arg"))
INTRODUCED = ("NOUN", "PROPN", "VERB", "PRON", "NUM")
"""Words that a preposition may introduce."""


class Candidate(NamedTuple):
    """A word that may be a trigger, with the signs the scorer weighs."""

    token: Token
    entry: Entry | None
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that makes a claim. `score` is how sure it is that it makes one of this type."""

    token: Token
    type: ClaimType
    entry: Entry | None
    score: float
    why: str


class Triggers:
    """Finds the triggers of one language."""

    def __init__(self, lang: str, scorer: Scorer | None = None, confidence: Confidence | None = None) -> None:
        self.lexicon = load_lexicon(lang)
        self.effects = load_effects(lang)
        self.lemmas = frozenset(lemma for lemma, _ in self.lexicon.entries)
        least = table(lang, "triggers")
        self.threshold: float = least["trigger"]
        """A word is a trigger when the scorer gives all types together at least this much, …"""
        self.surest: float = least["trigger_type"]
        """… and the likeliest of them at least this much."""
        terms = table(lang, "attribution")
        self.held = classes(lang).get("detainee", frozenset())
        self.under, self.again, self.hands = (frozenset(least[x]) for x in ("under", "again", "hands"))
        self.anonymity, self.unnamed = frozenset(terms["anonymity"]), frozenset(terms["unnamed"])
        self.withholding, self.fears = frozenset(terms["withholding"]), frozenset(terms["fears"])
        self._lang = lang
        self._scorer = scorer
        self._confidence = confidence
        self._known: dict[tuple[str, str], bool] = {}

    @property
    def scorer(self) -> Scorer:
        """The trained weights, read at first use."""
        if self._scorer is None:
            self._scorer = load_scorer(self._lang, "triggers")
        return self._scorer

    @property
    def confidence(self) -> Confidence:
        """How sure what the scorer says is, read at first use."""
        if self._confidence is None:
            self._confidence = load_confidence(self._lang)
        return self._confidence

    def find(self, s: Syntax, title: bool) -> list[Trigger]:
        """The triggers of one paragraph in text order."""
        found = self.candidates(s, title, self._dull)
        if not found:
            return []
        known = [self.scorer.rows_of(c.signs) for c in found]
        scores = self.scorer.scores(known, vectors(s, found))
        none = self.scorer.classes.index(NONE)
        picked = []
        for n, nothing in enumerate(scores[:, none].tolist()):
            total = 1.0 - nothing
            if total < self.threshold:
                continue
            types = scores[n]
            types[none] = -1
            best = int(types.argmax())
            if types[best] < self.surest:
                continue
            c, kind = found[n], cast("ClaimType", self.scorer.classes[best])
            why = self._why(c, kind, total, known[n])
            picked.append(Trigger(c.token, kind, c.entry, self.confidence.of(float(types[best])), why))
        events = [t for t in picked if not self._of_anonymity(s, t.token)]
        return self._without_held(s, self._without_movers(s, self._without_light(s, events)))

    def _of_anonymity(self, s: Syntax, t: Token) -> bool:
        """Whether a word only says that a source is not named: "en demandant à ne pas être nommé"."""
        if self._feared(s, t):
            return True
        asked = [t, *s.p.doc[t.i + 1 : t.i + 1 + TERMS]]
        return any(
            (s.lemma(x) in self.anonymity or x.lower_ in self.anonymity)
            and (
                x.dep_ in ASKED and x.head is t
                if x.pos_ == "NOUN"
                else (s.passive(x) and s.lemma(x.head) in self.withholding)
                or any(k.lower_ in self.unnamed for k in s.kids(x))
            )
            for x in asked
        )

    def _feared(self, s: Syntax, t: Token) -> bool:
        """Whether a noun only tells what a source fears that is not named for it: "a requis l'anonymat par crainte de
        représailles"."""
        if t.pos_ != "NOUN":
            return False
        fear = next((k for k in s.ancestors(t) if k.i < t.i and s.lemma(k) in self.fears), None)
        if fear is None:
            return False
        asked = s.p.doc[max(fear.i - TERMS, fear.sent.start) : fear.i]
        return any(s.lemma(x) in self.anonymity or x.lower_ in self.anonymity for x in asked)

    def _without_held(self, s: Syntax, picked: list[Trigger]) -> list[Trigger]:
        """The triggers without the nouns that name who is freed or held where a word above tells that they are ("la
        libération des otages", "les otages étaient détenus")."""
        verdicts = {t.token.i for t in picked if t.type in FREED}
        return [
            t
            for t in picked
            if t.type not in FREED
            or s.lemma(t.token) not in self.held
            or t.token.head.i == t.token.i
            or t.token.head.i not in verdicts
        ]

    def _without_movers(self, s: Syntax, picked: list[Trigger]) -> list[Trigger]:
        """The triggers without the nouns that name who moves where a verb tells that they do ("the convoy reached")."""
        verbs = [t.token for t in picked if t.type in MOVING and t.token.pos_ == "VERB"]
        movers = {x.i for v in verbs for x in _movers(s, v)}
        return [t for t in picked if t.type != "move" or t.token.i not in movers or t.token.pos_ == "VERB"]

    def _without_light(self, s: Syntax, picked: list[Trigger]) -> list[Trigger]:
        """The triggers without the verbs that only carry another one: "mener une attaque", "la trêve conclue", "restent
        sous le contrôle"; and without the bare nouns that only say again what a verb told ("envoyé … en renfort")."""
        nouns = [t.token for t in picked if t.token.pos_ != "VERB"]
        carriers = {n.head.i for n in nouns if self._carried(s, n) and self._carries(s, n.head)}
        kinds = {t.token.i: t.type for t in picked if t.token.pos_ != "VERB"}
        types = {t.token.i: t.type for t in picked if t.token.pos_ == "VERB"}
        carriers |= {n.head.i for n in nouns if kinds[n.i] == types.get(n.head.i) and s.preposition(n) in self.under}
        carriers |= {
            t.token.i
            for t in picked
            if t.token.dep_ == "acl" and kinds.get(t.token.head.i) == t.type and self._carries(s, t.token)
        }
        again = {n.i for n in nouns if self._said_again(s, n, kinds[n.i], types)}
        return [t for t in picked if t.token.i not in carriers | again]

    def _said_again(self, s: Syntax, n: Token, kind: ClaimType, types: Mapping[int, ClaimType]) -> bool:
        """Whether a noun without an article stands behind a verb that has told the same: "a dépêché 300 hommes en
        renfort", "est tombée aux mains"."""
        if s.lemma(n) in self.hands and types.get(n.head.i) == kind:
            return True
        if s.preposition(n) not in self.again or any(k.dep_ == "det" for k in s.kids(n)):
            return False
        above = (n.head, n.head.head)
        return any(types.get(v.i) == kind and v.i < n.i for v in above)

    def _carried(self, s: Syntax, n: Token) -> bool:
        """Whether a noun is what its verb is done to; the subject of a participle without an auxiliary is."""
        if n.dep_ == "nsubj":
            bare = not any(k.dep_.startswith("aux") for k in s.kids(n.head))
            return bare and morph(n.head, "VerbForm") == "Part" and morph(n.head, "Tense") == "Past"
        return n.dep_ in ("obj", "nsubj:pass", "obl:arg")

    def _carries(self, s: Syntax, t: Token) -> bool:
        return self.effects.of(s, t, ("light", "launch", "phase_begin", "phase_end", "phase_continue")) is not None

    def _why(self, c: Candidate, kind: str, total: float, known: Rows) -> str:
        listed = f"lexicon «{c.entry.key}» {c.entry.type or 'no claim'}" if c.entry else "not in the lexicon"
        signs = "; ".join(self.scorer.reasons(known, kind))
        return f"{listed}; scorer {total:.2f} for {kind}: {signs}"

    def candidates(
        self, s: Syntax, title: bool, dull: Callable[[Syntax, Token], bool] = lambda _s, _t: False
    ) -> list[Candidate]:
        """The words that may be triggers, with their signs; without those that are `dull`."""
        return [
            Candidate(t, entry, named(self._signs(s, t, entry, title), s.p.printable))
            for t in s.p.doc
            if self._may_be(s, t) and not dull(s, t)
            for entry in (self.lexicon.match(s, t),)
        ]

    def _dull(self, s: Syntax, t: Token) -> bool:
        """Whether a word is in no row of the lexicon, and what was learnt of the word alone speaks for no claim."""
        lemma = s.lemma(t)
        if lemma in self.lemmas:
            return False
        key = lemma, t.pos_
        if key not in self._known:
            signs = named((f"lemma={lemma}", f"lemma={lemma}/{t.pos_}"))
            self._known[key] = self.scorer.leans(signs, NONE) > 0
        return self._known[key]

    def _may_be(self, s: Syntax, t: Token) -> bool:
        if t.pos_ in ("NOUN", "VERB"):
            return True
        if t.dep_ in FORMING:
            return False
        return t.pos_ in WORDS and (s.lemma(t) in self.lemmas or (t.pos_ == "ADJ" and not t.is_stop))

    def _signs(self, s: Syntax, t: Token, entry: Entry | None, title: bool) -> list[str]:
        lemma, doc, h, i = s.lemma(t), s.p.doc, t.head, t.i
        own, word, relation = f"lemma={lemma}", t.pos_, f"rel={t.dep_}"
        f = [own, f"{own}/{word}", f"pos={word}", relation, f"{own}+{relation}", f"form={t.lower_}",
             f"ending={lemma[-4:]}", "title" if title else "body"]  # fmt: skip
        if entry is not None:
            kind = entry.type or NONE
            listed = f"lexicon={kind}{entry.prior}"
            f += [f"lexicon={kind}", listed, f"{listed}/{word}", f"{listed}+{relation}"]
            if entry.needs:
                f.append(f"{listed}+needs")
        else:
            f.append("unlisted")
        f += [f"{name}={value}" for name in FEATURES if (value := t.morph.get(name))]
        if h is not t:
            up = f"up={s.lemma(h)}"
            f += [up, f"{up}+{relation}", f"up-pos={h.pos_}", f"{own}+{up}"]
        else:
            f.append("root")
        self._below(s, t, own, f)
        f += [f"{name}{doc[i + step].lower_}" for step, name in NEIGHBOURS if 0 <= i + step < len(doc)]
        if i + 1 < len(doc):
            f.append(f"{own}+next={doc[i + 1].lower_}")
        if i > 0:
            f.append(f"{own}+previous={doc[i - 1].lower_}")
        if s.p.repeats(t):
            f.append("said before in the sentence")
        return f

    def _below(self, s: Syntax, t: Token, own: str, f: list[str]) -> None:
        for k in s.kids(t):
            relation, word = k.dep_, k.pos_
            if word == "PUNCT":
                continue
            has = f"has={relation}"
            down = f"{has}:{s.lemma(k)}"
            f += (has, down, f"{own}+{has}")
            if relation in TAKING_PART:
                f.append(f"{own}+{down}")
            if word == "PROPN":
                f.append(f"has-name={relation}")
            preposition = s.preposition(k) if word in INTRODUCED else None
            if preposition:
                f += (f"has-preposition={preposition}", f"{own}+preposition={preposition}")


def _movers(s: Syntax, v: Token) -> Iterator[Token]:
    """The nouns that a verb of movement may have for its subject: its own, and those that a participle stands behind
    ("a column of lorries leaving")."""
    yield from (k for k in s.kids(v) if k.dep_.startswith("nsubj"))
    x = v
    while x.dep_ in ("acl", "acl:relcl", "nmod") and x.head.i < x.i:
        x = x.head
        yield x


def vectors(s: Syntax, found: list[Candidate]) -> Matrix:
    """The dense part of the candidates: the unit word vector, where the model knows any, then a fifth of the parser's
    context tensor."""
    at = [c.token.i for c in found]
    context: Matrix = np.asarray(0.2 * s.p.doc.tensor[at], dtype=np.float32)
    if not s.p.doc.has_vectors:
        return context
    v = s.p.doc.vectors(at)
    n = np.sqrt(np.add.reduce(v * v, axis=1, keepdims=True))
    n[n == 0] = 1.0
    v *= 4.0
    v /= n
    both: Matrix = np.concatenate([v, context], axis=1)
    return both
