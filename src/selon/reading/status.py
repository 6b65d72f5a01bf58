"""What the text commits to: status, negation and doubt, read from the whole chain of words above the trigger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from selon.languages.load import table
from selon.model import Dispatch, Status, TimeExpression
from selon.reading.attribution import Report
from selon.reading.committed import Committed, Stand, from_above
from selon.reading.effects import INTRODUCERS, MARKERS, Effect, load_effects
from selon.reading.scorer import Group, Grouped, Scorer, Signs, kept, load_scorer, named
from selon.reading.syntax import Syntax, morph

if TYPE_CHECKING:
    from selon.reading.tree import Sentence, Token

UP = ("xcomp", "obj", "obl:arg", "obl:mod", "obl", "nsubj", "nsubj:pass", "nmod", "ccomp", "acl", "advcl", "conj",
      "acl:relcl", "obl:agent", "parataxis", "appos", "csubj", "iobj", "dep")  # fmt: skip
GOVERNED = ("xcomp", "obj", "obl:arg", "nsubj", "nsubj:pass", "iobj", "csubj")
"""Relations through which a governor's phase, modality and negation pass down."""
LOOSE = ("nmod", "acl", "obl", "obl:mod", "ccomp", "advcl", "dep")
"""Relations through which they pass when the governor is listed as one that passes them."""
NEGATING = ("advmod", "det", "mark", "case", "cc", "fixed", "obj", "nsubj", "nsubj:pass")
UNFINISHED = ("infinitive", "gerund", "participle", "noun", "adjective", "infinitive-perfect", "gerund-perfect")
TENSES = {("Pres", "Ind"): "present", ("Imp", "Ind"): "imperfect", ("Past", "Ind"): "past", ("Fut", "Ind"): "future",
          ("Pres", "Cnd"): "conditional", ("Pres", "Pot"): "potential", ("Pres", "Nec"): "necessary",
          ("Pres", "Sub"): "subjunctive", ("Imp", "Sub"): "subjunctive"}  # fmt: skip
PERFECT = {"present": "perfect", "imperfect": "pluperfect", "past": "pluperfect", "future": "future-perfect",
           "conditional": "conditional-perfect", "subjunctive": "subjunctive-perfect",
           "potential": "potential-perfect", "necessary": "necessary-perfect",
           "infinitive": "infinitive-perfect", "gerund": "gerund-perfect"}  # fmt: skip
PROGRESSIVE = {"present": "progressive", "past": "imperfect", "perfect": "perfect-progressive"}


FAMILY = {
    **dict.fromkeys(("presence", "control", "fight", "detain", "support", "sanction", "govern"), "state"),
    **dict.fromkeys(("accuse", "demand", "reject", "threaten", "agree"), "speech act"),
}
"""Types of claim that share their aspect: states last, speech acts are over when made; all others are events."""


CONDITIONAL_ENDINGS = ("aient", "ait")
FUTURE_ENDINGS = ("ons", "ont", "ez", "ai", "as", "a")
FUTURE_STEMS = ("iendr", "courr", "mourr", "evr", "audr", "oudr", "pourr", "verr")
"""Ends of irregular stems of the future, before its endings."""
FIRST_GROUP = (("èrent", "past"), ("aient", "imperfect"), ("ait", "imperfect"), ("ais", "imperfect"), ("a", "past"),
               ("ions", "imperfect"), ("iez", "imperfect"), ("ent", "present"), ("ons", "present"), ("ez", "present"),
               ("e", "present"), ("es", "present"))  # fmt: skip
"""What the endings of verbs in -er tell, the first that fits."""
IRREGULAR = {"étions": "imperfect", "étiez": "imperfect", "avions": "imperfect", "aviez": "imperfect",
             **{x + e: "future" for x in ("ser", "aur", "fer", "ir", "saur") for e in FUTURE_ENDINGS}}  # fmt: skip
