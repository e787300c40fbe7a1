"""Files, folders, URLs, streams → reports, or `Skipped` with the reason."""

from sayso.intake.decode import decode
from sayso.intake.options import IntakeOptions
from sayso.intake.page import About
from sayso.intake.reasons import REASONS
from sayso.intake.report import make_report, report_from_text
from sayso.intake.take import take

__all__ = [
    "REASONS", "About", "IntakeOptions", "decode", "make_report", "report_from_text", "take",
]  # fmt: skip
