"""What was decided, and what reading again changed, as a person reads it in a terminal."""

from __future__ import annotations

from typing import Any

from sayso.export.terminal import one_line
from sayso.ledger.decided import Decision, Undo

# What a report read again may have of that it had not before, as `Reread.plain` names it.
DIFFERING = ("gone", "new", "changed", "moved", "unattached")


def kept_line(made: Decision) -> str:
    """A decision that was just kept."""
    what = made.what
    if isinstance(what, Undo):
        return f"decision {made.number}: undo {what.number}"
    words = one_line(" … ".join(part.exact for part in what.about.content))
    return f"decision {made.number}: {made.kind} {what.about.statement}  {words}"


def decision_lines(row: dict[str, Any]) -> str:
    """An entry of the log of decisions."""
    head = f"{row['number']:>4}  {one_line(_head(row))}"
    parts = [f"statement {row['statement'] or 'none'} · report {row['report']}", row["content"]]
    parts += [f"{name}: {_new(value)}" for name, value in (row["changes"] or {}).items()]
    parts += [f"note: {row['note']}"] if row["note"] else []
    return "\n      ".join([head, *map(one_line, parts)])


def reread_lines(plain: dict[str, Any]) -> str:
    """A report read again and what differs, a line each."""
    counts = ", ".join(f"{len(plain[name])} {name}" for name in DIFFERING if plain[name])
    lines = [f"{plain['report']}  {one_line(plain['title'] or '')}: {counts or 'nothing differs'}"]
    lines += [f"  - {_statement(one)}" for one in plain["gone"]]
    lines += [f"  + {_statement(one)}" for one in plain["new"]]
    for one in plain["changed"]:
        lines.append(f"  ~ {_statement(one['after'])}")
        lines += [f"      {part}: {_change(one, part)}" for part in one["parts"]]
    lines += [f"  decision {number} stands elsewhere now" for number in plain["moved"]]
    lines += [f"  decision {number} is UNATTACHED now" for number in plain["unattached"]]
    return "\n".join(lines)


def _head(row: dict[str, Any]) -> str:
    kind = f"{row['kind']} {row['undoes'] or ''}".rstrip()
    reason = f" as {row['reason']}" if row["reason"] else ""
    state = f" · undone by {row['undone_by']}" if row["undone_by"] else ""
    state = " · UNATTACHED" if row["unattached"] else state
    return f"{kind}{reason} · {row['who']} · {row['at']}{state}"


def _new(value: Any) -> str:
    """What a part is corrected to."""
    if not isinstance(value, list):
        return str(value)
    return " … ".join(_new_one(one) for one in value) or "null"


def _new_one(one: dict[str, Any]) -> str:
    if "words" in one:
        return f"{one['words']['exact']} = {one['from']} to {one['to']}"
    return str(one.get("exact") or one.get("name"))


def _statement(one: dict[str, Any]) -> str:
    who = ", ".join(one["speakers"]) or one["source"]
    told = (who, one["cue"], " … ".join(one["content"]))
    return one_line(f"{one['id']} · {' · '.join(part for part in told if part)}")


def _change(one: dict[str, Any], part: str) -> str:
    before, after = (_part(one[when][part]) for when in ("before", "after"))
    return one_line(f"{before} → {after}")


def _part(part: Any) -> str:
    return " … ".join(part) if isinstance(part, list) and part else str(part or "none")
