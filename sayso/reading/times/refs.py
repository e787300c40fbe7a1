"""Words that point at the present, the past or the future without naming a day."""

from __future__ import annotations

from sayso.reading.times.meaning import Found, Meaning, Setting, rule


def _present(match: Found, setting: Setting) -> Meaning:
    return Meaning("DATE", "PRESENT_REF", setting.anchor, setting.anchor, "vague")


def _past(match: Found, setting: Setting) -> Meaning:
    return Meaning("DATE", "PAST_REF", None, None, "vague")


def _future(match: Found, setting: Setting) -> Meaning:
    return Meaning("DATE", "FUTURE_REF", None, None, "vague")


RULES = (
    rule(r"(?:right\s+now|now(?!-)|nowadays|these\s+days|at\s+present|currently)", _present),
    rule(r"(?:current|this\s+(?:crucial\s+|very\s+)?moment|(?<=the\s)present\s+time)", _present),
    rule(r"(?:more\s+recently|recently|recent)", _past),
    rule(r"(?<=in\sthe\s)past(?=\s*[.,;:)¶]|\s+(?:has|have|had|been|and))", _past, article=True),
    rule(
        r"(?<=the\s)(?:(?:near|foreseeable|not-too-distant|immediate)\s+)?future(?!\s?s\b)",
        _future,
        True,
    ),
    rule(r"(?<=the\s)(?:near|short|long|longer)\s+term", _future, True),
    rule(r"soon(?!-|er\b|\s+(?:as|after)\b)", _future),
)
