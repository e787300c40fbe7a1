"""Visits to one host, one by one: its rules kept, its pace, its wish to be left alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from threading import Lock
from typing import TypeVar
from urllib.parse import urlsplit

from sayso.errors import HttpError, IntakeError
from sayso.feeds import robots
from sayso.feeds.state import Halt
from sayso.intake.fetch import Fetched, Limits, Moved, Since, ask, fetch

# Between two requests to a host, unless it asks for more.
WAIT_S = 1.0
FIRST_HALT = timedelta(minutes=1)
LONGEST_HALT = timedelta(hours=6)
LONGEST_ASKED = timedelta(hours=24)
ROBOTS_BYTES = 500_000
FORBIDDEN, HALTED = "robots", "halted"
# What is no fault of a page: the host is not well, or asks to be left alone.
UNWELL = ("fetch-failed", "timeout")
TOO_MANY = 429
ASKING = (TOO_MANY, 503)
PATIENCE = 3
Got = TypeVar("Got")


@dataclass(frozen=True, slots=True)
class Clock:
    """Time and how it is let pass."""

    now: Callable[[], datetime]
    sleep: Callable[[float], None]


@dataclass
class Host:
    """One host, as it is met in one run; `halt` says until when it is left alone."""

    base: str
    limits: Limits
    clock: Clock
    halt: Halt | None = None
    rules: robots.Rules | None = None
    next: datetime = field(default=datetime.min.replace(tzinfo=UTC))
    # Pages of another host may lead here while its own are fetched.
    lock: Lock = field(default_factory=Lock)

    def get(self, url: str, since: Since) -> Fetched | Moved:
        """What stands at a URL of this host, or where it leads from there; IntakeError, `robots`
        where its rules forbid it, `halted` where it is left alone for now."""
        with self.lock:
            return self._got(url, since)

    def _got(self, url: str, since: Since) -> Fetched | Moved:
        if self.halt and self.clock.now() < self.halt.until:
            until = self.halt.until.strftime("%Y-%m-%dT%H:%M:%SZ")
            raise IntakeError(HALTED, f"the host is left alone until {until}")
        if not self._rules().allow(url):
            raise IntakeError(FORBIDDEN, "the host's robots.txt forbids it")
        got = self._paced(lambda: ask(url, self.limits, since))
        self.halt = None
        return got

    def _rules(self) -> robots.Rules:
        if self.rules is None:
            self.rules = self._asked()
        return self.rules

    def _asked(self) -> robots.Rules:
        limits = Limits(ROBOTS_BYTES, self.limits.seconds, self.limits.allow_private)
        try:
            # Wherever it is led to: the rules found there are this host's.
            found = self._paced(lambda: fetch(f"{self.base}/robots.txt", limits))
            return robots.rules(found.raw)
        except HttpError as error:
            # Without rules all is allowed; a host that cannot say them is left alone.
            if 400 <= error.status < 500 and error.status != TOO_MANY:
                return robots.ALL
            raise IntakeError(HALTED, f"its robots.txt cannot be had: {error.detail}") from error
        except IntakeError as error:
            if error.reason == "too-large":
                return robots.ALL
            raise

    def _paced(self, request: Callable[[], Got]) -> Got:
        wait = (self.next - self.clock.now()).total_seconds()
        if wait > 0:
            self.clock.sleep(wait)
        try:
            return request()
        except IntakeError as error:
            self._judge(error)
            raise
        finally:
            pace = self.rules.wait if self.rules and self.rules.wait else 0.0
            self.next = self.clock.now() + timedelta(seconds=max(WAIT_S, pace))

    def _judge(self, error: IntakeError) -> None:
        """Leave the host alone for a time, longer each time, where it says so, or where it failed
        several times in a row: one page that fails stops no other."""
        status = error.status if isinstance(error, HttpError) else None
        ill = error.reason in UNWELL if status is None else status == TOO_MANY or status >= 500
        if not ill:
            return
        now = self.clock.now()
        failures = self.halt.failures + 1 if self.halt else 1
        beyond = failures - (1 if status in ASKING else PATIENCE)
        span = min(FIRST_HALT * 2 ** min(beyond, 20), LONGEST_HALT) if beyond >= 0 else timedelta()
        asked = _asked_for(error.retry_after, now) if isinstance(error, HttpError) else None
        self.halt = Halt(failures, now + max(span, asked or span))


def _asked_for(retry_after: str | None, now: datetime) -> timedelta | None:
    """How long a host asks to be left alone: seconds, or until a date."""
    if not retry_after:
        return None
    if retry_after.strip().isdigit():
        return min(timedelta(seconds=min(int(retry_after), 10**6)), LONGEST_ASKED)
    try:
        until = parsedate_to_datetime(retry_after)
        return min(max(until - now, timedelta()), LONGEST_ASKED)
    except (ValueError, TypeError):
        return None


def base_of(url: str) -> str:
    """The scheme and host of a URL, by which hosts are told apart."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2].lower()}"
