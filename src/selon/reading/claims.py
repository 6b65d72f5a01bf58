"""From triggers to claims: every field of each, with the words and the rule it was read from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from selon.languages.load import table
from selon.model import Claim, ClaimType, Dispatch, Evidence, PlaceMention, Span, Status, TimeExpression, claim_id
from selon.reading.attribution import Report, innermost, source_of
from selon.reading.clauses import bare
from selon.reading.committed import Committed, stands
from selon.reading.counting import Counted, Counting
from selon.reading.counting_signs import Bearer
from selon.reading.participants import Mentions, Part, Participants, before
from selon.reading.places import Place, Places
from selon.reading.roles import Given, Roles
from selon.reading.sentences import Layout
from selon.reading.sources import Names
from selon.reading.status import FAMILY, Mood, StatusReader
from selon.reading.syntax import Syntax
from selon.reading.timing import Times, Timing
from selon.reading.triggers import MOVING, Trigger
from selon.reading.where import Where

if TYPE_CHECKING:
    from selon.reading.tree import Token

BY_STATES: Final[frozenset[ClaimType]] = frozenset(
    ("accuse", "agree", "demand", "govern", "reject", "sanction", "support", "talk", "threaten")
)
"""Types of claims whose participants may be states by the names of where it happens ("élections au Canada")."""


@dataclass(frozen=True, slots=True)
class Page:
    """One parsed paragraph with what was found in it."""

    syntax: Syntax
    layout: Layout
    triggers: list[Trigger]
    reports: list[Report]


class Around(NamedTuple):
    """What stands around one trigger: who tells it, mood, status (with probability and reason), time, places, count."""

    report: Report | None
    mood: Mood
    status: tuple[Status, float, str]
    when: TimeExpression | None
    where: Sequence[Place]
    counted: Counted | None


class Claims:
    """Reads the fields of triggers in one language."""

    def __init__(self, lang: str) -> None:
        self.places = Places(lang)
        self.where = Where(lang, self.places)
        self.participants = Participants(lang, self.places.is_place, Names.load(lang))
        self.roles = Roles(lang, self.participants)
        self.status = StatusReader(lang)
        self.timing = Timing(lang)
        self.counting = Counting(lang)
        attribution = table(lang, "attribution")
        self.involvement, self.speaking = frozenset(attribution["involvement"]), frozenset(attribution["speaking"])
        self.turning = self.timing.turning

    def read(self, d: Dispatch, page: Page, times: Times, mentions: Mentions, committed: Committed) -> list[Claim]:
        """The claims of one paragraph in text order."""
        if not page.triggers:
            return []
        s = page.syntax
        when = self.timing.assign(d, s, page.layout, page.triggers, times, page.reports)
        where = self._where(s, page)
        bearers = self.bearers(page, mentions)
        counts = self.counting.assign(s, page.layout, bearers)
        reports = [self._report(page, t) for t in page.triggers]
        weighed = [
            self.status.signs(s, t.token, t.type, s.p.block.kind == "title", report, when.get(t.token.i), d)
            for t, report in zip(page.triggers, reports, strict=True)
        ]
        standing = stands(s, ((t.token, t.type) for t in page.triggers))
        judged = self.status.judge(standing, weighed, committed)
        around = [
            Around(report, w.mood, status, when.get(i), where.get(i, []), counts.get(i))
            for i, report, w, status in zip((t.token.i for t in page.triggers), reports, weighed, judged, strict=True)
        ]
        apart = [_beside_places(b, where.get(b.token.i, ())) for b in bearers]
        return [self._claim(d, page, t, b, a) for t, b, a in zip(page.triggers, apart, around, strict=True)]

    def _report(self, page: Page, t: Trigger) -> Report | None:
        """Who tells it; a speech act is not told by the cue that denies it, nor a deed by who denies a part in it, or
        does not deny it."""
        report, s = innermost(page.reports, t.token.i), page.syntax
        if t.type in MOVING:
            own = (r for r in page.reports if r.cue is not None and r.cue.i == t.token.i and r.mode == "promise")
            report = next(own, report)
        if report is None or report.mode != "deny" or report.cue is None:
            return report
        if _spoken(t.type) or self._denies_its_part(s, report.cue, t.token):
            return None
        effect = self.status.statuses.effects.governor(s, report.cue)
        rules = effect is not None and effect.status is not None
        return report if rules or not self._is_denied(s, report.cue) else None

    def _denies_acting(self, page: Page, t: Token, actor: Part | None) -> bool:
        """Whether who would be the actor of a deed denies a part in it, or it is denied that they had one: "a nié toute
        implication de ses hommes dans la fusillade"."""
        report, s = innermost(page.reports, t.i), page.syntax
        if actor is None or report is None or report.mode != "deny" or report.cue is None:
            return False
        teller = report.attribution.source.span
        between = s.p.span(report.cue).end <= actor.span.start and actor.span.end <= s.p.span(t).start
        own = teller is not None and teller.overlaps(actor.span)
        return (own or between) and self._denies_its_part(s, report.cue, t)

    def _is_denied(self, s: Syntax, cue: Token) -> bool:
        """Whether a cue that would deny is negated itself: "n'a pas démenti"."""
        return bool(self.status.statuses.own_negation(s, cue))

    def _denies_its_part(self, s: Syntax, cue: Token, t: Token) -> bool:
        """Whether only a part in the deed is denied: "a nié toute implication dans l'attaque"."""
        return any(s.lemma(k) in self.involvement or k.lower_ in self.involvement for k in s.p.doc[cue.i + 1 : t.i])

    def bearers(self, page: Page, mentions: Mentions) -> list[Bearer]:
        """The triggers of a paragraph, each with who does it and who undergoes it."""
        s, given = page.syntax, [self.given(page, t, mentions) for t in page.triggers]
        found = []
        for g, (actor, target) in zip(given, self.roles.assign(s, page.layout, given, mentions), strict=True):
            t = g.trigger
            acts = None if self._denies_acting(page, t.token, actor) else actor
            found.append(Bearer(t.token, t.type, *_apart(s, t.token, acts, target)))
        return _of_one_deed(page, found)

    def given(self, page: Page, t: Trigger, mentions: Mentions) -> Given:
        """A trigger with the participants that the rules propose."""
        s = page.syntax
        actor = self.participants.actor(s, t.token, t.type, t.entry, mentions)
        target = self.participants.target(s, t.token, t.type, t.entry, mentions)
        if t.type in MOVING and (actor is None or self.participants.not_a_party(s, actor)):
            actor = self._seen(page, t.token) or actor
        actor = actor or self._speaks(page, t.token)
        return Given(t, *_apart(s, t.token, actor, target), innermost(page.reports, t.token.i))

    def _speaks(self, page: Page, t: Token) -> Part | None:
        """Who tells it, where they tell it of themselves: "Nous condamnons ces tirs", a dit le ministre."""
        s, report = page.syntax, innermost(page.reports, t.i)
        subjects = (
            k for v in (t, t.head) for k in s.kids(v) if k.dep_.startswith("nsubj") and (v is t or t.dep_ == "xcomp")
        )
        subject = next(subjects, None)
        source = source_of(report).span
        if subject is None or source is None or bare(subject) not in self.speaking or s.passive(t):
            return None
        return Part(source, None, "speaker")

    def _seen(self, page: Page, t: Token) -> Part | None:
        """What a witness saw move: the first noun phrase of what was seen, for a participle that the tree hangs on a
        place ("a vu une colonne …, se dirigeant vers")."""
        report = innermost(page.reports, t.i)
        if report is None or report.mode != "see" or t.dep_ not in ("acl", "advcl", "xcomp", "acl:relcl"):
            return None
        s = page.syntax
        nouns = (k for r in report.runs for k in s.p.doc[r.start : t.i] if k.pos_ in ("NOUN", "PROPN"))
        first = next(nouns, None)
        return None if first is None else Part(self.participants.phrases.span(s, first), first, "seen")

    def _where(self, s: Syntax, page: Page) -> dict[int, list[Place]]:
        """Token index of a trigger → the place names that belong to it."""
        return self.where.assign(s, page.layout, page.triggers, s.p.block.kind == "title", page.reports)

    def _claim(
        self,
        d: Dispatch,
        page: Page,
        t: Trigger,
        b: Bearer,
        around: Around,
    ) -> Claim:
        s, token, spoken = page.syntax, t.token, _spoken(t.type)
        report, mood, (status, sure, why), when, where, counted = around
        span = s.p.span(token)
        source = source_of(report)
        denying = [x for x in mood.negated if spoken and self.status.statuses.denies(s, x)]
        against = tuple(x for x in mood.negated if x not in denying)
        denied = (
            report is not None
            and report.mode == "deny"
            and not spoken
            and not _known(s, token)
            and report.cue not in mood.negated
            and (report.cue is None or not self._is_denied(s, report.cue))
        )
        negated = bool(against) != denied
        hedged = bool(mood.hedged) or (report is not None and report.hedged)
        places = tuple(
            PlaceMention(p.span, self.places.role(s, p, t.type, t.entry), p.stands_for, p.words) for p in where
        )
        evidence = {
            "type": Evidence((span,), t.why),
            "status": Evidence(tuple(s.p.span(x) for x in mood.evidence), f"{status} {sure:.2f}: {why}"),
        }
        if negated:
            words = tuple(s.p.span(x) for x in against)
            evidence["negated"] = Evidence(
                words or _cue(report), "denied by the cue" if denied else "a negating word above the trigger"
            )
        if hedged:
            words = tuple(s.p.span(x) for x in mood.hedged)
            evidence["hedged"] = Evidence(
                words or _cue(report), "a word or mood of doubt" if words else "a cue that doubts"
            )
        if report is not None and source.span is not None:
            evidence["source"] = Evidence((source.span, *_cue(report)), report.why)
        for name, part in (("actor", b.actor), ("target", b.target)):
            if part is not None:
                evidence[name] = Evidence((part.span,), part.why)
        if places:
            evidence["places"] = Evidence(
                tuple(x for p in where for x in ((p.span,) if p.words is None else (p.words, p.span))),
                "; ".join(_placed(p, d.text) for p in where),
            )
        if when is not None:
            evidence["time"] = Evidence((when.extent,), when.reason)
            if when.use == "deadline":
                evidence["deadline"] = Evidence((when.extent,), "a latest day by its preposition")
        if counted is not None:
            evidence["quantity"] = Evidence((counted.quantity.span,), counted.why)
        sentence = page.layout.sentence(token.i)
        return Claim(
            id=claim_id(d.id, span, t.type),
            trigger=span,
            type=t.type,
            status=status,
            quote=_trim(s, sentence.start, sentence.end),
            negated=negated,
            hedged=hedged,
            source=source,
            actor=b.actor.span if b.actor else None,
            target=b.target.span if b.target else None,
            places=places,
            time=when.period if when else None,
            deadline=when is not None and when.use == "deadline",
            quantity=counted.quantity if counted else None,
            attribution=report.attribution if report else None,
            confidence=t.score,
            evidence=evidence,
        )


