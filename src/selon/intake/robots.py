"""What a site's robots.txt lets a reader of its feeds do (RFC 9309)."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from selon.intake.addresses import place
from selon.intake.fetch import Fetcher, FetchError

TOKEN = "selon"
_LONGEST = 500_000
_DAY = 24 * 3600.0
_MOST_SITES = 1_000
_LONGEST_DELAY = 600.0


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules for this reader: patterns with whether they allow, and seconds to leave between requests."""

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float = 0.0

    def allows(self, path: str) -> bool:
        """Whether a path may be fetched: by the longest pattern that fits it, by the one that allows where two do."""
        fitting = [(len(pattern), allow) for pattern, allow in self.rules if _pattern(pattern).match(unquote(path))]
        return max(fitting, default=(0, True))[1]


EVERYTHING = Rules()


def rules(text: str, token: str = TOKEN) -> Rules:
    """The rules of the group for this reader, or of the group for all."""
    groups: dict[str, list[tuple[str, str]]] = {}
    agents: list[str] = []
    naming = False
    for line in text[:_LONGEST].splitlines():
        key, colon, value = line.split("#", 1)[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            agents = [*agents, value.lower()] if naming else [value.lower()]
            naming = True
            for agent in agents:
                groups.setdefault(agent, [])
            continue
        naming = False
        for agent in agents:
            groups[agent].append((key, value))
    mine = next((groups[a] for a in groups if a != "*" and a.split("/")[0] == token), groups.get("*", []))
    found = tuple((unquote(value), key == "allow") for key, value in mine if key in ("allow", "disallow") and value)
    delays = [float(v) for k, v in mine if k == "crawl-delay" and re.fullmatch(r"\d{1,6}(?:\.\d{1,3})?", v)]
    return Rules(found, min(max(delays, default=0.0), _LONGEST_DELAY))


@lru_cache(maxsize=4_096)
def _pattern(words: str) -> re.Pattern[str]:
    anchored = words.endswith("$")
    # Runs of stars are one star, and each stretch is taken as early as it comes: no pattern can make matching slow.
    stretches = re.split(r"\*+", words.removesuffix("$"))
    body = "".join(f"(?>.*?{re.escape(s)})" if n else re.escape(s) for n, s in enumerate(stretches[:50]))
    if anchored and len(stretches) > 1:
        body = (
            "".join(f"(?>.*?{re.escape(s)})" if n else re.escape(s) for n, s in enumerate(stretches[:-1][:50]))
            + f".*{re.escape(stretches[-1])}"
        )
    return re.compile(body + (r"\Z" if anchored else ""), re.DOTALL)


class Robots:
    """The rules of each site, fetched when its first page is asked for and kept for a day."""

    def __init__(self, fetcher: Fetcher, clock: Callable[[], float] = time.monotonic) -> None:
        self._fetcher, self._clock = fetcher, clock
        self._known: dict[str, tuple[float, Rules]] = {}

    def of(self, url: str) -> Rules:
        """The rules for the site of a URL.

        Raises:
            InputError: not a URL of the web, private, or the site is in trouble: then nothing may be fetched for now.
        """
        origin = place(url).origin
        until, found = self._known.get(origin, (0.0, EVERYTHING))
        if origin in self._known and self._clock() < until:
            return found
        while len(self._known) >= _MOST_SITES:
            self._known.pop(next(iter(self._known)))
        found = self._fetch(origin)
        self._known[origin] = (self._clock() + _DAY, found)
        return found

    def allows(self, url: str) -> bool:
        """Whether the site lets this reader fetch the URL."""
        return self.of(url).allows(place(url).path)

    def _fetch(self, origin: str) -> Rules:
        """The file's rules; no such file allows everything."""
        try:
            fetched = self._fetcher.get(f"{origin}/robots.txt")
        except FetchError as e:
            if 400 <= e.status < 500 and e.status != 429:
                return EVERYTHING
            if e.status == 0:
                raise
            why = f"its server answers {e.status} for robots.txt: nothing is fetched until that is mended"
            raise FetchError(why, e.status, e.retry_after) from e
        return rules(fetched.body.decode("utf-8", "replace"))
