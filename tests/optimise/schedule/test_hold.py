"""What a later day goes on with may move when a day is searched again, but ends in time for it."""

from planner.optimise.schedule import schedule_days
from planner.optimise.schedule.course import Course, Stay
from planner.optimise.schedule.hold import awaited
from planner.optimise.schedule.translate import NEVER_LEFT_OUT, Awaited, Translation, translate
from tests.builders import a_bakery, a_plan, a_product, a_stage, an_oven, days, on

LOT = "20250107-OVN1-P1"


def course(wait_max: int | None) -> Course:
    """Dough is mixed for an hour on Monday, and rests ten hours or more before Tuesday's oven."""
    mixing = a_stage(
        seq=5,
        resource="MIX1",
        is_line=False,
        workers=0.0,
        days_before=1,
        wait_min_minutes=600,
        wait_max_minutes=wait_max,
    )
    scenario = a_bakery(
        days=days("ww"),
        resources=[an_oven("MIX1"), an_oven("OVN1")],
        routing=[mixing, a_stage(workers=1.0)],
        products=[a_product(batch_kg=100.0)],
    )
    found = schedule_days(scenario, a_plan(scenario, lots=[(LOT, "P1", 1, 100.0)]), seconds=1.0)
    assert not found.unplaced
    return found.course


def stays(found: Course) -> tuple[Stay, Stay]:
    monday, tuesday = (stay for day in (on(0), on(1)) for stay in found.stays.values() if stay.leg.day == day)
    return monday, tuesday


def translated(found: Course, until: Awaited) -> Translation:
    monday, _ = stays(found)
    found.leave(("W1", on(0)))
    return translate(found.floor, found.diary, [monday.leg], {}, {monday.leg.key: until})


def test_a_leg_ends_long_enough_and_not_too_long_before_what_goes_on_with_it() -> None:
    found = course(wait_max=900)
    monday, tuesday = stays(found)
    begins = 24 * 60 + tuesday.runs[0].start
    assert awaited(found, monday.leg) == Awaited(begins - 900, begins - 600)
    assert awaited(found, tuesday.leg) is None


def test_a_leg_whose_batch_may_wait_for_long_ends_as_early_as_it_likes() -> None:
    found = course(wait_max=None)
    monday, tuesday = stays(found)
    assert awaited(found, monday.leg) == Awaited(None, 24 * 60 + tuesday.runs[0].start - 600)


def test_however_fast_it_is_run_it_does_not_end_too_early() -> None:
    (job,) = translated(course(wait_max=900), Awaited(700, 1000)).problem.jobs
    shortest = min(mode.minutes for mode in job.stages[0].modes)
    assert job.release + shortest == 700
    assert job.deadline == 1000


def test_it_is_never_left_out() -> None:
    (job,) = translated(course(wait_max=None), Awaited(None, 1000)).problem.jobs
    assert job.release == 0
    assert job.drop_price == NEVER_LEFT_OUT