INFINITIVES = ("er", "ir", "re")
UNDER_WAY = ("withdraw", "deploy", "move", "displace")
"""Types that take their time: a headline in the present says that they are under way."""
MOVING = frozenset(f"type={x}" for x in UNDER_WAY)
"""The signs of these types."""
LASTING = (*UNDER_WAY, *(x for x, family in FAMILY.items() if family == "state"))
"""Types that can be begun and not over."""
BEGINNING = frozenset(f"type={x}" for x in LASTING)
"""The signs of these types."""
DONE = ("perfect", "pluperfect", "past")
"""Tenses in which what one could or had to do was done ("ont pu partir")."""
NOT_YET = ("", "present", "conditional")
"""Tenses in which what is called due or possible has not come about."""
AIMED = ("infinitive", "gerund", "noun")
"""Forms of what is aimed at, feared or possible by a noun above it ("au bord de la guerre")."""
NOT_RULED_OUT = "not ruled out"
"""What stands for the table of a word that would deny, but is denied itself."""
NOT_DENIED: Mapping[str, str] = {"planned": "hypothetical", "occurred": "ongoing"}
"""What a status becomes that a negated word would deny: what is not ruled out may be, what did not stop goes on."""
THAT = {"que", "qu'", "qu’"}
"""Conjunctions before the future of what was said."""
CONDITIONS = {"under a condition", "a condition in the sentence"}
"""Signs that a conditional is no hearsay."""
DUE = {"time-use=deadline", "time=future"}
"""Signs of what is to be done by a day."""
ONLY_IF = "only under a condition"
"""The sign of a verb that is limited to a condition."""
NEGATED, HEDGED = Group("negated"), Group("hedged")
"""What is told of a trigger that a word negates or doubts."""
AHEAD = {*CONDITIONS, "time=future", "time=until"}
"""Signs that a conditional tells of what lies ahead."""
RULED = 0.9
"""How often a status given by rule alone is right, about."""
BEGUN = ("present", "perfect", "imperfect", "pluperfect", "past", "conditional-perfect", "infinitive-perfect")
"""Tenses in which a verb of beginning says that it has begun."""


@dataclass(frozen=True, slots=True)
class Mood:
    """What stands around a trigger: its tense, the words above it (nearest first), signs of negation and doubt."""

    tense: str
    chain: tuple[tuple[str, str, str], ...]
    """(lemma, relation to it, tense) of each word above the trigger."""
    marks: tuple[str, ...]
    effects: tuple[str, ...]
    """What the listed words around the trigger do, as signs; the first is the ruling one."""
    negated: tuple[Token, ...]
    hedged: tuple[Token, ...]
    evidence: tuple[Token, ...]


