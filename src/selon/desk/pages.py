"""Rendering: a screen's view, with what is around it, in a template; and where a form leads to."""

from __future__ import annotations

import json
from dataclasses import asdict, fields, is_dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from selon.desk.assets import Assets, Entry
from selon.desk.messages import message
from selon.desk.office import office_of, shell_of, strings_of
from selon.desk.phrases import moment

TEMPLATES = Path(__file__).parent / "templates"


def environment(assets: Assets | None, folder: Path = TEMPLATES) -> Environment:
    """Templates that escape everything and stumble over names that there are not."""
    made = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters["json"] = plain_json
    made.filters["message"] = message
    made.globals["asset"] = assets.url if assets else str
    made.globals["assets"] = assets.entry if assets else lambda source: Entry((f"/static/{source}",), ())
    return made


def plain_json(value: Any) -> str:
    """A view as compact JSON, to be escaped like any other text."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_fields)


def _fields(value: Any) -> dict[str, Any]:
    """A view as an object, its fields as they are."""
    if not is_dataclass(value):
        raise TypeError(f"{type(value).__name__} is no view")
    return {f.name: getattr(value, f.name) for f in fields(value)}


def jsonable(value: Any) -> Any:
    """A view as values that JSON has."""
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, tuple | list):
        return [jsonable(v) for v in value]
    return value


def render(
    request: Request, template: str, view: Any, status: int = 200, *, kept_at: datetime | None = None
) -> Response:
    """The page. `kept_at` is when the view was so, where it is not of now."""
    office, shell = office_of(request), shell_of(request)
    if kept_at is not None:
        shell = replace(shell, kept_said=moment(kept_at, shell.lang))
    body = office.environment.get_template(template).render(shell=shell, view=view, t=strings_of(request))
    return HTMLResponse(body, status, {"Vary": "Accept-Language, Cookie", "Content-Language": shell.lang})


def lead(to: object, otherwise: str) -> RedirectResponse:
    """On to a path of the desk, and to nowhere else."""
    path = to if isinstance(to, str) and is_path(to) else otherwise
    return RedirectResponse(quote(path, safe="/?&=%#:+,;@!$'()*~-._[]"), 303)


def is_path(to: str) -> bool:
    """Whether it is a path of this desk, and no address of another host however a browser may read it."""
    return to.startswith("/") and not to.startswith("//") and to.isprintable() and "\\" not in to


def text_of(form: FormData, name: str, most: int = 10_000) -> str:
    """A field of a form, blank where it is missing."""
    value = form.get(name)
    return value[:most] if isinstance(value, str) else ""


def texts_of(form: FormData, name: str) -> list[str]:
    """All values of a field of a form."""
    return [v for v in form.getlist(name) if isinstance(v, str)]
