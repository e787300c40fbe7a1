"""One SQLite file that keeps reports, captures, readings, actors and statements."""

from sayso.ledger.connect import Ledger

__all__ = ["Ledger"]
