"""`selon gazetteer`: build the list of places, look into it, add to it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from selon.cli.console import complain
from selon.cli.lines import visible

if TYPE_CHECKING:
    from selon.gazetteer import Gazetteer, Place

At = Annotated[
    Path | None,
    typer.Option("--gazetteer", metavar="FILE", help="Another gazetteer than that of your data folder."),
]

HELP = """
The places that Selon knows: built once from packaged data, in your data folder ($SELON_DATA moves it).

\b
Examples:
  selon gazetteer build
  selon gazetteer find Hassaké
  selon gazetteer add SY.txt
"""

gazetteer_app = typer.Typer(
    name="gazetteer",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=HELP,
)


@gazetteer_app.command("build")
def build_command(
    at: At = None,
    force: Annotated[bool, typer.Option("--force", help="Build anew even where it is there.")] = False,
) -> None:
    """Build the gazetteer. Takes about half a minute; places you added are kept.

    \b
    Examples:
      selon gazetteer build
      selon gazetteer build --force
    """
    from selon.gazetteer.build import build
    from selon.gazetteer.store import default_path

    path = at or default_path()
    if path.is_file() and not force:
        typer.echo(f"{path} is up to date")
        return
    with _errors():
        if sys.stderr.isatty():
            typer.echo("building, about half a minute …", err=True)
        typer.echo(build(path))


@gazetteer_app.command("info")
def info_command(at: At = None) -> None:
    """Tell where the gazetteer is, what is in it and what was added.

    \b
    Examples:
      selon gazetteer info
    """
    with _errors(), _open(at) as gazetteer:
        typer.echo(f"file: {gazetteer.path}")
        for key, value in gazetteer.about().items():
            typer.echo(f"{key}: {value}")


@gazetteer_app.command("find")
def find_command(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A place name, in any spelling.")],
    country: Annotated[
        list[str] | None,
        typer.Option(
            "--country", "-c", metavar="CODE", help="Look here, for near spellings too (SY; may be repeated)."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    at: At = None,
) -> None:
    """Find places by name; with --country, also those whose name sounds like it.

    Exit code 1 where there is none.

    \b
    Examples:
      selon gazetteer find Qasrak
      selon gazetteer find "Khan Younes" -c PS
      selon gazetteer find Golan --json
    """
    with _errors(), _open(at) as gazetteer:
        codes = [c.upper() for c in country or ()]
        found = gazetteer.fuzzy(name, codes) if codes else gazetteer.exact(name)
        for place in found:
            typer.echo(json.dumps(asdict(place), ensure_ascii=False) if as_json else _line(gazetteer, place))
    if not found:
        complain(f"no place named {name}" + ("" if codes else "; with --country, near spellings are found too"))
        raise typer.Exit(1)


@gazetteer_app.command("add")
def add_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="GeoNames dump, or CSV.")],
    country: Annotated[
        str, typer.Option("--country", "-c", metavar="CODE", help="Country of rows that name none (SY).")
    ] = "",
    at: At = None,
) -> None:
    """Add places from a file: all of its rows, or none where one is bad.

    FILE is a GeoNames dump (allCountries.txt or one country's, unzipped; an alternateNamesV2.txt beside it is read
    too), a Who's On First or OpenStreetMap export as CSV, or a CSV of your own with the columns id, name, kind, lat,
    lon, country and, if you like, radius_m, population, names_fr, names_en (several with |), note.

    \b
    Examples:
      selon gazetteer add SY.txt
      selon gazetteer add overpass.csv --country ML
      selon gazetteer add my-sites.csv
    """
    from selon.gazetteer.add import add

    with _errors():
        with _open(at) as gazetteer:
            path = gazetteer.path
        done = add(path, file, country.upper())
        left = f"; {done.left_out} rows of other kinds left out" if done.left_out else ""
        typer.echo(f"{file}: {done.places} places and {done.names} names for known places added ({done.format}){left}")


def _open(at: Path | None) -> Gazetteer:
    from selon.gazetteer import Gazetteer
    from selon.gazetteer.store import default_path

    if at is None and not default_path().is_file() and sys.stderr.isatty():
        typer.echo("building the gazetteer, once, about half a minute …", err=True)
    return Gazetteer.open(at)


def _line(gazetteer: Gazetteer, place: Place) -> str:
    inside = ", ".join(p.name for p in gazetteer.chain(place))
    claimed = f"  disputed: {', '.join(place.claimants)}" if place.claimants else ""
    people = f"  {place.population} people" if place.population else ""
    radius = f"{place.radius_m / 1000:g} km"
    what = f"{place.kind}, {inside}" if inside else place.kind
    return f"{place.name} ({what})  {place.lat:.3f} {place.lon:.3f} ± {radius}{people}{claimed}  {place.id}"


@contextmanager
def _errors() -> Iterator[None]:
    """Errors of Selon as one message, row by row where there are rows, and exit code 2."""
    from selon.errors import SelonError

    try:
        yield
    except SelonError as e:
        first, *rest = str(e).split("\n")
        complain(first)
        for line in rest:
            typer.echo(visible(line), err=True)
        raise typer.Exit(2) from e
