"""What stories, briefs and news ask of a linker."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Protocol

from selon.linking.model import (
    CommitmentOn,
    Correction,
    Happening,
    Independence,
    Link,
    SituationKind,
    Standing,
    Told,
    Voice,
)


class Asked(Protocol):
    """The questions, as `selon.linking` documents them."""

    def happenings(self) -> list[Happening]:
        """All happenings."""

    def told(self, claim_id: str, /) -> Told:
        """The claim of an id."""

    def tolds(self) -> Iterator[Told]:
        """All claims, in order of publication."""

    def voice(self, voice_id: str, /) -> Voice:
        """The voice of an id."""

    def links(self, happening: Happening, /) -> list[Link]:
        """The links between the claims of a happening."""

    def independence(
        self, happening: Happening, until: date | None = None, of: Collection[str] | None = None
    ) -> Independence:
        """How many independent sources stand behind it, of what was published by a day; with `of`, behind the claims of
        these ids, whatever they say of it."""

    def corrections(self, dispatches: Iterable[str] | None = None) -> list[Correction]:
        """The dispatches that say what they correct, of all or of these."""

    def earlier_take(self, claim_id: str, /) -> Told | None:
        """What the take that a dispatch replaced said in place of a claim."""

    def due(self, on: date, within: int | None = None, happenings: Collection[str] | None = None) -> list[CommitmentOn]:
        """How commitments stand on a day, as could be known on it, of all happenings or of these."""

    def situation(
        self,
        on: date,
        actor: str | None = None,
        place: str | None = None,
        kind: SituationKind | None = None,
        known: date | None = None,
        claims: Collection[str] | None = None,
    ) -> list[Standing]:
        """How things stand on a day, as could be known on it; with `claims`, only what these bear on."""
