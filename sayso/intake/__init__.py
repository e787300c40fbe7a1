"""Files, folders, URLs, streams → reports, or `Skipped` with the reason."""

from sayso.intake.decode import decode
from sayso.intake.report import About, make_report
from sayso.intake.take import IntakeOptions, take

__all__ = ["About", "IntakeOptions", "decode", "make_report", "take"]
