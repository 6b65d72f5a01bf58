"""Bytes into clean text, once: UTF-8, NFC, line feeds, nothing invisible that would shift offsets later."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from selon.errors import InputError

_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ufeff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_UNCLEAN = re.compile("[\x00-\x08\v-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")
_MARKUP = re.compile(r"\s*(?:<!doctype\s+html|<html|<\?xml|<!--)", re.IGNORECASE)

NOT_TEXT = "not text: convert it to plain text first (for a PDF: pdftotext FILE -)"


def clean(text: str) -> str:
    """The text in NFC with `\\n` line ends, without control characters, byte-order marks and half characters.

    Clean text comes back as it is: `clean(clean(t)) == clean(t)`.
    """
    text = _BREAKS.sub("\n", text)
    text = _INVISIBLE.sub("", text)
    text = _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text)
    return unicodedata.normalize("NFC", text)


def is_clean(text: str) -> bool:
    """Whether `clean` gives the text back as it is."""
    return not _UNCLEAN.search(text) and unicodedata.is_normalized("NFC", text)


def dispatch_id(text: str) -> str:
    """Sixteen hexadecimal digits of the SHA-256 of a clean text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def decode(data: bytes, encoding: str | None = None) -> str:
    """The text of `data`, not yet clean. UTF-8 unless another encoding is named.

    Raises:
        InputError: the bytes are in another encoding (the message names the likely one), or no text.
    """
    try:
        text = data.decode(encoding or "utf-8")
    except UnicodeDecodeError as e:
        raise InputError(_undecoded(data, e, encoding)) from e
    if _looks_binary(text):
        raise InputError(NOT_TEXT)
    return text


def readable(text: str) -> str:
    """The clean text.

    Raises:
        InputError: there is nothing to read in it, or it is marked up.
    """
    text = clean(text)
    if not text:
        raise InputError("empty: there is nothing to read")
    if text.isspace():
        raise InputError("nothing but white space: there is nothing to read")
    if _MARKUP.match(text):
        raise InputError("a page with markup: save its text alone and read that")
    return text


def _looks_binary(text: str) -> bool:
    controls = len(_INVISIBLE.findall(text))
    return controls > 10 and controls > len(text) / 50


def _undecoded(data: bytes, e: UnicodeDecodeError, encoding: str | None) -> str:
    if encoding:
        return f"not in {encoding} (byte {e.start}): give the right one with --encoding, or none for UTF-8"
    likely = _likely(data)
    if likely is None:
        return NOT_TEXT
    return (
        f"not in UTF-8 (byte {e.start}); it looks like {likely}: read it with --encoding {likely}, "
        f"or convert it with `iconv -f {likely} -t UTF-8 FILE`"
    )


def _likely(data: bytes) -> str | None:
    """The encoding the bytes are probably in; None where they do not look like text."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "UTF-16"
    sample = data[:100_000]
    if b"\x00" in sample or _looks_binary(sample.decode("latin-1").translate(_PRINTABLE_CP1252)):
        return None
    high = sum(b >= 0x80 for b in sample)
    if high > len(sample) * 0.3 and high > 10:
        return None
    return "CP1252" if any(0x80 <= b < 0xA0 for b in sample) else "ISO-8859-1"


_PRINTABLE_CP1252 = {b: "x" for b in range(0x80, 0xA0) if b not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
"""What Windows-1252 prints where Latin-1 has control characters."""
