"""What each screen shows, without HTML: plain values that templates print and JSON carries.

Offsets are half-open `[start, end)` code points of the dispatch's text; `start16` and `end16` are the same places in
UTF-16 code units, which browsers count. Days are ISO 8601. A field called `said` is in the language of the interface,
`words` are the text's own. Codes (`type`, `status`, `kind`, `verdict`, `role`) are the model's: the locale names them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, Literal, TypeVar

from selon.linking.brief_parts import Brief

T = TypeVar("T")
Sureness = Literal["high", "medium", "low"]
Role = Literal["reader", "reviewer", "admin"]
DueWhen = Literal["overdue", "today", "coming"]


# The text and its claims.


@dataclass(frozen=True, slots=True)
class Place16:
    """A stretch of a dispatch's text, counted in code points and in UTF-16 code units."""

    start: int
    end: int
    start16: int
    end16: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A field of a claim that lies over a run; `sentence` is the sentence of the claim."""

    claim: str
    field: str


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch over which the same marks lie. Runs follow each other without a gap, so printing them prints the text.

    `kinds` are the kinds of source of the claims whose words (not only sentence) lie here, in the model's order;
    `sentences` are the ids of the claims in whose sentence it lies.
    """

    text: str
    at: Place16
    marks: tuple[Mark, ...] = ()
    kinds: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()

    @property
    def tokens(self) -> str:
        """The marks as one attribute value: `ID:trigger ID:actor`."""
        return " ".join(f"{m.claim}:{m.field}" for m in self.marks)


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a field may be given; the locale names it under `group`."""

    value: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Amend:
    """How a field is amended in place.

    `control` is `choice` (one of `choices`), `flag` (yes or no), `span` (characters chosen in the text), `days` (two
    ISO days, either empty), `quantity` (low, high, unit), `source` (kind, span, count) or `places`. `name` is the key
    of the amendment, `value` what stands there now, as in the claim's JSON.
    """

    name: str
    control: Literal["choice", "flag", "span", "days", "quantity", "source", "places"]
    value: Any
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """A line of a card. `words` are the text's own where `said` does not have them, `places` the characters it was read
    from, `why` the rule that read them."""

    name: str
    said: str
    words: str = ""
    detail: str = ""
    why: str = ""
    places: tuple[Place16, ...] = ()
    amend: Amend | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The review that stands on a claim."""

    id: str
    verdict: str
    by: str
    at: str
    note: str = ""
    amended: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """A claim beside its sentence.

    `said` is what is claimed in the text's own words. `seen` is the id of the last review of the claim, `-` where there
    is none: it goes back with a verdict, which is refused where another came in between. `sureness` is of `confidence`.
    """

    id: str
    url: str
    n: int
    type: str
    status: str
    negated: bool
    hedged: bool
    said: str
    status_said: str
    who: str
    source_kind: str
    source_count: int | None
    confidence: float
    sureness: Sureness
    due: str | None
    due_said: str
    fields: tuple[Field, ...]
    seen: str
    verdict: Verdict | None = None
    happening: str | None = None
    story: str | None = None


@dataclass(frozen=True, slots=True)
class BlockView:
    """A part of a dispatch with the claims whose sentence begins in it, in text order."""

    kind: str
    runs: tuple[Run, ...]
    cards: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class Relative:
    """Another dispatch: `relation` is reprints, reprinted, supersedes or superseded."""

    relation: str
    key: str
    url: str
    title: str
    agency: str
    published: str | None
    published_said: str
    why: str


@dataclass(frozen=True, slots=True)
class DispatchView:
    """A dispatch to read. `place` is the dateline's; `link` the provider's page, http or https alone."""

    key: str
    url: str
    title: str
    agency: str
    lang: str
    published: str | None
    published_said: str
    place: str
    link: str | None
    reader: str
    notes: tuple[str, ...]
    blocks: tuple[BlockView, ...]
    relatives: tuple[Relative, ...]
    claims: int
    reviewed: int
    superseded: bool
    focus: str | None = None

    @property
    def cards(self) -> tuple[Card, ...]:
        """All cards in text order."""
        return tuple(c for b in self.blocks for c in b.cards)


