"""`selon happenings`: what claims of several dispatches are about, and how they stand to each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from selon.cli.linked import UNKNOWN, AsJson, Told_in, language, linked, put, reasons_in
from selon.cli.opened import At

if TYPE_CHECKING:
    from selon.cli.lines import Line
    from selon.linking import Linker
    from selon.linking.brief_words import BriefWords
    from selon.linking.model import Happening


def happenings_command(
    name: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="Id of a happening or of a claim on it, to see it whole.")
    ] = None,
    *,
    at: At = None,
    least: Annotated[int, typer.Option(min=1, metavar="N", help="Happenings of so many dispatches or more.")] = 2,
    as_json: AsJson = False,
    words: Told_in = None,
) -> None:
    """List happenings, or show one whole.

    The list has the latest first. One by its id comes with its claims, why each is on it, how they stand to each other,
    how many independent sources stand behind it, and the Admiralty code of both kinds.

    \b
    Examples:
      selon happenings
      selon happenings --least 1 --json
      selon happenings 3f0c2b9a11d4e5f6

    \b
    Exit codes:
      0  answered, if only with nothing
      1  the ledger could not be used, or holds no such happening
      2  the command was wrong
    """
    with linked(at) as (_, linker):
        found = [linker.happening(name)] if name else _several(linker, least)
        if as_json:
            lang = reasons_in(words)
            for h in found:
                more = {"links": [k.to_json(lang) for k in linker.links(h)]} if name else {}
                put({**h.to_json(lang), "independence": linker.independence(h).to_json(lang), **more})
            return
        from selon.cli.console import hint, say
        from selon.linking.brief_words import BriefWords

        own = BriefWords.of(language(words, linker.tolds()))
        if not found:
            hint(f"no happening of {least} dispatches or more; --least 1 lists all")
        for h in found:
            say(_head(h, linker, own))
            if name:
                say(_whole(h, linker, own))


def _several(linker: Linker, least: int) -> list[Happening]:
    return [h for h in linker.happenings() if len({t.dispatch.id for t in h.tolds}) >= least]


def _head(h: Happening, linker: Linker, words: BriefWords) -> Iterator[Line]:
    from selon.cli.lines import Part, line

    first = h.first.isoformat() if h.first else UNKNOWN
    last = h.last.isoformat() if h.last else UNKNOWN
    backed = linker.independence(h)
    dispatches = words.counted("head", "dispatches", len({t.dispatch.id for t in h.tolds}))
    yield line(0, f"{first}/{last}  ", Part(words.happening(h, when=False), "title"))
    yield line(12, Part(f"{dispatches} · {words.independence(backed)} {backed} · id {h.id}", "note"))


def _whole(h: Happening, linker: Linker, words: BriefWords) -> Iterator[Line]:
    from selon.cli.lines import Part, line
    from selon.linking.reasons import said

    for m in h.members:
        t = m.told
        told_on = t.published.isoformat() if t.published else UNKNOWN
        stage = words.stage(t) + (f", {t.when.edtf}" if t.when else "")
        yield line(2, f"{told_on}  {words.said(t, marked=False)} ({stage})", Part(f" · id {t.id}", "note"))
        yield line(14, Part(f"{m.score:.2f}: {'; '.join(said(m.why, words.lang))}", "note"))
    for k in linker.links(h):
        yield line(2, f"{k.claim} ", Part(k.relation, "tag"), f" {k.other}")
        yield line(14, Part("; ".join(said(k.why, words.lang)), "note"))
    backed = linker.independence(h)
    for c in backed.voices:
        most = "…" if c.most is None else str(c.most)
        told = f" · {c.why.say(words.lang)} · id {c.voice.id}"
        yield line(2, f"[{c.least}, {most}] {c.voice.name or c.voice.kind}", Part(told, "note"))
        rated = linker.rating(c.voice)
        if rated is not None:
            yield line(14, Part(f"{rated.rating} ({rated.by})", "note"))
    credibility = linker.credibility(h)
    yield line(2, f"{credibility.grade}", Part(f" · {credibility.why.say(words.lang)}", "note"))
    yield from (line(2, Part(why, "note")) for why in said(backed.why, words.lang))
