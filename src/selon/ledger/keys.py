"""Ids that come from content: the same thing has the same id in every ledger."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

DIGITS = 16
"""Hexadecimal digits of an id: 64 bits."""


def text_hash(text: str) -> str:
    """Hexadecimal SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def dispatch_key(text: str, agency: str | None) -> str:
    """The id of a dispatch: from its cleaned text and agency."""
    return _id(agency or "", text)


def review_id(claim: str, verdict: str, by: str, note: str, *, amendments: Mapping[str, Any], at: datetime) -> str:
    """The id of a review: from all that it says and when it was said."""
    return _id(claim, verdict, by, note, json.dumps(amendments, sort_keys=True), at.isoformat())


def refused_id(name: str, sha256: str | None) -> str:
    """The id of a refused input: the same bytes under the same name are one case, whatever the reason."""
    return _id(name, sha256 or "")


def paragraph_hash(words: str) -> str:
    """The hash of a paragraph's exact words."""
    return _id(words)


def rank(reader: str) -> str:
    """The version of a reader, written so that later ones sort after: `selon-fr/1.10` gives `00000001.00000010`."""
    version = reader.rpartition("/")[2]
    return ".".join(f"{int(part[:8]):08}" for part in re.findall(r"[0-9]+", version))


def _id(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:DIGITS]