# The list on the left.


@dataclass(frozen=True, slots=True)
class Item:
    """A dispatch in a list. `snippet` has the words that were searched for, in runs marked `hit`."""

    key: str
    url: str
    title: str
    agency: str
    lang: str
    published: str | None
    published_said: str
    claims: int
    reviewed: int
    snippet: tuple[tuple[str, bool], ...] = ()
    current: bool = False


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value that the list can be narrowed to; `url` does it, or takes it back where it is chosen."""

    value: str
    said: str
    count: int
    chosen: bool
    url: str


@dataclass(frozen=True, slots=True)
class Facet:
    """A heading of values: `agency`, `lang`, `reviewed` or `day`."""

    name: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class ListView:
    """The list with its facets. `shown` counts up to this page, `total` what is asked for, `hidden` what filters hide.

    `error` is the one sentence where the words searched for say nothing.
    """

    items: tuple[Item, ...]
    facets: tuple[Facet, ...]
    q: str
    first: str
    last: str
    total: int
    hidden: int
    query: str
    next_url: str | None = None
    clear_url: str | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class DispatchScreen:
    """The first screen: the list and the dispatch that is open, if one is."""

    listing: ListView
    dispatch: DispatchView | None
    previous_url: str | None = None
    next_url: str | None = None


# Stories.


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from `first` to `last`, both included, None for an open end. `soft` ends are uncertain: approximate, open
    or of a coarser grain than days."""

    first: str | None
    last: str | None
    soft_first: bool
    soft_last: bool
    edtf: str
    said: str


@dataclass(frozen=True, slots=True)
class Row:
    """A claim of a story: the timeline draws it as a bar or a flag, the table prints it.

    `lane` is the id of its voice; `mark` is `bar`, `flag` for a deadline, or `none` where it has no time. `places` are
    ids of shapes.
    """

    claim: str
    url: str
    lane: str
    happening: str
    mark: Literal["bar", "flag", "none"]
    type: str
    status: str
    status_said: str
    negated: bool
    said: str
    who: str
    source_kind: str
    source_count: int | None
    when: Stretch | None
    published: str | None
    published_said: str
    dispatch_url: str
    places: tuple[str, ...]
    quantity: str
    verdict: str | None = None


@dataclass(frozen=True, slots=True)
class Lane:
    """A voice. `published_said` is the day of its dispatch, of one that is known in no other: those look alike."""

    id: str
    name: str
    kind: str
    agency: str
    claims: int
    published_said: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """A place on the map: a circle of `radius_m` metres, or a region to be shaded where `region`."""

    id: str
    name: str
    kind: str
    lat: float
    lon: float
    radius_m: int
    region: bool
    country: str
    disputed: tuple[str, ...]
    said: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unplaced:
    """What claims name and the map cannot show, with why."""

    words: str
    reason: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """How an actor stood at a site over some days, by the claims that say so; `conflict` where others say otherwise."""

    site: str
    actor: str
    aspect: str
    state: str
    said: str
    when: Stretch
    conflict: bool
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a source gives for something: `low` and `high` are inclusive, None where open."""

    what: str
    who: str
    source_kind: str
    low: float | None
    high: float | None
    said: str
    when: Stretch | None
    published: str | None
    published_said: str
    claim: str
    url: str


@dataclass(frozen=True, slots=True)
class StoryItem:
    """A story in the list of stories."""

    id: str
    url: str
    title: str
    first: str | None
    last: str | None
    said: str
    happenings: int
    claims: int
    dispatches: int


@dataclass(frozen=True, slots=True)
class StoryList:
    """The stories, latest first."""

    items: tuple[StoryItem, ...]
    total: int
    next_url: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A happening of a story: what its claims are about, and how many independent sources stand behind it. `links` are
    those listed of the `linked` that there are."""

    id: str
    title: str
    type: str
    at_least: int
    at_most: int | None
    reasons: tuple[str, ...]
    links: tuple[LinkView, ...]
    linked: int
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LinkView:
    """How two claims on a happening stand to each other, by their ids and what they say."""

    kind: str
    one: str
    other: str
    one_said: str
    other_said: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Load:
    """How many claims of a story were published from `first` on over some days; `url` shows them, `shown` where some of
    them are on the screen."""

    first: str
    said: str
    claims: int
    shown: bool
    url: str


