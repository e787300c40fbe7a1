"""Across reports: what is at issue, who says what about it, and where the accounts part.

Everything here is a pure function of readings, but for `store`, which keeps what was found in a
ledger. Nothing here says who is right.
"""