class Statuses:
    """The words of a language that bear on status."""

    def __init__(self, lang: str) -> None:
        self.words = _load(lang)
        self.effects = load_effects(lang)

    def mood(self, s: Syntax, t: Token) -> Mood:
        """What stands around the trigger `t`."""
        chain: list[tuple[str, str, str]] = []
        path = [t]
        k = t
        while k.head.i != k.i and k.dep_ in UP and len(chain) < 4:
            up = k.head
            chain.append((s.lemma(up), self._relation(s, k), tense(s, up)))
            path.append(up)
            k = up
        ruling, moving = self._rule(s, path)
        effects = (ruling, *self._around(s, path))
        evidence = tuple(dict.fromkeys((t, *moving)))
        return Mood(
            tense(s, t),
            tuple(chain),
            self._marks(s, t),
            effects,
            self._negation(s, path),
            self._doubt(s, path),
            evidence,
        )

    def _relation(self, s: Syntax, k: Token) -> str:
        preposition = s.preposition(k)
        return f"{k.dep_}:{preposition}" if preposition else k.dep_

    def _rule(self, s: Syntax, path: list[Token]) -> tuple[str, list[Token]]:
        """The status that the chain of phase verbs, modals and light verbs gives, with the tense that rules it; and the
        words that gave it. A word further up moves on what is under a verb that is not finite."""
        status, by, moving = "", "", []
        for k, up in pairwise(path):
            if self._goes_with(s, k, up):
                continue
            effect = self._effect(s, k, up)
            if k.dep_ not in GOVERNED and not (effect is not None and k.dep_ in LOOSE):
                break
            if k.dep_ == "advcl" and tense(s, k) == "gerund":
                break
            if effect is not None:
                moving.append(up)
                status, by = effect.status or status, effect.table
                if effect.negated and self.own_negation(s, up, 1):
                    status, by = NOT_DENIED.get(status, status), NOT_RULED_OUT
                elif effect.negated:
                    status += " negated"
            when = tense(s, up)
            if when not in UNFINISHED:
                return f"{by}:{status}@{when}", moving
        return f"{by}:{status}", moving

    def _effect(self, s: Syntax, k: Token, up: Token) -> Effect | None:
        """What a governor does to its dependent; nothing where both are words of one expression ("mettre fin"), nor an
        auxiliary to what is no infinitive ("are to meet", but not "are near the front")."""
        e = self.effects.governor(s, up)
        if up.pos_ == "AUX" and tense(s, k) != "infinitive":
            return None
        return None if e is not None and s.lemma(k) in e.words[1:] else e

    def _goes_with(self, s: Syntax, k: Token, up: Token) -> bool:
        """Whether `k` stands under the same words as `up`: coordinated with it ("à résister et à les battre"), or a
        gerund beside it ("compte partir tout en laissant un poste")."""
        mine = tense(s, k)
        if k.dep_ == "conj":
            return mine in UNFINISHED
        return k.dep_ == "advcl" and mine == "gerund" and tense(s, up) in UNFINISHED

    def _around(self, s: Syntax, path: list[Token]) -> list[str]:
        """Conditions, purposes, markers of time and adjectives around the trigger and its verb."""
        found = []
        for depth, x in enumerate(path[:3]):
            if depth and path[depth - 1].dep_ not in GOVERNED:
                break
            for k in s.kids(x):
                if k.dep_ in ("mark", "case", "advmod", "fixed") or k.pos_ in ("SCONJ", "ADP", "ADV"):
                    e = self.effects.of(s, k, (*INTRODUCERS, *MARKERS))
                elif k.dep_ in ("obl", "obl:mod", "obl:arg", "nmod", "advcl"):
                    e = self.effects.of(s, k.left_edge, (*INTRODUCERS, *MARKERS))
                elif depth == 0 and k.dep_ in ("amod", "acl"):
                    e = self.effects.adjective(s, k)
                else:
                    e = None
                if e is not None and e.table != "negator":
                    found.append(f"{e.table}:{e.status or ''}{' hedged' if e.hedged else ''}")
        return sorted(set(found))

    def _marks(self, s: Syntax, t: Token) -> tuple[str, ...]:
        found = []
        for x in (t, t.head):
            for k in s.kids(x):
                if k.dep_ in ("mark", "advmod", "case") or k.pos_ in ("ADV", "SCONJ"):
                    found.append(k.lower_)
        for k in s.kids(t):
            if k.dep_ in ("amod", "det"):
                found.append(s.lemma(k))
        return tuple(found)

    def _negation(self, s: Syntax, path: list[Token]) -> tuple[Token, ...]:
        """The negating words that reach the trigger; none where a limit is meant ("ne … que")."""
        found = [k for k in s.kids(path[0]) if k.dep_ in ("amod", "acl") and self._undone(s, k)]
        for depth, x in enumerate(path):
            if depth and not self._reaches(s, path[depth - 1], x):
                break
            own = self.own_negation(s, x, depth)
            e = self._effect(s, path[depth - 1], x) if depth else None
            if e is None or not e.negated or not self._undoes(s, e, path[depth - 1], x):
                found.extend(own)
            elif not own:  # two negations are none: "n'exclut pas de frapper", "n'a pas cessé de tirer"
                found.append(x)
        there = self._there(s, path[0])
        if there is not None:
            found.extend(k for k in self.own_negation(s, there, 0) if k not in found)
        return tuple(found)

    def _there(self, s: Syntax, t: Token) -> Token | None:
        """The verb that says whether there is what a participle tells of: "there is not a single soldier left"."""
        noun = t.head
        if t.dep_ != "acl" or not noun.dep_.startswith("nsubj"):
            return None
        return noun.head if any(k.dep_.startswith("expl") for k in s.kids(noun.head)) else None

    def _undoes(self, s: Syntax, e: Effect, k: Token, x: Token) -> bool:
        """Whether a governor that negates does so to this dependent: what is suspended was, what is foiled was not,
        what is called off will not be."""
        if k.dep_ == "nsubj":
            return s.passive(x)
        return k.dep_ != "nsubj:pass" or e.table != "phase_end" or e.status == "planned"

    def own_negation(self, s: Syntax, x: Token, depth: int = 0) -> list[Token]:
        """The negating words that hang on `x` itself; none in "ne … que" and under "tant que"."""
        w = self.words
        kids = [*s.kids(x), *(g for k in s.kids(x) if k.dep_ == "advmod" for g in s.kids(k))]
        words = [k for k in kids if k.dep_ in NEGATING and morph(k, "Number") != "Plur" and self._negates(s, k)]
        particle = any(k.lower_ in w["particle"] for k in kids)
        strong = [
            k
            for k in words
            if k.lower_ not in w["particle"]
            and (particle or k.lower_ not in w["with_particle"])
            and not (k.i + 1 < len(s.p.doc) and s.p.doc[k.i + 1].lower_ in w["focus"])
            and not (k.lower_ in w["without"] and depth and k.dep_ == "case")
        ]
        if particle or not w["particle"]:
            parts = (g for k in kids if k.dep_ in ("nsubj", "nsubj:pass", "obj", "obl:arg") for g in s.kids(k))
            strong += [g for g in parts if g.pos_ != "NUM" and self._denies_its_noun(s, g)]
        if any(k.lower_ in w["only"] and k.i > x.i for k in kids) or self._under_limit(s, x):
            return []
        return strong

    def _denies_its_noun(self, s: Syntax, g: Token) -> bool:
        """Whether a word before a noun says that there is none: "aucun soldat", "plus un seul soldat", "not a man"."""
        if g.dep_ == "det":
            return self._negates(s, g)
        if g.dep_ == "advmod" and not self.words["particle"]:
            return g.i == g.head.left_edge.i and s.p.doc[g.i + 1].pos_ in ("DET", "NUM") and self._negates(s, g)
        return g.i == g.head.left_edge.i and g.dep_ in ("case", "advmod") and g.lower_ in self.words["with_particle"]

    def denies(self, s: Syntax, x: Token) -> bool:
        """Whether `x` denies what depends on it: of an accusation its content is denied, not that it was made."""
        return self.effects.lists("negative_head", s.lemma(x))

    def _undone(self, s: Syntax, k: Token) -> bool:
        e = self.effects.adjective(s, k)
        return e is not None and e.negated

    def _negates(self, s: Syntax, k: Token) -> bool:
        return self.effects.lists("negator", s.words_form(k.lower_)) or self.effects.lists("negator", s.lemma(k))

    def _under_limit(self, s: Syntax, x: Token) -> bool:
        marks = [k for k in s.kids(x) if k.dep_ in ("mark", "advmod")]
        return any(k.lower_ in self.words["limits"] for k in marks)

    def _reaches(self, s: Syntax, k: Token, up: Token) -> bool:
        """Whether a negation on `up` also negates its dependent `k`: under a modal, a phase verb, a light verb."""
        if k.dep_ == "ccomp":
            return s.lemma(up) in self.words["negation_raisers"]
        if k.dep_ == "xcomp":
            return True
        effect = self.effects.governor(s, up)
        if k.dep_ in ("obj", "nsubj", "nsubj:pass", "obl:arg"):
            return effect is not None or s.lemma(up) in self.words["existence"]
        return k.dep_ in ("nmod", "acl") and effect is not None and effect.negated

    def _doubt(self, s: Syntax, path: list[Token]) -> tuple[Token, ...]:
        found = []
        for depth, x in enumerate(path[:3]):
            if depth and path[depth - 1].dep_ not in ("xcomp", "obj", "nsubj", "nsubj:pass", "obl:arg", "ccomp"):
                break
            when = tense(s, x)
            if when in self.words["hearsay"] and (when != "conditional" or self._hearsay(s, x)):
                found.append(x)
            found.extend(k for k in s.kids(x) if k.dep_ in ("amod", "advmod", "acl", "obl:mod") and self._doubts(s, k))
            if depth and (e := self.effects.governor(s, x)) is not None and e.hedged:
                found.append(x)
        return tuple(found)

    def _hearsay(self, s: Syntax, x: Token) -> bool:
        """Whether a conditional present marks doubt: under no condition, on no modal, not the future of a past."""
        if s.lemma(x) in self.words["no_hearsay"] or any(k.dep_ == "mark" for k in s.kids(x)):
            return False
        up: Token | None = x
        while up is not None and up.dep_ == "conj":
            up = up.head
        return not any(self.effects.of(s, k, INTRODUCERS) for k in s.p.doc[x.left_edge.i : x.i] if k.pos_ == "SCONJ")

    def _doubts(self, s: Syntax, k: Token) -> bool:
        e = self.effects.adjective(s, k) or self.effects.of(s, k, ("hedge",))
        return e is not None and e.hedged


