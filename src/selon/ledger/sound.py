"""What a ledger takes: clean texts, spans inside them, claims that can be told apart."""

from __future__ import annotations

import json
from collections.abc import Iterator

from selon.errors import InputError
from selon.intake.clean import is_clean
from selon.model import CLAIM_TYPES, SOURCE_KINDS, STATUSES, Attribution, Claim, Dispatch, Reading, Span


def check_dispatch(d: Dispatch) -> None:
    """Pass a dispatch.

    Raises:
        InputError: its text is not clean, or a span lies outside it.
    """
    if not d.text or not is_clean(d.text):
        raise InputError(f"{d.id}: its text is empty or not clean: make it with selon.dispatch, or clean it first")
    for words in (d.id, d.agency, d.title, d.lang):
        _storable(words, d.id)
    _inside([b.span for b in d.blocks] + ([d.place] if d.place else []), d)


def check_reading(reading: Reading) -> None:
    """Pass a reading of a dispatch that passed.

    Raises:
        InputError: a span lies outside the text, a value is none of its kind, or two claims cannot be told apart.
    """
    d = reading.dispatch
    for words in (reading.reader, *reading.notes):
        _storable(words, d.id)
    for claim in reading.claims:
        _inside(_spans(claim), d)
        if claim.type not in CLAIM_TYPES or claim.status not in STATUSES or claim.source.kind not in SOURCE_KINDS:
            raise InputError(f"{d.id}: a claim of type {claim.type}, status {claim.status}, source {claim.source.kind}")
        for e in claim.evidence.values():
            _storable(e.why, d.id)
        for p in claim.places:
            if p.place:
                _storable(json.dumps(p.place.to_json(), ensure_ascii=False), d.id)
        if claim.quantity:
            _storable(claim.quantity.unit, d.id)
    for a in reading.attributions:
        _inside(_of_attribution(a), d)
    if len({(c.trigger, c.type) for c in reading.claims}) < len(reading.claims):
        raise InputError(f"{d.id}: two claims of one type on one trigger: keep one of them")


def _spans(claim: Claim) -> Iterator[Span]:
    yield claim.trigger
    yield claim.quote
    yield from (s for s in (claim.actor, claim.target, claim.source.span) if s is not None)
    yield from (s for p in claim.places for s in (p.span, p.words) if s is not None)
    if claim.quantity:
        yield claim.quantity.span
        if claim.quantity.counted:
            yield claim.quantity.counted
    if claim.attribution:
        yield from _of_attribution(claim.attribution)
    for e in claim.evidence.values():
        yield from e.spans


def _of_attribution(a: Attribution) -> Iterator[Span]:
    yield from (s for s in (a.source.span, a.cue, a.told) if s is not None)
    yield from a.content


def _inside(spans: Iterator[Span] | list[Span], d: Dispatch) -> None:
    end = len(d.text)
    for s in spans:
        if not 0 <= s.start < s.end <= end:
            raise InputError(
                f"{d.id}: the span {s.start}-{s.end} is not in its text of {end} characters: read it again"
            )


def _storable(words: str | None, name: str) -> None:
    if words and ("\0" in words or not _encodes(words)):
        raise InputError(f"{name!r}: a field holds a NUL or half a character: clean it first")


def _encodes(words: str) -> bool:
    if words.isascii():
        return True
    try:
        words.encode()
    except UnicodeEncodeError:
        return False
    return True
