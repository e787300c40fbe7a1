"""Sayso keeps the record of who said what in news reports."""

__version__ = "0.1.0"
