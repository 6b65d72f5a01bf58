"""The OpenAPI document: what FastAPI tells of the routes, with the errors that every route shares and the shapes of
dispatches, claims and readings as `selon schema` has them."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from selon.desk.problems import MEDIA_TYPE

PREFIX = "/api/v1"
DESCRIPTION = """The queries of the desk. Lists come a page at a time: `next` is the cursor of the page after, null at
the end. An error is a problem document (RFC 9457). Offsets are half-open counts of Unicode code points in the
dispatch's text; days are ISO 8601, periods EDTF. With accounts, sign in with name and password (HTTP Basic) or with the
page's session, whose changes need the header X-CSRF-Token."""
PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "One sentence that says what is wrong and what to do."},
    },
}
SHARED = {
    "400": "Something that is asked for cannot be.",
    "401": "Sign in first.",
    "403": "Not this user's to do, or sent by another site.",
    "413": "Too large.",
    "421": "The Host is not this desk's.",
    "422": "A parameter or field is not what it must be.",
    "429": "Too many failed sign-ins: wait as long as Retry-After says.",
}
_OWN = {
    "404": "There is none of this id.",
    "409": "Somebody was there first, or what it needs is not at hand.",
    "503": "Not ready yet: try again as Retry-After says.",
}


def errors(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What a route answers besides what every route does."""
    return {status: {"description": _OWN[str(status)], "content": _content()} for status in statuses}


def _content() -> dict[str, Any]:
    return {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}


def document(app: FastAPI, version: str) -> dict[str, Any]:
    """The document, made once."""
    if app.openapi_schema is None:
        app.openapi_schema = _made(app, version)
    return app.openapi_schema


def _made(app: FastAPI, version: str) -> dict[str, Any]:
    made = get_openapi(title="Selon", version=version, description=DESCRIPTION, routes=app.routes)
    schemas = made.setdefault("components", {}).setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    schemas["Problem"] = PROBLEM
    made["components"]["securitySchemes"] = {
        "basic": {"type": "http", "scheme": "basic"},
        "session": {"type": "apiKey", "in": "cookie", "name": "selon_session"},
    }
    made["security"] = [{}, {"basic": []}, {"session": []}]
    for path in made["paths"].values():
        for operation in path.values():
            for status, said in SHARED.items():
                operation["responses"][status] = {"description": said, "content": _content()}
    return made


def reading_schema() -> dict[str, Any]:
    """The JSON Schema of a dispatch with its claims."""
    text = resources.files("selon").joinpath("reading.schema.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found
