"""What can go wrong, in one small tree. Each message names the input, what is wrong with it and what to do."""


class SelonError(Exception):
    """Base of every error that Selon raises on purpose."""


class InputError(SelonError):
    """Input that cannot be read: missing, empty, binary, too large, half a record."""


class LanguageError(SelonError):
    """A language that no language pack covers."""


class DataError(SelonError):
    """Packaged or user-supplied data (lexicon, gazetteer, weights) that is missing or malformed."""


class LedgerError(SelonError):
    """A ledger that cannot be opened, or that refuses an operation."""