def _spoken(kind: ClaimType) -> bool:
    """Whether a type is a speech act that is made by being told."""
    return FAMILY.get(kind) == "speech act" and kind not in ("agree", "reject")


def _known(s: Syntax, t: Token) -> bool:
    """Whether a word only says more of a noun, so that who denies the rest leaves it standing: "a démenti que les
    otages détenus à Kano aient été libérés"."""
    bare = s.participle(t) and not any(k.dep_.startswith("aux") for k in s.kids(t))
    return bare and t.dep_ in ("acl", "amod") and t.head.pos_ in ("NOUN", "PROPN")


def _placed(p: Place, text: str) -> str:
    """How the place was read: by its name after a preposition, or taken up by other words."""
    if p.words is not None:
        return f"«{p.words.of(text)}» takes up «{p.span.of(text)}»"
    return f"«{p.span.of(text)}» after «{p.preposition or '-'}»"


def _cue(report: Report | None) -> tuple[Span, ...]:
    return () if report is None or report.attribution.cue is None else (report.attribution.cue,)


def _of_one_deed(page: Page, found: Sequence[Bearer]) -> list[Bearer]:
    """The bearers where an attack that is told as the cause of casualties has their author, and they have its: "tués
    dans un bombardement de l'armée"; who is killed in it did not make it. Who claims an attack claims no toll."""
    s, made = page.syntax, list(found)
    for n, attack in enumerate(found):
        report = innermost(page.reports, attack.token.i)
        if attack.type != "attack" or (report is not None and report.mode == "claim"):
            continue
        at = next((k for k, b in enumerate(found) if b.type == "casualty" and _causes(s, attack.token, b.token)), None)
        if at is None:
            continue
        killed, author = made[at], made[n].actor
        if author is not None and killed.target is not None and author.span == killed.target.span:
            author = None
        made[n] = replace(attack, actor=author or killed.actor)
        made[at] = replace(killed, actor=killed.actor or author)
    return made


