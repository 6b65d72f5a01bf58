"""The Admiralty code's credibility of what is told, from corroboration alone.

NATO's code (STANAG 2511) keeps two scales apart: how reliable a source is, A to F, which a user says, and how credible
what is told is, 1 to 6, which follows here from who confirms and who contradicts it. A rating changes no grade.
"""

from __future__ import annotations

from collections.abc import Sequence

from selon.linking.model import Credibility, Independence, Link, Told
from selon.linking.reasons import Reason, because


def credibility(
    tolds: Sequence[Told], links: Sequence[Link], backed: Independence, denied: Independence
) -> Credibility:
    """The grade of a happening. `backed` counts who says so, `denied` who says that it is not so."""
    told = [t for t in tolds if not t.denied]
    if not told:
        return Credibility(6, because("only_denied", denied=denied))
    if denied.voices and denied.at_least >= backed.at_least:
        if denied.at_least > backed.at_least:
            return Credibility(5, because("improbable", denied=denied, backed=backed))
        return Credibility(4, because("doubtful", denied=denied, backed=backed))
    if all(t.stage in ("planned", "possible") for t in told):
        return Credibility(6, because("only_planned"))
    if all(t.claim.hedged for t in told):
        return Credibility(4, because("all_doubt"))
    conflicts = sum(1 for k in links if k.relation == "contradicts")
    if backed.at_least >= 2 and not conflicts:
        return Credibility(1, because("confirmed", backed=backed))
    if backed.at_least >= 2 or (backed.at_most or backed.at_least + 1) >= 2:
        return Credibility(2, _with(because("probable", backed=backed), conflicts))
    return Credibility(3, _with(because("one_source"), conflicts))


def _with(why: Reason, conflicts: int) -> Reason:
    return because("with_conflicts", why=why, n=conflicts) if conflicts else why
