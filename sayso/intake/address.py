"""Where a page stands: its address as fetched, as it says itself, and as it is kept."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

# Hosts on which an outlet has its pages for phones and printers.
SUBSITES = re.compile(r"^(?:www\d?|m|mobile|amp|print|touch|edition)\.")


def public_url(url: str) -> str:
    """The URL without fragment, user and password: these are kept nowhere."""
    parts = urlsplit(url)
    netloc = parts.netloc.rpartition("@")[2]
    return parts._replace(netloc=netloc, fragment="").geturl()


def own_address(fetched: str | None, canonical: str, stated: str, amp: bool) -> str | None:
    """The one address of a page that may be had at several: the canonical one it names, if that is
    on its own site (an AMP page may stand anywhere), else where it was fetched, else what it states
    otherwise. A reprint may name the page it was taken from, and stays a report of its own."""
    base = fetched or _absolute(stated, "")
    named = _absolute(canonical, base or "")
    if named and not _leads_home(named) and (not base or amp or same_site(named, base)):
        return named
    return base


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are on one outlet's site."""
    hosts = [SUBSITES.sub("", (urlsplit(url).hostname or "").lower()) for url in (one, other)]
    return bool(hosts[0]) and hosts[0] == hosts[1]


def _absolute(url: str, base: str) -> str | None:
    try:
        whole = public_url(urljoin(base, url.strip()))
        parts = urlsplit(whole)
        return (
            whole if url.strip() and parts.scheme in ("http", "https") and parts.hostname else None
        )
    except ValueError:
        return None


def _leads_home(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query
