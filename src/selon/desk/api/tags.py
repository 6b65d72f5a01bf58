"""Entity tags: an answer holds until the ledger changes, so that is what its tag says."""

from __future__ import annotations

import hashlib
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from selon.desk.office import lang_of, office_of


class UnchangedError(Exception):
    """The answer that the client holds is still the right one."""

    def __init__(self, tag: str) -> None:
        self.tag = tag
        super().__init__(tag)


def tagged(request: Request, response: Response) -> None:
    """Give the answer its tag.

    Raises:
        UnchangedError: the client has it already.
    """
    office = office_of(request)
    parts = (
        office.program,
        str(office.version()),
        str(office.linked.version),
        date.today().isoformat(),
        lang_of(request),
        request.headers.get("accept", ""),
        str(request.url),
    )
    tag = f'W/"{hashlib.sha256(chr(10).join(parts).encode()).hexdigest()[:20]}"'
    response.headers["ETag"] = tag
    response.headers["Vary"] = "Accept, Accept-Language, Cookie, Authorization"
    held = [t.strip() for t in request.headers.get("if-none-match", "").split(",")]
    if tag in held or "*" in held:
        raise UnchangedError(tag)