def tense(s: Syntax, t: Token) -> str:
    """The tense of the verb group that `t` heads, from its auxiliaries; "noun" or "adjective" for other words."""
    key = "tense", t.i
    if key not in s.asked:
        s.asked[key] = _tense(s, t)
    found: str = s.asked[key]
    return found


def _tense(s: Syntax, t: Token) -> str:
    if t.pos_ not in ("VERB", "AUX"):
        for k in s.kids(t):
            if k.dep_ == "cop":
                helpers = [x for x in s.kids(t) if x.dep_ == "aux"] if s.words["analytic"] else []
                return _analytic(s, [*helpers, k], "adjective") if helpers else _simple(k)
        return "adjective" if t.pos_ == "ADJ" else "noun"
    helpers = [k for k in s.kids(t) if k.dep_.startswith("aux") and k.pos_ != "PRON"]
    own = _simple(t)
    if not helpers:
        if own == "participle" and t.dep_ == "conj" and t.head.pos_ in ("VERB", "AUX") and t.head.i < t.i:
            return tense(s, t.head)
        return own
    if s.words["analytic"]:
        return _analytic(s, helpers, own)
    first = _simple(helpers[0])
    if len(helpers) > 1:
        return PERFECT.get(first, first)
    passive = s.passive(t) and not s.reflexive(t)
    return first if passive and helpers[0].dep_ == "aux:pass" else PERFECT.get(first, first)


