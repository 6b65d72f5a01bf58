"""Mail (.eml): the message is a dispatch, and so is each attachment that is one."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr
from pathlib import PurePosixPath
from typing import cast

from selon.errors import InputError
from selon.intake import glance, registry
from selon.intake.draft import Draft, finish, line
from selon.intake.flow import html_flow, text_flow
from selon.intake.parts import Part
from selon.intake.refused import LARGEST, Given, Refused
from selon.intake.source import Source
from selon.intake.stamps import stamp
from selon.intake.taken import Taken

NAME = "mail"

_FIELD = re.compile(r"^([A-Za-z][A-Za-z0-9-]{1,40}):[ \t]?\S", re.MULTILINE)
_TRANSPORT = frozenset({"message-id", "mime-version", "received", "return-path", "delivered-to", "x-mailer"})
_USUAL = frozenset({"from", "to", "subject", "date"})
_MOST = 100
"""Parts of one message."""
_MOST_DASHES = 10_000
"""Lines that begin as the boundary between two parts does."""
_LONGEST_HEADER = 4_000
_READ = frozenset(
    {
        *("from", "subject", "date", "message-id", "organization", "supersedes", "list-archive", "content-language"),
        *("content-type", "content-disposition", "content-transfer-encoding", "content-id", "mime-version"),
    }
)
_UNREADABLE = ("image", "audio", "video", "font")
_ERRORS = (
    MessageError,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    ArithmeticError,
    AssertionError,
    RecursionError,
)
"""What the standard library lets out of broken messages."""


def sniff(head: bytes, name: str) -> float:
    """Header fields at the top, some of which only a mail server writes."""
    top = re.split(r"\r?\n\r?\n", glance.characters(head), maxsplit=1)[0]
    if not _FIELD.match(top):
        return 0.0
    fields = {f.lower() for f in _FIELD.findall(top)}
    if fields & _TRANSPORT and fields & _USUAL:
        return 0.85
    return 0.6 if name.lower().endswith(".eml") else 0.0


def read(source: Source, given: Given) -> Iterator[Taken | Refused]:
    """The message, then its attachments in their order."""
    data = source.whole(
        limit=LARGEST, too_large=f"larger than {LARGEST // 10**6} MB, the limit for a mail: save its attachments alone"
    )
    try:
        message = _parsed(data)
        parts = _parts(message)
    except _ERRORS as e:
        raise InputError(f"a message that cannot be read ({type(e).__name__}): save its text alone") from e
    attached = [p for p in parts if p.get_filename() and p.get_content_maintype() not in _UNREADABLE]
    body = _body(message)
    if body or not attached:
        try:
            yield finish(_draft(message, body), name=source.name, format=NAME, raw=data, given=given)
        except InputError as e:
            yield Refused(source.name, str(e), data, NAME)
    for n, part in enumerate(attached):
        file = PurePosixPath(line(part.get_filename(), 200) or f"attachment-{n + 1}").name
        name = f"{source.name}!{file}"
        try:
            content = part.get_payload(decode=True)
            inner = content if isinstance(content, bytes) else b""
            yield from registry.read(source.inner(name, file, io.BytesIO(inner)), replace(given, format=None))
        except InputError as e:
            yield Refused(name, str(e))
        except _ERRORS as e:
            yield Refused(name, f"an attachment that cannot be read ({type(e).__name__}): save it alone")


def _parsed(data: bytes) -> EmailMessage:
    """The message, its header fields not yet looked into: the library takes long over long ones.

    Raises:
        InputError: too many parts, or a header field longer than any mail needs.
    """
    if data.count(b"\n--") > _MOST_DASHES:
        raise InputError(f"a message of more than {_MOST} parts: save those that matter")
    found = BytesParser(EmailMessage, policy=policy.compat32).parsebytes(data)
    message = cast(EmailMessage, found)
    for part in message.walk():
        for name, value in part.raw_items():
            if name.lower() in _READ and len(str(value)) > _LONGEST_HEADER:
                raise InputError(
                    f"a header field {name} of more than {_LONGEST_HEADER} characters: save its text alone"
                )
        part.policy = policy.default
    return message


def _parts(message: EmailMessage) -> list[EmailMessage]:
    found = []
    for n, part in enumerate(message.walk()):
        if n >= _MOST:
            raise InputError(f"a message of more than {_MOST} parts: save those that matter")
        if isinstance(part, EmailMessage):
            part.get_filename()
            found.append(part)
    return found


def _body(message: EmailMessage) -> list[Part]:
    """The plain text where there is one, as its writer left it, else the HTML."""
    try:
        body = message.get_body(("plain", "html"))
        if body is None:
            return []
        content = body.get_content()
        text = content if isinstance(content, str) else ""
        return html_flow(text) if body.get_content_subtype() == "html" else text_flow(_unquoted(text))
    except _ERRORS as e:
        raise InputError(f"a message that cannot be read ({type(e).__name__}): save its text alone") from e


def _unquoted(text: str) -> str:
    """The text above the signature mark (RFC 3676, "-- ")."""
    return re.split(r"^-- \r?$", text, maxsplit=1, flags=re.MULTILINE)[0]


def _draft(message: EmailMessage, body: list[Part]) -> Draft:
    title = _field(message, "Subject")
    sender = parseaddr(_field(message, "From") or "")[0]
    return Draft(
        parts=[*([Part("title", title)] if title else []), *body],
        title=title,
        agency=_field(message, "Organization"),
        provider_id=_field(message, "Message-ID"),
        replaces=_field(message, "Supersedes"),
        published=stamp(_field(message, "Date")),
        lang=_field(message, "Content-Language"),
        url=_field(message, "List-Archive"),
        authors=[sender] if sender else [],
    )


def _field(message: EmailMessage, name: str) -> str | None:
    try:
        return line(str(message[name])) if message[name] is not None else None
    except _ERRORS:
        return None
