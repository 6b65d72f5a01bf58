"""The example story as a ledger, and what is expected of it: each expected file is what is written here."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import selon.ledger
from selon.export.markdown import markdown, page
from selon.ledger import Ledger
from selon.linking import Linker, linker_of
from selon.linking.brief import brief
from selon.linking.brief_quotes import fragment
from selon.linking.brief_words import BriefWords
from selon.linking.model import Family, Standing, Told
from selon.linking.news import news, published_since
from selon.linking.reasons import said
from selon.linking.stories import Story, stories

HERE = Path(__file__).resolve().parent
DISPATCHES = HERE.parents[2] / "examples" / "story" / "dispatches.jsonl"
LEDGER = HERE / "ledger.jsonl"
DAYS = tuple(date.fromisoformat(d) for d in ("2026-02-25", "2026-03-10", "2026-03-16", "2026-03-24", "2026-04-06"))
"""Days of which commitments and the situation are expected."""
SINCE = date(2026, 3, 16)


def ledger(path: Path) -> Ledger:
    """A ledger at the path, filled with the story as it was read."""
    opened = selon.ledger.open(path)
    done = list(opened.restore(LEDGER.read_bytes().splitlines(), LEDGER.name))
    assert all(a.outcome != "refused" for a in done), [a.reason for a in done]
    return opened


def linked(path: Path) -> Linker:
    """What is derived across the dispatches of the story."""
    with ledger(path) as opened:
        return linker_of(opened)


def story_of(linker: Linker, family: Family) -> Story:
    """The story that tells most of a kind of happening."""
    return max(stories(linker.happenings()), key=lambda s: sum(t.family == family for t in s.tolds))


def voices(linker: Linker) -> Iterator[str]:
    """Who speaks, in which words."""
    for v in linker.voices():
        bounds = f"[{v.least}, {'…' if v.most is None else v.most}]"
        within = " (may include others of its dispatch)" if v.may_include else ""
        yield f"{v.kind:12} {bounds:6} {v.name or '-'}{within}"
        for words in sorted({m.words for m in v.mentions} - {v.name}):
            yield f"{'':20}{words}"


def happenings(linker: Linker) -> Iterator[str]:
    """What claims are about, each with its claims, scores and reasons."""
    for h in linker.happenings():
        yield f"{h.first or '…'}/{h.last or '…'}  {BriefWords.of('fr').happening(h, when=False)}"
        for m in h.members:
            yield f"  {_claim(m.told)}"
            yield f"      {m.score:.2f}: {'; '.join(said(m.why))}"


def links(linker: Linker) -> Iterator[str]:
    """How the claims on each happening stand to each other."""
    for h in linker.happenings():
        found = linker.links(h)
        if found:
            yield BriefWords.of("fr").happening(h, when=False)
        for k in found:
            yield f"  {_claim(linker.told(k.claim))}"
            yield f"    {k.relation} {_claim(linker.told(k.other))}"
            yield f"      {'; '.join(said(k.why))}"


def independence(linker: Linker) -> Iterator[str]:
    """How many independent sources stand behind each happening, and why."""
    for h in linker.happenings():
        n = linker.independence(h)
        yield f"{n}  {BriefWords.of('fr').happening(h)}"
        for c in n.voices:
            yield f"    [{c.least}, {'…' if c.most is None else c.most}] {c.voice.name or c.voice.kind}: {c.why}"
        yield from (f"    {why}" for why in n.why)


def due(linker: Linker) -> Iterator[str]:
    """Commitments on some days, a line a term."""
    for day in DAYS:
        yield f"# {day}"
        for c in linker.due(day):
            what = BriefWords.of("fr").happening(c.commitment.happening, when=False)
            yield f"{c.status:8} {what}: {'; '.join(said(c.why))}"
            for by in c.by:
                term = by.due.period.edtf if by.due.period else "-"
                late = f" +{by.late}d" if by.late else ""
                yield f"  {term:22} {by.status}{late}  {by.due.voice.name or by.due.voice.kind}"
                yield from (f"    by {_claim(t)}" for t in by.evidence)


def situation(linker: Linker) -> Iterator[str]:
    """How things stand on some days, with what says so."""
    for day in DAYS:
        yield f"# {day}"
        for s in linker.situation(day):
            yield _standing(s)
            yield from (f"  {f.value}, {f.since.edtf}: {_claim(f.told)}" for f in s.current)


def told_stories(linker: Linker) -> Iterator[str]:
    """The stories, each with its happenings in sequence."""
    words = BriefWords.of("fr")
    for s in stories(linker.happenings()):
        yield f"{s.first or '…'}/{s.last or '…'}  {words.title(s)}  ({len(s.dispatches)} dispatches)"
        yield from (f"  {words.happening(h)}" for h in s.happenings)


def told_news(linker: Linker) -> Iterator[str]:
    """What the dispatches published since a day brought."""
    words = BriefWords.of("fr")
    for n in news(linker, published_since(linker.tolds(), SINCE)):
        yield f"{n.change}: {words.happening(n.happening)}"
        yield from (f"  {_claim(t)}" for t in n.tolds)
        yield from (f"  before: {_claim(t)}" for t in n.before)


def brief_fr(linker: Linker) -> Iterator[str]:
    """The brief of the withdrawal in French, with news."""
    yield from markdown(brief(linker, story_of(linker, "leave"), since=SINCE, lang="fr")).splitlines()


def brief_en(linker: Linker) -> Iterator[str]:
    """The brief of the truce in English."""
    yield from markdown(brief(linker, story_of(linker, "agree"), since=SINCE, lang="en")).splitlines()


def brief_html(linker: Linker) -> Iterator[str]:
    """The brief of the withdrawal as a page, by what was known on a day in the middle."""
    yield from page(brief(linker, story_of(linker, "leave"), on=SINCE, lang="fr")).splitlines()


EXPECTED: dict[str, Callable[[Linker], Iterator[str]]] = {
    "voices.txt": voices,
    "happenings.txt": happenings,
    "links.txt": links,
    "independence.txt": independence,
    "due.txt": due,
    "situation.txt": situation,
    "stories.txt": told_stories,
    "news.txt": told_news,
    "brief-fr.md": brief_fr,
    "brief-en.md": brief_en,
    "brief-fr.html": brief_html,
}
"""File → what is written into it."""


def given_ids() -> list[str]:
    """The ids of the dispatches of the example, in its order."""
    return [json.loads(line)["id"] for line in DISPATCHES.read_text("utf-8").splitlines()]


def _claim(t: Told) -> str:
    copy = " (copy)" if t.copy_of else ""
    denied = " denied" if t.denied else ""
    when = f", {t.when.edtf}" if t.when else ""
    return f"{t.published} {t.dispatch.agency}: «{fragment(t.claim, t.dispatch.text)}» {t.stage}{denied}{when}{copy}"


def _standing(s: Standing) -> str:
    changing = " (changing)" if s.changing else ""
    return f"{s.value:9}{changing} {BriefWords.of('fr').subject(s)}"