def _analytic(s: Syntax, helpers: Sequence[Token], own: str) -> str:
    """The tense of a verb group in a language whose auxiliaries tell it one by one ("had been leaving")."""
    when = _simple(helpers[0])
    if any(s.lemma(k) in s.words["analytic"] for k in helpers):
        when = PERFECT.get(when, when)
    return PROGRESSIVE.get(when, when) if own == "gerund" else when


def _simple(t: Token) -> str:
    form, when, mood = morph(t, "VerbForm"), morph(t, "Tense"), morph(t, "Mood")
    if form == "Inf":
        return "infinitive"
    if form == "Ger":
        return "gerund"
    if form == "Part" and when != "Pres" and t.dep_ == "ROOT" and any(k.dep_ == "nsubj" and k.i < t.i for k in t.lefts):
        return "present"
    if form == "Part":
        return "gerund" if when == "Pres" else "participle"
    if _conditional_form(t):
        return "conditional"
    if mood == "Cnd" and _imperfect_form(t):
        return "imperfect"
    told = _by_ending(t)
    return TENSES.get((when or "Pres", mood or "Ind"), "present") if told is None or mood == "Sub" else told


def _by_ending(t: Token) -> str | None:
    """The tense that the ending alone tells, whatever the tagger says: "dirigea" and "quittèrent" are past, "occupe"
    and "partons" present, "serons" future; None where it tells none."""
    low, lemma = t.lower_, t.lemma_.lower()
    if lemma[-2:] not in INFINITIVES or low[:1] != lemma[:1]:
        return IRREGULAR.get(low)
    stem = next((low.removesuffix(e) for e in FUTURE_ENDINGS if low.endswith(e)), "")
    if stem and (stem in (lemma, lemma.removesuffix("e")) or stem.endswith(FUTURE_STEMS)):
        return "future"
    if not lemma.endswith("er") or lemma == "aller":
        return IRREGULAR.get(low)
    return next((when for ending, when in FIRST_GROUP if low.endswith(ending)), None)


def _conditional_form(t: Token) -> bool:
    """Whether the form is a conditional by its ending alone, whatever the tagger says: "maintiendraient"."""
    low, lemma = t.lower_, t.lemma_.lower()
    stem = next((low.removesuffix(e) for e in CONDITIONAL_ENDINGS if low.endswith(e)), "")
    return stem.endswith("r") and len(stem) > 2 and lemma[-2:] in INFINITIVES and not lemma[:-2].endswith("r")


def _imperfect_form(t: Token) -> bool:
    """Whether a form cannot be the conditional that the tagger takes it for: "progressait"."""
    stem = next((t.lower_.removesuffix(e) for e in CONDITIONAL_ENDINGS if t.lower_.endswith(e)), "r")
    return not stem.endswith("r")


@lru_cache(maxsize=8)
def _load(lang: str) -> Mapping[str, frozenset[str]]:
    data: dict[str, Any] = table(lang, "mood")
    return {k: frozenset(v) for k, v in data.items()}


def features(mood: Mood, extra: Sequence[str]) -> Grouped:
    """The signs that the status scorer weighs, as words that `--explain` can show."""
    ruling, *around = mood.effects
    groups = [_ruling(ruling, mood.tense), *(_with_rule(x, ruling, mood.tense) for x in extra)]
    groups += [_around(x, mood.tense) for x in around]
    groups += [_marked(x, mood.tense) for x in mood.marks]
    if mood.negated:
        groups.append(NEGATED)
    if mood.hedged:
        groups.append(HEDGED)
    if not mood.chain:
        return Grouped(groups, ())
    lemma, relation, when = mood.chain[0]
    groups.append(_related(relation, when, mood.tense))
    return Grouped(groups, (f"up={lemma}", f"up={lemma}:{relation}:{when}", f"tense={mood.tense}+up={lemma}"))


