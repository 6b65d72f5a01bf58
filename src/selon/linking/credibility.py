"""The Admiralty code's credibility of what is told, from corroboration alone.

NATO's code (STANAG 2511) keeps two scales apart: how reliable a source is, A to F, which a user says, and how credible
what is told is, 1 to 6, which follows here from who confirms and who contradicts it. A rating changes no grade.
"""

from __future__ import annotations

from collections.abc import Sequence

from selon.linking.model import Credibility, Independence, Link, Told


def credibility(
    tolds: Sequence[Told], links: Sequence[Link], backed: Independence, denied: Independence
) -> Credibility:
    """The grade of a happening. `backed` counts who says so, `denied` who says that it is not so."""
    told = [t for t in tolds if not t.denied]
    if not told:
        return Credibility(6, f"cannot be judged: {denied} deny it, and nobody says so")
    against = f"{denied} deny it" if denied.voices else ""
    if denied.voices and denied.at_least >= backed.at_least:
        if denied.at_least > backed.at_least:
            return Credibility(5, f"improbable: {against}, {backed} say so")
        return Credibility(4, f"doubtful: {against}, {backed} say so")
    if all(t.stage in ("planned", "possible") for t in told):
        return Credibility(6, "cannot be judged: it is only planned or possible")
    if all(t.claim.hedged for t in told):
        return Credibility(4, "doubtful: all tell it with doubt")
    conflicts = sum(1 for k in links if k.relation == "contradicts")
    mild = f"; {conflicts} contradiction{'s' if conflicts > 1 else ''}" if conflicts else ""
    if backed.at_least >= 2 and not conflicts:
        return Credibility(1, f"confirmed: {backed} independent sources")
    if backed.at_least >= 2 or (backed.at_most or backed.at_least + 1) >= 2:
        return Credibility(2, f"probably true: {backed} independent sources{mild}")
    return Credibility(3, f"possibly true: one source{mild}")
