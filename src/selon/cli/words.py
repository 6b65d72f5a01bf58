"""The languages that the terminal speaks."""

from enum import StrEnum


class Words(StrEnum):
    """Languages of the terminal view."""

    fr = "fr"
    en = "en"
