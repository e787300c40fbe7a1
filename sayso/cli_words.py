"""What the command line says of an error: what is wrong, and what to do."""

from __future__ import annotations

MOST_OPTIONS = 8


def worded(error: Exception) -> str:
    """An error of ours in words that say what to do."""
    from sayso import errors

    match error:
        case errors.LedgerMissing():
            return (
                f"there is no ledger at {error.path}; make one with:"
                f" sayso add SOURCE... --ledger {error.path}"
            )
        case errors.LedgerTooNew():
            return (
                f"{error.path} was written by a later Sayso (schema {error.found}, this one knows"
                f" up to {error.known}); update Sayso to open it"
            )
        case errors.NotALedger():
            return f"{error.path} is not a Sayso ledger; name another file with --ledger"
        case errors.LedgerUnwritable():
            return (
                f"{error.path} cannot be written: {error.detail}. What was reported done is kept;"
                " run the same command again when that is mended"
            )
        case errors.ErasureUnfinished():
            return (
                f"what was to be erased is gone from the rows of {error.path}, but may still stand"
                f" in its free space or journal: {error.detail}. When that is mended, run:"
                f" sayso erase --ledger {error.path}"
            )
        case errors.SeveralFit():
            options = ", ".join(error.options[:MOST_OPTIONS])
            return (
                f"several actors of {error.path} fit {error.key}: {options}; give one by its number"
            )
        case errors.UnknownEntry(kind="actor"):
            return f"{error.path} has no actor {error.key}; sayso who lists them"
        case errors.UnknownEntry(kind="person"):
            return f"{error.key} stands nowhere in {error.path}; nothing was erased"
        case errors.UnknownEntry(kind="span"):
            return f"in that span of {error.key} is nothing left to erase"
        case errors.UnknownEntry():
            return (
                f"no {error.kind} of {error.path} begins with {error.key}, or more than one does;"
                " sayso search finds ids"
            )
        case errors.GoldError():
            return (
                f"line {error.line} of {error.path} is no reading as sayso read --json writes it:"
                f" {error.detail}"
            )
        case errors.SidesError():
            return f"{error.path} gives no sides: {error.detail}"
        case errors.PackError():
            return (
                f"{error.path} is no evidence pack, or too damaged to tell: {error.detail}; name"
                " one, or a ledger with --ledger"
            )
        case errors.ServingRefused():
            return (
                f"the web app cannot be served at {error.host}, port {error.port}: {error.detail};"
                " name another --port or --host, or set $SAYSO_PASSWORD where it is needed"
            )
        case errors.ArchiveError():
            return f"{error.path}: {error.detail}"
        case errors.FeedError():
            return f"{error.url}: {error.detail}"
        case errors.ExtraMissing():
            return (
                f"this needs the extra “{error.extra}”, which is not installed; install it with:"
                f" pip install 'sayso[{error.extra}]'"
            )
        case errors.ModelError():
            return f"the weights at {error.path} cannot be used: {error.detail}"
        case _:
            return str(error)