@dataclass(frozen=True, slots=True)
class Part:
    """Which claims of a story that has more than can be looked at are `shown`, by when they were published; `first` and
    `last` are the days asked for. The others are counted by `stretches` of days."""

    shown: int
    total: int
    said: str
    first: str | None
    last: str | None
    earlier_url: str | None
    later_url: str | None
    all_url: str
    stretches: tuple[Load, ...]


@dataclass(frozen=True, slots=True)
class StoryView:
    """All that the story screen draws; one brush over `first` to `last` moves every part of it, and a period without a
    sure end may go beyond. `part` tells of what is not drawn, where something is not."""

    id: str
    url: str
    title: str
    said: str
    first: str | None
    last: str | None
    today: str
    lanes: tuple[Lane, ...]
    rows: tuple[Row, ...]
    groups: tuple[Group, ...]
    shapes: tuple[Shape, ...]
    unplaced: tuple[Unplaced, ...]
    bands: tuple[Band, ...]
    figures: tuple[Figure, ...]
    brief_url: str
    data_url: str
    map_url: str
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is not worked out yet; `url` will show it."""

    url: str


@dataclass(frozen=True, slots=True)
class BriefScreen:
    """A brief to print. `sources` gives the address of each dispatch that a note quotes; `part` is true where it tells
    of a part of a long story, which `asked` names as an address does."""

    story_url: str
    brief: Brief
    sources: dict[str, str]
    part: bool = False
    asked: tuple[tuple[str, str], ...] = ()


# Review.


@dataclass(frozen=True, slots=True)
class Passage:
    """A claim in its sentence, with a link to where it stands."""

    card: Card
    runs: tuple[Run, ...]
    dispatch_url: str
    title: str
    agency: str
    published: str | None
    published_said: str


@dataclass(frozen=True, slots=True)
class QueueItem:
    """Something to decide. `reasons` say why it is here; `right` is the other passage where there are two.

    `verdicts` are those that can be given: accept, reject, unsure, amend on `left`; merge, split, pin of happenings;
    retry of a refused input.
    """

    id: str
    kind: str
    title: str
    reasons: tuple[str, ...]
    left: Passage | None
    right: Passage | None
    verdicts: tuple[str, ...]
    case: CaseView | None = None
    happenings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseView:
    """An input that was refused."""

    id: str
    name: str
    reason: str
    format: str
    recorded: str
    can_retry: bool
    recorded_said: str = ""


@dataclass(frozen=True, slots=True)
class Queue:
    """A kind of thing to decide, and how many wait; `more` where they were not counted to the end."""

    kind: str
    count: int
    more: bool
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ReviewScreen:
    """The review screen. `resumed` is the id of the item where the user left off, if it is on this page.

    `last_decision` can be undone in one step.
    """

    kind: str
    queues: tuple[Queue, ...]
    items: tuple[QueueItem, ...]
    next_url: str | None
    first_url: str | None
    resumed: str | None
    may_review: bool
    last_decision: DecisionView | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What a decision does to one claim: the verdict before and after; `conflict` where it was reviewed meanwhile. On
    happenings, `said` are the passages, which were or are `together` or `apart`."""

    claim: str
    url: str
    said: str
    before: str | None
    after: str | None
    conflict: bool = False
    by: str = ""
    seen: str = ""


@dataclass(frozen=True, slots=True)
class DecisionView:
    """One verdict on one or many claims, taken together and undone together. `count` of them, where they are not
    listed as `changes`."""

    id: str
    verdict: str
    by: str
    at: str
    changes: tuple[Change, ...]
    undone: bool = False
    count: int = 0


# Due.


@dataclass(frozen=True, slots=True)
class DueItem:
    """A commitment. `status` is open, due, overdue, begun, kept or dropped; `late` where it was kept late.

    `proof` is the claim that shows it begun, kept or dropped.
    """

    id: str
    who: str
    what: str
    status: str
    late: bool
    due: str
    due_said: str
    days: int
    sources: tuple[str, ...]
    source_kinds: tuple[str, ...]
    claim: str
    url: str
    story_url: str | None
    reasons: tuple[str, ...]
    proof_url: str | None = None


