"""Event types in PLOVER's terms, on sentences coded by hand.

usage: python benchmarks/plover.py [--errors] RECORDS.jsonl

A line is {"id", "text", "date", "events": [{"code", "trigger", …}]}, as in the gold standard records of PLOVER; of
lines with one event its code is looked for:
  column     among the codes of the types of the claims read in the sentence (`plover` of a claim; support stands for
             AID as well as SUPPORT, integrate for CONCEDE as well as COOPERATE)
  code book  there, or by what else PLOVER's code book goes: cooperation that is to come is AGREE, conflict that is to
             come THREATEN, and killing or wounding by somebody ASSAULT
  main       the code of one claim alone: the one that hangs on one of the record's trigger words, else the surest
Codes of earlier versions of PLOVER stand for those that they were merged into. --errors prints the sentences whose
code is not among those of the column.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from selon import Reader
from selon.intake.text import dispatched
from selon.model import Claim, Reading

RENAMED = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
"""Codes of earlier versions of PLOVER, and those that they were merged into."""
ALSO = {"SUPPORT": ("AID",), "COOPERATE": ("CONCEDE",)}
"""Codes that share the claim type of another one."""
COOPERATION = ("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "RETREAT")
CONFLICT = ("REJECT", "THREATEN", "SANCTION", "PROTEST", "MOBILIZE", "COERCE", "ASSAULT")


class Verdict(NamedTuple):
    """Whether the code of a sentence was met, in three ways of asking."""

    column: bool
    code_book: bool
    main: bool


def codes(claim: Claim) -> set[str]:
    """The codes that a claim's type stands for."""
    return set() if claim.plover is None else {claim.plover, *ALSO.get(claim.plover, ())}


def by_the_book(claim: Claim) -> set[str]:
    """The codes that a claim has by its status and actor, whatever the column says."""
    if claim.negated:
        return set()
    if claim.type == "casualty" and claim.actor is not None:
        return {"ASSAULT"}
    if claim.status != "planned":
        return set()
    return {"AGREE"} if claim.plover in COOPERATION else {"THREATEN"} if claim.plover in CONFLICT else set()


def main_claim(reading: Reading, words: Iterable[str]) -> Claim | None:
    """The claim on one of these words, else the surest one."""
    text, wanted = reading.dispatch.text, {w.lower() for w in words}
    named = [c for c in reading.claims if c.trigger.of(text).lower() in wanted]
    return max(named or reading.claims, key=lambda c: c.confidence, default=None)


def judged(lines: Iterable[Mapping[str, Any]], reader: Reader) -> Iterator[tuple[Mapping[str, Any], Reading, Verdict]]:
    """Each line of one event with its reading and whether its code was met."""
    alone = [d for d in lines if len(d["events"]) == 1]
    dispatches = [
        dispatched(d["text"], id=d["id"], lang="en", published=date.fromisoformat(d["date"]), title=None) for d in alone
    ]
    for d, reading in zip(alone, reader.read_many(dispatches), strict=True):
        event = d["events"][0]
        code = RENAMED.get(event["code"], event["code"])
        column = any(code in codes(c) for c in reading.claims)
        book = column or any(code in by_the_book(c) for c in reading.claims)
        best = main_claim(reading, event["trigger"].split())
        yield d, reading, Verdict(column, book, best is not None and code in codes(best))


def main() -> None:
    """Read, count and tell."""
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("records", type=Path, metavar="RECORDS.jsonl")
    a.add_argument("--errors", action="store_true")
    o = a.parse_args()
    lines = [json.loads(line) for line in o.records.read_text("utf-8").splitlines() if line.strip()]
    counts: dict[str, list[Verdict]] = defaultdict(list)
    for d, reading, right in judged(lines, Reader("en")):
        code = d["events"][0]["code"]
        counts[code].append(right)
        if o.errors and not right.column:
            read = ", ".join(f"{c.trigger.of(reading.dispatch.text)} {c.type} {c.status}" for c in reading.claims)
            print(f"{code} ({d['events'][0]['trigger']}): {d['text']}\n    {read or '-'}")
    everything = [right for rights in counts.values() for right in rights]
    print(f"{'':12}  sentences  column  code book   main")
    for name, rights in [*sorted(counts.items()), ("all", everything)]:
        shares = (sum(column) / len(rights) for column in zip(*rights, strict=True))
        print(
            f"{name:12}  {len(rights):9}  " + "  ".join(f"{x:{n}.3f}" for x, n in zip(shares, (6, 9, 5), strict=True))
        )


if __name__ == "__main__":
    main()
