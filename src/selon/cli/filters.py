"""The filters of claims as options, the same for every verb that asks for claims."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Annotated, Any

import typer

Many = list[str] | None
AgencyIs = Annotated[str | None, typer.Option("--agency", metavar="NAME", help="Agency of the dispatch.")]
LangIs = Annotated[str | None, typer.Option("--lang", metavar="CODE", help="Language of the dispatch.")]
PublishedIn = Annotated[
    str | None,
    typer.Option("--published", metavar="FROM/TO", help="Published on a day or between two; either may be left out."),
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="MOMENT", help="As the ledger stood then: a day, or 2026-02-23T18:30+01:00."),
]

FILTERS: dict[str, Any] = {
    "type_": Annotated[Many, typer.Option("--type", metavar="TYPE", help="Type of claim; give it again for several.")],
    "status": Annotated[Many, typer.Option(metavar="STATUS", help="occurred, ongoing, planned or hypothetical.")],
    "source_kind": Annotated[
        Many, typer.Option(metavar="KIND", help="named, unnamed, organisation, witness, document or narrator.")
    ],
    "actor": Annotated[str | None, typer.Option(metavar="WORDS", help="Words of the actor.")],
    "target": Annotated[str | None, typer.Option(metavar="WORDS", help="Words of the target.")],
    "source": Annotated[str | None, typer.Option(metavar="WORDS", help="Words of the source.")],
    "place": Annotated[str | None, typer.Option(metavar="NAME", help="A place that the claim names.")],
    "text": Annotated[
        str | None,
        typer.Option(metavar="WORDS", help='Words of the sentence: word, "a phrase", begin*, -absent.'),
    ],
    "agency": AgencyIs,
    "lang": LangIs,
    "negated": Annotated[bool | None, typer.Option("--negated/--not-negated", help="What is said not to be so.")],
    "hedged": Annotated[bool | None, typer.Option("--hedged/--not-hedged", help="What the writer marks as doubtful.")],
    "deadline": Annotated[bool | None, typer.Option("--deadline/--no-deadline", help="What has a latest day.")],
    "happening": Annotated[
        str | None, typer.Option(metavar="FROM/TO", help="Happening on a day or between two: 2026-02-01/2026-02-28.")
    ],
    "published": PublishedIn,
    "reviewed": Annotated[
        str | None,
        typer.Option(metavar="VERDICT", help="yes, no, standing (not rejected), accept, reject, amend or unsure."),
    ],
    "superseded": Annotated[
        bool | None, typer.Option("--superseded/--not-superseded", help="From dispatches that a later one supersedes.")
    ],
    "reprints": Annotated[bool | None, typer.Option("--reprints/--no-reprints", help="From reprints of a dispatch.")],
    "dispatch": Annotated[str | None, typer.Option(metavar="ID", help="Of one dispatch.")],
    "id": Annotated[str | None, typer.Option(metavar="ID", help="The claim of this id.")],
    "as_of": AsOf,
}


def filtered(command: Callable[..., None]) -> Callable[..., None]:
    """The command with the filters among its options; it gets them as `asked`, a mapping of what was given."""
    own = inspect.signature(command, eval_str=True)
    kept = [p for name, p in own.parameters.items() if name != "asked"]
    more = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=kind)
        for name, kind in FILTERS.items()
    ]

    @wraps(command)
    def with_filters(**options: Any) -> None:
        given = {name: options.pop(name) for name in FILTERS}
        command(**options, asked=asked(given))

    with_filters.__signature__ = own.replace(parameters=[*kept, *more])  # type: ignore[attr-defined]
    with_filters.__annotations__ = {p.name: p.annotation for p in [*kept, *more]}
    del with_filters.__wrapped__
    return with_filters


def asked(options: dict[str, Any]) -> dict[str, Any]:
    """The options that were given as `Ledger.claims` takes them."""
    found = {k: v for k, v in options.items() if v is not None and v != []}
    for name, field in (("happening", "happening_between"), ("published", "published_between")):
        if name in found:
            first, slash, last = found.pop(name).partition("/")
            found[field] = (_day(first, name), _day(last, name) if slash else _day(first, name))
    if "type_" in found:
        found["type"] = found.pop("type_")
    if found.get("reviewed") in ("yes", "no"):
        found["reviewed"] = found["reviewed"] == "yes"
    return found


def _day(word: str, option: str) -> date | None:
    if word in ("", ".."):
        return None
    try:
        return date.fromisoformat(word)
    except ValueError as e:
        said = f"{word!r} is no day: write one as 2026-02-23, or two as 2026-02-01/2026-02-28."
        raise typer.BadParameter(said, param_hint=f"'--{option}'") from e