@dataclass(frozen=True, slots=True)
class DueDay:
    """The commitments that fall on one day. `when` is overdue, today or coming."""

    day: str
    said: str
    when: DueWhen
    items: tuple[DueItem, ...]


@dataclass(frozen=True, slots=True)
class DueScreen:
    """The due screen: overdue days first, the most recent at their head, then today, then what comes. `settled` are
    those begun, kept or dropped, `undated` those whose term names no day. `hidden` counts what is left out of a long
    list, which `all_url` shows."""

    on: str
    on_said: str
    previous_url: str
    next_url: str
    days: tuple[DueDay, ...]
    counts: tuple[tuple[str, int], ...]
    settled: tuple[DueItem, ...]
    undated: tuple[DueItem, ...]
    calendar_url: str
    hidden: int = 0
    all_url: str | None = None


# Add.


@dataclass(frozen=True, slots=True)
class AddedView:
    """What became of one dispatch: `outcome` is new, reprint, supersedes, reread, known or refused."""

    outcome: str
    name: str
    key: str | None = None
    url: str | None = None
    title: str = ""
    claims: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """Inputs on their way into the ledger. `state` is waiting, running, done or failed."""

    id: str
    state: Literal["waiting", "running", "done", "failed"]
    inputs: int
    counts: dict[str, int]
    claims: int
    results: tuple[AddedView, ...]
    error: str = ""
    events_url: str = ""


@dataclass(frozen=True, slots=True)
class AddScreen:
    """The add screen. `most_bytes` is the largest upload."""

    formats: tuple[str, ...]
    most_bytes: int
    most_files: int
    jobs: tuple[Job, ...]
    may_add: bool
    languages: tuple[str, ...] = field(default=("fr",))


# Signing in, and who did what.


@dataclass(frozen=True, slots=True)
class SignInScreen:
    """The sign-in form; `error` is a key of the locale (`wrong`, `too_many`, `expired`), `retry` seconds to wait."""

    name: str = ""
    to: str = "/"
    error: str = ""
    retry: int = 0


@dataclass(frozen=True, slots=True)
class Act:
    """A line of the audit list; `url` leads to what it was done to."""

    at: str
    at_said: str
    by: str
    act: str
    what: str
    url: str | None
    note: str


@dataclass(frozen=True, slots=True)
class AuditScreen:
    """Who did what, the latest first."""

    acts: tuple[Act, ...]
    next_url: str | None


@dataclass(frozen=True, slots=True)
class User:
    """Who looks. `role` is reader, reviewer or admin; alone on the machine, one is an admin."""

    name: str
    role: Role
    alone: bool

    @property
    def may_review(self) -> bool:
        """Whether verdicts are theirs to give."""
        return self.role in ("reviewer", "admin")

    @property
    def may_add(self) -> bool:
        """Whether they may add dispatches."""
        return self.role in ("reviewer", "admin")


@dataclass(frozen=True, slots=True)
class Tab:
    """An entry of the navigation; `badge` counts what is overdue there."""

    name: str
    url: str
    current: bool
    badge: int = 0


@dataclass(frozen=True, slots=True)
class Linking:
    """How many of the ledger's dispatches are linked, and why the others cannot be."""

    done: int
    total: int
    error: str = ""


@dataclass(frozen=True, slots=True)
class Kept(Generic[T]):
    """A view of what linking makes, None where there is none yet; `at` is when it was so, None where it is of now."""

    view: T | None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Shell:
    """What every page has around its screen.

    `linking` tells how far stories, commitments and contradictions are worked out, None once they are. `kept_said` is
    when what the screen shows of them was so, blank where it is of now.
    """

    lang: str
    path: str
    other_lang: str
    other_lang_url: str
    user: User | None
    csrf: str
    tabs: tuple[Tab, ...]
    ledger: str
    version: str
    events_url: str
    linking: Linking | None = None
    kept_said: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """An error page. `title` is a key of the locale under `problems`; `detail` one sentence that says what
    to do, in the language of the page."""

    status: int
    title: str
    detail: str
