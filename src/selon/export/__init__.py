"""A ledger in the forms that others read: one file a format, chosen by name."""

from selon.export.format import Format
from selon.export.registry import FORMATS, format_of

__all__ = ["FORMATS", "Format", "format_of"]
