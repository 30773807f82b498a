"""Checks of routings: one line stage, alternatives only there, a rate wherever a resource works."""

from collections.abc import Iterator, Mapping
from typing import Any

from planner.workbook.doubt import BAD
from planner.workbook.issue import Issue
from planner.workbook.table import Built

World = Mapping[str, Built]


def _stages_by_family(built: World) -> dict[str, list[tuple[int, Any]]]:
    """Record numbers and stages of each family whose rows are all sound."""
    table = built["routing"].table
    if table is None or BAD in table.values["family"]:
        return {}
    sound = set(built["routing"].entries)
    broken = {family for entry, family in enumerate(table.values["family"]) if entry not in sound}
    found: dict[str, list[tuple[int, Any]]] = {}
    for record, stage in enumerate(built["routing"].records):
        if stage.family not in broken:
            found.setdefault(stage.family, []).append((record, stage))
    return found


def family_has_one_line_stage(built: World) -> Iterator[Issue]:
    """Exactly one stage of a family is its line, and the line has a resource."""
    for family, stages in _stages_by_family(built).items():
        lines = sorted({stage.seq for _, stage in stages if stage.is_line})
        if not lines:
            message = f"family {family} has no line stage. Maybe mark one stage with 是."
            yield built["routing"].issue("line_stage_missing", stages[0][0], "is_line", message)
        for record, stage in stages:
            if stage.is_line and stage.seq != lines[0]:
                message = f"family {family} has line stages {', '.join(map(str, lines))}; it may have one."
                yield built["routing"].issue("line_stage_not_unique", record, "is_line", message)
            if stage.is_line and not stage.resource:
                message = f"the line stage of family {family} has no resource."
                yield built["routing"].issue("line_is_blank", record, "resource", message)


def only_the_line_has_alternatives(built: World) -> Iterator[Issue]:
    """Only the line stage has several rows, and all of them are marked as line."""
    for family, stages in _stages_by_family(built).items():
        by_seq: dict[int, list[tuple[int, Any]]] = {}
        for record, stage in stages:
            by_seq.setdefault(stage.seq, []).append((record, stage))
        for seq, rows in by_seq.items():
            if len(rows) > 1:
                message = f"stage {seq} of family {family} has {len(rows)} rows; only a line stage may."
                for record, stage in rows:
                    if not stage.is_line:
                        yield built["routing"].issue("stage_has_alternatives", record, "seq", message, seq)


def stage_with_a_resource_has_a_rate(built: World) -> Iterator[Issue]:
    """Where a resource works, its rate is given, by the hour or by batch and cycle."""
    for record, stage in enumerate(built["routing"].records):
        if stage.resource and stage.hours_per_kg == 0:
            message = f"stage {stage.seq} of family {stage.family} on {stage.resource} has no rate."
            hint = "Maybe fill in 产能 Rate, or 每批 Batch and 周期 Cycle."
            yield built["routing"].issue("stage_has_no_rate", record, "kg_per_hour", f"{message} {hint}")


def wait_at_most_is_no_shorter_than_at_least(built: World) -> Iterator[Issue]:
    """The longest wait is no shorter than the least."""
    for record, stage in enumerate(built["routing"].records):
        longest = stage.wait_max_minutes
        if longest is not None and longest < stage.wait_min_minutes:
            message = (
                f"the longest wait, {longest} min, is shorter than the least, {stage.wait_min_minutes} min."
            )
            yield built["routing"].issue("wait_contradicts", record, "wait_max_minutes", message, longest)
