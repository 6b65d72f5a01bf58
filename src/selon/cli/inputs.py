"""Options that tell what the caller knows of the input, the same for every verb that takes some in."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from selon.intake.refused import Given

Published = Annotated[
    datetime | None,
    typer.Option(
        formats=["%Y-%m-%d"], metavar="DAY", help="Publication day, as 2026-02-23, where the input does not say it."
    ),
]
Lang = Annotated[
    str | None, typer.Option(metavar="CODE", help="Language where the input does not say it; told from the text else.")
]
Encoding = Annotated[str | None, typer.Option(metavar="NAME", help="Encoding of the input, where it is not UTF-8.")]
Agency = Annotated[str | None, typer.Option(metavar="NAME", help="Agency, where the input does not say it.")]
FormatName = Annotated[
    str | None, typer.Option("--format", metavar="NAME", help="Format of the input, against what it looks like.")
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--column", metavar="FIELD=NAME", help="Column of a table, or key of a JSON line, that holds a field."
    ),
]


def given(
    published: datetime | None,
    lang: str | None,
    encoding: str | None,
    agency: str | None,
    *,
    format_: str | None,
    columns: list[str] | None,
) -> Given:
    """What the options tell of the input.

    Raises:
        typer.BadParameter: an encoding, format or field that there is not, or a column without a field.
    """
    from selon.errors import InputError
    from selon.intake import registry
    from selon.intake.columns import KNOWN
    from selon.intake.refused import Given

    pairs = [c.partition("=") for c in columns or ()]
    if any(not (field and name) for field, _, name in pairs):
        raise typer.BadParameter("write --column FIELD=NAME, as --column text=body.", param_hint="'--column'")
    if unknown := sorted({field for field, _, _ in pairs} - set(KNOWN)):
        fields = ", ".join(KNOWN)
        raise typer.BadParameter(f"no field is called {unknown[0]!r}: choose one of {fields}.", param_hint="'--column'")
    if format_ is not None and format_ not in registry.formats():
        known = ", ".join(sorted(registry.formats()))
        raise typer.BadParameter(f"no format is called {format_!r}: choose one of {known}.", param_hint="'--format'")
    try:
        day = published.date() if published else None
        return Given(day, lang, encoding, agency, {field: name for field, _, name in pairs}, format_)
    except InputError as e:
        raise typer.BadParameter(str(e), param_hint="'--encoding'") from e