@kept
def _ruling(ruling: str, own: str) -> Group:
    by, _, rest = ruling.partition(":")
    status, _, when = rest.partition("@")
    return Group(
        f"tense={own}",
        f"rule={ruling}",
        f"rule-status={status}",
        f"rule-by={by}",
        f"rule-status={status}@{when}",
        f"rule-when={when}",
        f"rule={by}:{status}+tense={own}",
    )


@kept
def _around(effect: str, own: str) -> Group:
    return Group(f"around={effect}", f"around={effect}+tense={own}")


@kept
def _marked(word: str, own: str) -> Group:
    return Group(f"mark={word}", f"tense={own}+mark={word}")


@kept
def _with_rule(sign: str, ruling: str, own: str) -> Group:
    status, _, when = ruling.partition(":")[2].partition("@")
    more = [f"{sign}+rule-status={status}@{when}"] if sign.startswith(("type=", "time=")) else []
    return Group(sign, f"{sign}+tense={own}", *more)


@kept
def _related(relation: str, when: str, own: str) -> Group:
    return Group(f"up:{relation}", f"up-tense={when}", f"tense={own}+up-tense={when}:{relation}")


class Ruled(NamedTuple):
    """What a rule says of the status, in words; whether it holds alone, or is weighed beside all else."""

    status: Status
    why: str
    alone: bool


class Weighed(NamedTuple):
    """What the status of a trigger is weighed from: its mood, the signs, and what a rule says."""

    mood: Mood
    grouped: Grouped
    ruled: Ruled | None

    @property
    def signs(self) -> Signs:
        """The signs, one by one."""
        return self.grouped.signs


