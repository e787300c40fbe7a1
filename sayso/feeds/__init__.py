"""Feeds that are watched: what is new in them, fetched politely and kept in a ledger."""
