import time

import pytest
from tests.intake.server import Site

from selon.errors import InputError
from selon.intake.fetch import Fetcher, FetchError
from selon.intake.robots import Robots, rules

TEXT = """
# a comment
User-agent: other
Disallow: /

User-agent: *
Disallow: /private   # not for readers
Allow: /private/feed.xml
Disallow: /*.pdf$
Crawl-delay: 7
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True),
        ("/private/a", False),
        ("/private/feed.xml", True),
        ("/a/b.pdf", False),
        ("/a/b.pdf?x=1", True),
        ("/%70rivate", False),
    ],
)
def test_the_longest_rule_that_fits_decides(path: str, *, allowed: bool) -> None:
    assert rules(TEXT).allows(path) is allowed


def test_groups() -> None:
    assert rules(TEXT).delay == 7.0
    mine = "User-agent: Selon\nUser-agent: x\nDisallow: /no\n\nUser-agent: *\nDisallow: /"
    assert rules(mine).allows("/yes") and not rules(mine).allows("/no")
    assert rules("").allows("/") and rules("nonsense\n\0:::\nDisallow: /").allows("/")
    assert rules("User-agent: *\nDisallow:").allows("/")


def test_a_hostile_pattern_is_matched_in_no_time() -> None:
    hostile = rules("User-agent: *\nDisallow: /" + "*a" * 5_000 + "$")
    began = time.monotonic()
    hostile.allows("/" + "a" * 2_000 + "b")
    assert time.monotonic() - began < 1


def test_no_file_allows_all_and_a_server_in_trouble_nothing(site: Site) -> None:
    def robots() -> Robots:
        return Robots(Fetcher(allow=[site.host, "127.0.0.1:1"]))

    assert robots().allows(site.url("/a"))
    site.pages["/robots.txt"] = (503, {"Retry-After": "90"}, b"")
    with pytest.raises(FetchError, match=r"503 for robots\.txt") as told:
        robots().allows(site.url("/a"))
    assert told.value.retry_after == 90
    with pytest.raises(FetchError, match="cannot be reached"):
        robots().allows("http://127.0.0.1:1/a")
    with pytest.raises(InputError, match="private network"):
        Robots(Fetcher()).allows(site.url("/a"))
    site.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /a")
    found = robots()
    assert not found.allows(site.url("/a")) and found.allows(site.url("/b"))
    assert site.asked == ["/robots.txt"] * 3