class StatusReader:
    """Status, negation and doubt of a trigger."""

    def __init__(self, lang: str, scorer: Scorer | None = None) -> None:
        self.statuses = Statuses(lang)
        self._lang = lang
        self._scorer = scorer

    @property
    def scorer(self) -> Scorer:
        """The trained weights, read at first use."""
        if self._scorer is None:
            self._scorer = load_scorer(self._lang, "status")
        return self._scorer

    def signs(
        self,
        s: Syntax,
        t: Token,
        kind: str,
        title: bool,
        report: Report | None,
        when: TimeExpression | None,
        d: Dispatch,
    ) -> Weighed:
        """What the status is weighed from."""
        mood = self.statuses.mood(s, t)
        extra = [f"type={kind}", f"family={FAMILY.get(kind, 'event')}"]
        if title:
            extra.append("title")
        if report is not None:
            extra += [f"told={report.mode}", f"told-by={report.attribution.source.kind}"]
        if when is not None:
            extra.append(f"time={_side(when, d)}")
            if when.use != "point":
                extra.append(f"time-use={when.use}")
        over = self._over(s, t)
        ruled = ruled_status(mood, {*extra, *over}, self.statuses.words)
        given = features(mood, extra)
        groups = [
            *given.groups,
            *self._clauses(s, t, kind),
            _stands(extra[1], mood.tense, "title" if title else "told" if report else "body"),
        ]
        if ruled is not None:
            groups.append(_gives(ruled.status, ruled.why))
        lemma = s.lemma(t)
        others = [*given.others, f"lemma={lemma}", f"lemma={lemma}+tense={mood.tense}"]
        others += (*over, *self._begun(s, t, kind), *self._near(s, t))
        return Weighed(mood, Grouped(groups, named(others, s.p.printable)), ruled)

    def _near(self, s: Syntax, t: Token) -> list[str]:
        """The words close by, which tell where the tree goes wrong."""
        doc, found = s.p.doc, []
        for x in doc[max(0, t.i - 4) : t.i]:
            found += [f"before={s.lemma(x)}", f"{'right' if t.i - x.i <= 2 else 'well'} before={s.lemma(x)}"]
            e = self.statuses.effects.governor(s, x)
            if e is not None:
                found.append(f"before={e.table}:{e.status or 'own'}{' negated' if e.negated else ''}")
        found += [f"after={s.lemma(x)}" for x in doc[t.i + 1 : t.i + 4]]
        clause = s.clause(t)
        found += [f"clause={s.lemma(clause)}", f"clause={s.lemma(clause)}+tense={tense(s, clause)}"]
        return found

    def _clauses(self, s: Syntax, t: Token, kind: str) -> tuple[Group, Group, Group]:
        """The verbs of clause and sentence, and the article."""
        own, above, top = tense(s, t), tense(s, s.clause(t)), tense(s, t.sent.root)
        determiner = next((k.lower_ for k in s.kids(t) if k.dep_ == "det"), "none")
        return (
            _in_clause(above, t.pos_, kind),
            _in_sentence(top, above, own, FAMILY.get(kind, "event"), t.pos_),
            _determined(t.pos_, kind, determiner),
        )

    def _begun(self, s: Syntax, t: Token, kind: str) -> list[str]:
        """Whether a participle or relative clause tells that it began or was launched ("la guerre, déclenchée …")."""
        clauses = [k for k in s.kids(t) if k.dep_ == "acl:relcl" and k.i > t.i]
        told = [f"relative={tense(s, k)}" for k in clauses]
        below = (self.statuses.effects.governor(s, k) for k in s.kids(t) if k.dep_ in ("acl", "acl:relcl"))
        tables = sorted({e.table for e in below if e is not None and e.table in ("phase_begin", "launch", "phase_end")})
        return told + [x for name in tables for x in (f"below={name}", f"below={name}+type={kind}")]

    def _over(self, s: Syntax, t: Token) -> list[str]:
        """What the words do that stand over the trigger by any relation, and the conditions that bear on it or on its
        sentence."""
        found, effects = [], self.statuses.effects
        own = tense(s, t)
        bound = own in UNFINISHED or own.startswith("subjunctive")
        for depth, up in zip(range(1, 5), s.ancestors(t), strict=False):
            e = effects.governor(s, up)
            if e is not None and e.status is not None and bound:
                found += [f"over={e.status}", f"over{min(depth, 3)}={e.table}:{e.status}"]
            if any(effects.of(s, k, ("conditional",)) for k in s.kids(up) if k.dep_ in ("mark", "case", "advmod")):
                found.append("under a condition")
        if self._conditional(s, t.sent):
            found.append("a condition in the sentence")
            if self._only_if(s, t):
                found.append(ONLY_IF)
        return sorted(set(found))

    def _only_if(self, s: Syntax, t: Token) -> bool:
        """Whether a limit stands before the condition of a verb: "ne partira que lorsque …"."""
        words = self.statuses.words
        if not any(k.lower_ in words["particle"] for k in s.kids(t)):
            return False
        after = pairwise(x for x in t.sent if x.i > t.i)
        limited = (b for a, b in after if a.lower_ in words["only"])
        return any(self.statuses.effects.of(s, k, ("conditional",)) is not None for k in limited)

    def _conditional(self, s: Syntax, sentence: Sentence) -> bool:
        """Whether a sentence holds a condition."""
        key = "conditional", sentence.start
        if key not in s.asked:
            words = (x for x in sentence if x.pos_ in ("SCONJ", "ADP"))
            s.asked[key] = any(self.statuses.effects.of(s, x, ("conditional",)) for x in words)
        found: bool = s.asked[key]
        return found

    def judge(
        self, given: Sequence[Stand], weighed: Sequence[Weighed], committed: Committed
    ) -> list[tuple[Status, float, str]]:
        """Of each trigger of a paragraph the status, its probability, and the signs that speak most for it; from the
        top of the tree down, since each leans on those above and before it."""
        found: dict[int, tuple[Status, float, str]] = {}
        for n in from_above(given):
            found[n] = self._status(weighed[n], committed.signs(given[n]))
            committed.settle(given[n], found[n][0])
        return [found[n] for n in range(len(given))]

    def _status(self, weighed: Weighed, committed: Sequence[str]) -> tuple[Status, float, str]:
        ruled = weighed.ruled
        if ruled is not None and ruled.alone:
            return ruled.status, RULED, f"rule: {ruled.why}"
        grouped = Grouped(weighed.grouped.groups, (*weighed.grouped.others, *committed))
        known = self.scorer.rows(grouped)
        row = self.scorer.alone(known)
        sure = max(row)
        label = self.scorer.classes[row.index(sure)]
        why = "; ".join(self.scorer.reasons(known, label)) or "the usual one"
        return cast("Status", label), sure, why


@kept
def _in_clause(above: str, pos: str, kind: str) -> Group:
    return Group(f"clause-tense={above}", f"clause-tense={above}+pos={pos}", f"clause-tense={above}+type={kind}")


@kept
def _in_sentence(top: str, above: str, own: str, family: str, pos: str) -> Group:
    return Group(
        f"sentence-tense={top}",
        f"sentence-tense={top}+clause-tense={above}",
        f"sentence-tense={top}+tense={own}",
        f"sentence-tense={top}+family={family}+pos={pos}",
        f"clause-tense={above}+sentence-tense={top}+family={family}",
    )


@kept
def _determined(pos: str, kind: str, determiner: str) -> Group:
    return Group(
        f"pos={pos}", f"type={kind}+pos={pos}", f"determiner={determiner}", f"type={kind}+determiner={determiner}"
    )


