"""Who else may come on a day, as the law has it."""

import pytest

from planner.domain.calendar import DayKind
from planner.domain.people import Absence, Skill
from planner.domain.plan import Attendance, CrewDay
from planner.optimise.schedule.turnout import Turnout, joined
from tests.builders import a_bakery, a_crew, days, on


def a_day(day: int, people: int, attendance: Attendance = Attendance.WORKS, overtime: float = 0.0) -> CrewDay:
    plain = 0.0 if attendance == Attendance.PREMIUM else 8.0
    return CrewDay(
        crew="C1",
        date=on(day),
        attendance=attendance,
        people=people,
        regular_hours=plain,
        overtime_hours=overtime,
    )


def come(turnout: Turnout, day: int, people: int = 99, rank: int = 0) -> dict[Attendance, int]:
    return {row.attendance: row.people for row in turnout.more("W1", on(day), rank, people, 8.0)}


def test_on_a_workday_those_come_who_would_rest() -> None:
    world = a_bakery(
        days=days("wwwww"),
        crews=[a_crew("C1", headcount=10)],
        absences=[Absence(crew="C1", date=on(1), people=3)],
    )
    turnout = Turnout(world, (a_day(1, 4),))
    assert come(turnout, 1) == {Attendance.WORKS: 3}
    assert come(turnout, 1, people=2) == {Attendance.WORKS: 2}


def test_nobody_comes_for_want_of_skill() -> None:
    world = a_bakery(crews=[a_crew("C1", headcount=10, skill=Skill.GENERAL)])
    assert come(Turnout(world, ()), 1, rank=Skill.SKILLED.rank) == {}


def test_nobody_comes_on_the_seventh_day_in_a_row() -> None:
    world = a_bakery(days=days("wwwwwww"), crews=[a_crew("C1", headcount=10)])
    turnout = Turnout(world, tuple(a_day(day, 10) for day in range(6)))
    assert come(turnout, 6) == {}
    rested = Turnout(world, tuple(a_day(day, 10 if day else 7) for day in range(6)))
    assert come(rested, 6) == {Attendance.WORKS: 3}


def test_days_worked_before_the_plan_count() -> None:
    world = a_bakery(days=days("ww"), crews=[a_crew("C1", headcount=10, days_worked=5)])
    assert come(Turnout(world, (a_day(0, 10),)), 1) == {}


def test_on_a_rest_day_as_many_come_in_lieu_as_had_a_workday_off_the_others_at_a_premium() -> None:
    world = a_bakery(days=days("wr"), crews=[a_crew("C1", headcount=10)])
    assert come(Turnout(world, (a_day(0, 8),)), 1) == {Attendance.IN_LIEU: 2, Attendance.PREMIUM: 8}


def test_a_premium_day_counts_towards_the_months_overtime() -> None:
    """36 hours a month, 28 used: 8 hours each are left, for ten people; four of them have had theirs."""
    world = a_bakery(days=days("wr"), crews=[a_crew("C1", headcount=10, overtime_used_hours=28.0)])
    turnout = Turnout(world, (a_day(0, 10, overtime=3.2),))
    assert come(turnout, 1) == {Attendance.PREMIUM: 6}


def test_a_statutory_day_is_worked_at_a_premium_only() -> None:
    world = a_bakery(days=days("ws"), crews=[a_crew("C1", headcount=10)])
    assert world.day_of[on(1)].kind == DayKind.STATUTORY
    assert come(Turnout(world, (a_day(0, 8),)), 1) == {Attendance.PREMIUM: 10}


def test_more_people_in_a_row_share_its_overtime() -> None:
    (row,) = joined([a_day(0, 3, overtime=2.0)], a_day(0, 1))
    assert (row.people, row.regular_hours, row.overtime_hours) == (4, 8.0, pytest.approx(1.5))
