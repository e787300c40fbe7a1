"""Errors → how the web app tells of them: a status, and a sentence with what to do."""

from __future__ import annotations

from collections.abc import Mapping

from sayso import errors


def worded(error: Exception) -> tuple[int, str, Mapping[str, str]]:
    """Status, sentence, and which fields are wrong and how."""
    match error:
        case errors.RequestRefused():
            return error.status, error.detail, error.fields
        case errors.DecisionRefused():
            return 400, error.detail, {}
        case errors.UnknownEntry():
            return 404, f"this ledger has no {error.kind} {error.key}", {}
        case errors.SeveralFit():
            options = "; ".join(error.options)
            return 400, f"several fit {error.key}: {options}; give one by its number", {}
        case errors.LedgerUnwritable():
            return 503, f"the ledger cannot be written to: {error.detail}", {}
        case errors.LedgerError():
            return 500, f"the ledger cannot be used: {error.detail or error}", {}
        case _:
            return 500, f"the ledger cannot be used: {error}", {}