@kept
def _stands(family: str, own: str, where: str) -> Group:
    return Group(f"{family}+tense={own}+{where}")


@kept
def _gives(status: str, why: str) -> Group:
    return Group(f"rule gives {status}", f"rule: {why}")


def ruled_status(mood: Mood, signs: AbstractSet[str], words: Mapping[str, frozenset[str]]) -> Ruled | None:
    """The status that the chain above the trigger speaks for; None where it speaks for none."""
    alone = _alone(mood, signs, words)
    if alone is not None:
        return Ruled(*alone, alone=True)
    weighed = _weighed(mood, signs)
    return None if weighed is None else Ruled(*weighed, alone=False)


def _alone(mood: Mood, signs: AbstractSet[str], words: Mapping[str, frozenset[str]]) -> tuple[Status, str] | None:
    """The status where the chain above the trigger leaves no doubt, with the rule in words; None where it does."""
    by, _, rest = mood.effects[0].partition(":")
    status, _, when = rest.partition("@")
    if by == "modal" and status == "occurred" and any(lemma in words["just_done"] for lemma, _, _ in mood.chain):
        return "occurred", "just done by the verb above it"
    over, _, before = mood.chain[0] if mood.chain else ("", "", "")
    if mood.tense == "infinitive" and over in words["implicative"] and before in DONE:
        return "occurred", "what was possible or due was done"
    if by == "modal" and mood.tense == "infinitive" and status.startswith("hypothetical") and when == "conditional":
        return "hypothetical", "possible by the modal above it"
    if by == "modal_adjective" and status in ("planned", "hypothetical") and when in NOT_YET:
        return cast("Status", status), "said of it by an adjective"
    if by == NOT_RULED_OUT and mood.tense in AIMED and status:
        return cast("Status", status), "not denied by the word above it"
    if by == "modal_noun" and status == "hypothetical" and mood.tense in AIMED and when in NOT_YET:
        return "hypothetical", "possible by the noun above it"
    if by == "phase_end" and status == "occurred" and when in DONE:
        return "occurred", "ended by the verb above it"
    if mood.tense == "infinitive-perfect" and over in words["announcing"] and DUE.isdisjoint(signs):
        return "occurred", "told as done"
    if mood.tense == "future" and ONLY_IF in signs:
        return "hypothetical", "done only under a condition"
    if mood.tense in ("conditional-perfect", "future-perfect") and "time-use=deadline" in signs:
        return "planned", "to be done by a term"
    if (
        mood.tense == "conditional"
        and before != "present"
        and THAT & set(mood.marks)
        and not mood.hedged
        and by != "modal"
    ):
        return "planned", "the future of what was said"
    moving = not MOVING.isdisjoint(signs)
    if by == "phase_begin" and moving and when in ("present", "perfect") and mood.tense in AIMED and not mood.negated:
        return "ongoing", "a movement begun by the verb above it"
    if mood.tense == "present" and "title" in signs and moving:
        return "ongoing", "a movement in the present of a headline"
    if by == "negative_head" and status == "planned negated" and not when:
        return "planned", "what is to end"
    if by == "light" and when == "present" and mood.tense == "noun" and "ongoing:ongoing" in mood.effects[1:]:
        return "ongoing", "a light verb in the present, with a word for what goes on"
    return None


def _weighed(mood: Mood, signs: AbstractSet[str]) -> tuple[Status, str] | None:
    """The status that the chain makes probable, with the rule in words."""
    by, _, rest = mood.effects[0].partition(":")
    status, _, when = rest.partition("@")
    if by == "phase_begin" and when in BEGUN and not BEGINNING.isdisjoint(signs):
        return "ongoing", "begun by the verb above it"
    due = by == "modal" and status.startswith("planned")
    if due and mood.tense in ("infinitive", "gerund") and when in ("present", "conditional"):
        return "planned", "due by the modal above it"
    if when == "future" and by in ("", "light", "launch", "phase_end") and "over=hypothetical" not in signs:
        return "planned", "the verb above it is in the future"
    if mood.tense == "conditional" and mood.hedged and "family=state" in signs and AHEAD.isdisjoint(signs):
        return "ongoing", "a state told in the conditional of hearsay"
    return None


def _side(when: TimeExpression, d: Dispatch) -> str:
    p = when.period
    if p is None or d.published is None:
        return "unknown"
    if p.first is not None and p.first > d.published:
        return "future"
    if p.last is not None and p.last < d.published:
        return "past"
    if p.first is None:
        return "until"
    return "open" if p.last is None else "now"