def _causes(s: Syntax, attack: Token, casualty: Token) -> bool:
    """Whether the tree has the casualties come of the attack: as their cause, or as what an attack brings about ("le
    raid a provoqué la mort de")."""
    if any(a.i == casualty.i for a in s.ancestors(attack)):
        return True
    return attack.dep_ == "nsubj" and casualty.dep_ == "obj" and casualty.head.i == attack.head.i


def _beside_places(b: Bearer, places: Sequence[Place]) -> Bearer:
    """The bearer without participants that are its places, one or several: "Bagdad a été frappée" tells where, not
    whom."""
    named = [p.span for p in places if p.words is None]
    if b.type in BY_STATES or not named:
        return b
    starts, ends = {x.start for x in named}, {x.end for x in named}
    actor, target = (
        None if part is not None and part.span.start in starts and part.span.end in ends else part
        for part in (b.actor, b.target)
    )
    return replace(b, actor=actor, target=target)


def _apart(s: Syntax, t: Token, actor: Part | None, target: Part | None) -> tuple[Part | None, Part | None]:
    """Actor and target are never the same words; a phrase that holds the trigger itself is no participant of it."""
    target = target and before(s, target, t)
    actor = actor and before(s, actor, t)
    if actor is not None and target is not None and actor.span.overlaps(target.span):
        target = None
    return actor, target


def _trim(s: Syntax, start: int, end: int) -> Span:
    doc = s.p.doc
    while start < end - 1 and doc[start].is_space:
        start += 1
    while end - 1 > start and doc[end - 1].is_space:
        end -= 1
    return s.p.span(doc[start], doc[end - 1])
