"""The errors Sayso raises, one small tree; facts are attributes, the command line words them.

SaysoError
├── IntakeError(reason, detail)     an input cannot become a report; ends as `Skipped`
│   └── HttpError(status, retry_after)  a server answered with an error
├── FeedError(url, detail)          what should be a feed is none
├── GoldError(path, line, detail)   a line of a gold file is no reading
├── SidesError(path, detail)        a user's file of sides is none
├── ModelError(path, detail)        the packaged weights are missing or not what they should be
├── ArchiveError(path, detail)      an input or a folder of a very large run cannot be used
├── ExtraMissing(extra)             what a command needs is in an extra that is not installed
├── PackError(path, detail)         a file is no evidence pack, or too damaged to tell
├── DecisionRefused(detail)         what a person wants decided cannot be
├── ServingRefused(host, port, detail)  the web app cannot be served there
├── RequestRefused(status, detail, fields)  the web app cannot answer that
└── LedgerError(path)
    ├── NotALedger                  the file is something else
    ├── LedgerTooNew(found, known)  written by a later Sayso
    ├── LedgerMissing               there is no such file
    ├── LedgerUnwritable(detail)    read-only, disk full or locked
    ├── ErasureUnfinished(detail)   what was erased may still stand in free space or a journal
    ├── SeveralFit(kind, key, options)  a name that is a part of several
    └── UnknownEntry(kind, key)     nothing of that id in this ledger
"""

from __future__ import annotations


class SaysoError(Exception):
    """The root of the tree."""


class IntakeError(SaysoError):
    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


class HttpError(IntakeError):
    def __init__(self, words: str, status: int, retry_after: str | None) -> None:
        super().__init__("http-error", f"the server answered {words}")
        self.status = status
        self.retry_after = retry_after


class FeedError(SaysoError):
    def __init__(self, url: str, detail: str) -> None:
        super().__init__(f"{url}: {detail}")
        self.url = url
        self.detail = detail


class GoldError(SaysoError):
    def __init__(self, path: str, line: int, detail: str) -> None:
        super().__init__(f"{path}:{line}: {detail}")
        self.path = path
        self.line = line
        self.detail = detail


class SidesError(SaysoError):
    def __init__(self, path: str, detail: str) -> None:
        super().__init__(f"{path}: {detail}")
        self.path = path
        self.detail = detail


class ModelError(SaysoError):
    def __init__(self, path: str, detail: str) -> None:
        super().__init__(f"{path}: {detail}")
        self.path = path
        self.detail = detail


class ArchiveError(SaysoError):
    def __init__(self, path: str, detail: str) -> None:
        super().__init__(f"{path}: {detail}")
        self.path = path
        self.detail = detail


class PackError(SaysoError):
    def __init__(self, path: str, detail: str) -> None:
        super().__init__(f"{path}: {detail}")
        self.path = path
        self.detail = detail


class ExtraMissing(SaysoError):
    def __init__(self, extra: str) -> None:
        super().__init__(extra)
        self.extra = extra


class DecisionRefused(SaysoError):
    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class ServingRefused(SaysoError):
    def __init__(self, host: str, port: int, detail: str) -> None:
        super().__init__(f"{host}:{port}: {detail}")
        self.host = host
        self.port = port
        self.detail = detail


class RequestRefused(SaysoError):
    """`status` is HTTP's; `fields` tells of each field that is wrong what is wrong with it."""

    def __init__(self, status: int, detail: str, fields: dict[str, str] | None = None) -> None:
        super().__init__(f"{status}: {detail}")
        self.status = status
        self.detail = detail
        self.fields = fields or {}


class LedgerError(SaysoError):
    def __init__(self, path: str, detail: str = "") -> None:
        super().__init__(f"{path}: {detail}" if detail else path)
        self.path = path
        self.detail = detail


class NotALedger(LedgerError):
    pass


class LedgerTooNew(LedgerError):
    def __init__(self, path: str, found: int, known: int) -> None:
        super().__init__(path, f"schema {found}, this Sayso knows up to {known}")
        self.found = found
        self.known = known


class LedgerMissing(LedgerError):
    pass


class LedgerUnwritable(LedgerError):
    pass


class ErasureUnfinished(LedgerError):
    pass


class SeveralFit(LedgerError):
    def __init__(self, path: str, kind: str, key: str, options: list[str]) -> None:
        super().__init__(path, f"several of {kind} {key}: {', '.join(options)}")
        self.kind = kind
        self.key = key
        self.options = options


class UnknownEntry(LedgerError):
    def __init__(self, path: str, kind: str, key: str) -> None:
        super().__init__(path, f"no {kind} {key}")
        self.kind = kind
        self.key = key
