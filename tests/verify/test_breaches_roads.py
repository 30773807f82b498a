"""Breaches of the rules of the road: late stops, hurried roads and tired drivers, each caught by its rule alone."""

from datetime import time as Time
from typing import Any

import pytest

from planner.domain.fleet import Speed
from planner.domain.market import Carriage
from planner.domain.scenario import Scenario
from planner.verify import judge
from tests.builders import START, a_class, a_customer, days
from tests.fleets import Run, Stop, a_road, a_wave, routed
from tests.rules.trucks import baked, out, with_a_van
from tests.verify.findings import breaches

WINDOW = "stop_is_served_inside_its_window"
TIME = "truck_takes_the_time_its_road_and_its_stops_need"
DRIVER = "driver_drives_no_longer_than_allowed_with_his_break"
WAVE = "trip_keeps_to_its_wave"


def found(scenario: Scenario, *runs: Run, **rows: Any) -> list[tuple[str, float]]:
    return breaches(scenario, routed(scenario, baked(scenario), runs, **rows))


def receiving(*times: str) -> dict[str, Any]:
    """A customer who receives from each time to the one after it."""
    names = ("window_from", "window_to", "window2_from", "window2_to", "window3_from", "window3_to")
    given: dict[str, Any] = {
        name: Time.fromisoformat(time) for name, time in zip(names, times, strict=False) if time
    }
    return {"customers": [a_customer(**given)]}


@pytest.mark.parametrize(
    ("times", "off"),
    [
        (("19:10", "19:20"), 0.0),
        (("19:00", "19:10"), 0.0),
        (("19:12", "20:00"), 2.0),
        (("18:00", "19:05"), 5.0),
        (("06:00", "08:00", "19:00", "21:30"), 0.0),
        (("06:00", "08:00", "18:00", "19:07"), 3.0),
        (("06:00", "08:00", "13:00", "14:00", "19:00", "20:00"), 0.0),
        (("", "19:00"), 10.0),
        (("19:30", ""), 20.0),
        (("05:30", "07:30"), 620.0),
    ],
    ids=str,
)
def test_a_stop_begins_in_one_of_the_windows(times: tuple[str, ...], off: float) -> None:
    """The van is there at 19:10."""
    assert found(with_a_van(**receiving(*times)), out()) == ([(WINDOW, off)] if off else [])


DAWN = {"waves": [a_wave(starts=Time(4, 0), ends=Time(8, 0))]}


@pytest.mark.parametrize(("loads_from", "expected"), [(1740, []), (1779, []), (1784, [(WINDOW, 4.0)])])
def test_a_dawn_stop_is_next_morning(loads_from: int, expected: list[Any]) -> None:
    """Loaded at 5:00 of the next day and there at 6:10; goods are taken until 6:50."""
    assert found(with_a_van(**DAWN, **receiving("05:30", "06:50")), out(loads_from)) == expected


def test_a_dawn_trip_on_the_evening_of_the_day_misses_its_wave() -> None:
    assert found(with_a_van(**DAWN), out()) == [(WAVE, 1.0)]


@pytest.mark.parametrize(("minute", "expected"), [(1080, []), (1140, []), (1150, [(WINDOW, 10.0)])])
def test_goods_are_fetched_inside_a_window(minute: int, expected: list[Any]) -> None:
    scenario = with_a_van(classes=[a_class(carriage=Carriage.DOCK)], **receiving("17:00", "19:00"))
    assert found(scenario, hand_overs=[("S1", 0, minute, 100.0)]) == expected


def shifted(loading: int = 0, road: int = 0, stop: int = 0, home: int = 0) -> Run:
    """The usual run with each of its parts so many minutes longer."""
    leaves = 1120 + loading
    arrives = leaves + 30 + road
    done = arrives + 11 + stop
    return Run("T1", 1080, leaves, (Stop("S1", arrives, done, (("L1", 100.0),)),), done + 30 + home)


@pytest.mark.parametrize("part", ["loading", "road", "stop", "home"])
@pytest.mark.parametrize(("minutes", "lacking"), [(1, 0.0), (-1, 1.0), (-7, 7.0)])
def test_every_part_of_a_trip_takes_its_time(part: str, minutes: int, lacking: float) -> None:
    assert found(with_a_van(), shifted(**{part: minutes})) == ([(TIME, lacking)] if lacking else [])


def test_what_is_lacking_on_a_trip_is_added_up() -> None:
    assert found(with_a_van(), shifted(road=-3, stop=-2)) == [(TIME, 5.0)]


def test_unloading_does_not_begin_before_the_truck_is_there() -> None:
    stop = shifted().stops[0]._replace(cells=(("starts", 1146),))
    assert found(with_a_van(), shifted()._replace(stops=(stop,))) == [(TIME, 4.0)]


def test_a_pause_takes_time_of_its_own() -> None:
    assert found(with_a_van(), shifted()._replace(pause=5)) == [(TIME, 5.0)]


@pytest.mark.parametrize(
    ("road", "lacking"),
    [
        ({"minutes": 32.0}, 4.0),
        ({"minutes": 32.0, "to": "", "start": "S1"}, 4.0),
        ({"minutes": None}, 0.0),
        ({"minutes": None, "km": 12.4}, 2.0),
    ],
    ids=str,
)
def test_a_known_road_holds_both_ways_and_the_clock_helps_where_it_is_silent(
    road: dict[str, Any], lacking: float
) -> None:
    """Ten kilometres at 24 km/h take 25 minutes, and 12.4 of them 31."""
    place = {"to": "S1", "start": ""} | road
    km = 2 * float(road.get("km", 10.0))
    found_here = found(with_a_van(distances=[a_road(**place)]), shifted()._replace(km=km))
    assert found_here == ([(TIME, lacking)] if lacking else [])


def test_known_roads_are_whole_metres_too() -> None:
    """At 24 km/h 400.4 metres would take more than a minute, and 400 take one."""
    scenario = with_a_van(distances=[a_road(km=0.4004, minutes=None)])
    assert found(scenario, shifted(road=-29, home=-29)._replace(km=0.8)) == []


def test_snow_makes_every_road_longer() -> None:
    """Half an hour becomes 40 minutes each way at three quarters of the speed."""
    snowy = [day.model_copy(update={"snow_factor": 0.75}) for day in days("w")]
    assert found(with_a_van(days=snowy), shifted()) == [(TIME, 20.0)]
    assert found(with_a_van(days=snowy), shifted(road=10, home=10)) == []


@pytest.mark.parametrize(("road", "lacking"), [(-10, 0.0), (-11, 1.0)])
def test_speed_changes_on_the_way_when_the_clock_does(road: int, lacking: float) -> None:
    """From 18:40 at 24 km/h for 10 minutes, then at 36: four and six kilometres in 20 minutes; home in 17."""
    speeds = [Speed(from_time=Time(9, 0), km_hour=24.0), Speed(from_time=Time(18, 50), km_hour=36.0)]
    scenario = with_a_van(speeds=speeds, distances=[a_road(minutes=None)])
    assert found(scenario, shifted(road=road)) == ([(TIME, lacking)] if lacking else [])


def test_before_the_first_speed_of_a_day_the_last_goes_on() -> None:
    """At 5:40 the 20 km/h of the night still hold: half an hour for ten kilometres."""
    speeds = [Speed(from_time=Time(9, 0), km_hour=60.0), Speed(from_time=Time(22, 0), km_hour=20.0)]
    scenario = with_a_van(**DAWN, speeds=speeds, distances=[a_road(minutes=None)])
    late = out(1740)
    assert found(scenario, late) == []
    stop = late.stops[0]._replace(arrives=late.stops[0].arrives - 1)
    assert found(scenario, late._replace(stops=(stop,))) == [(TIME, 1.0)]


HARBIN = {"depot_latitude": 45.70, "depot_longitude": 126.70}


def test_without_a_sheet_the_road_is_the_great_circle_and_a_third_more() -> None:
    """A tenth of a degree north is 11.119 km as the crow flies, 14.455 by road: 37 minutes at 24 km/h."""
    shop = a_customer(latitude=45.80, longitude=126.70)
    scenario = with_a_van(customers=[shop], distances=[], settings=HARBIN)
    run = shifted(road=7, home=7)._replace(km=28.910)
    assert found(scenario, run) == []
    assert found(scenario, shifted(road=6, home=7)._replace(km=28.910)) == [(TIME, 1.0)]


def test_nobody_is_sent_where_nobody_knows_the_way() -> None:
    """A day is lacking each way."""
    assert found(with_a_van(distances=[]), out()) == [(TIME, 2880.0)]


def long_road(minutes: float = 200.0, **settings: Any) -> Scenario:
    waves = [a_wave(starts=Time(17, 30), ends=Time(17, 30))]
    return with_a_van(waves=waves, distances=[a_road(km=90.0, minutes=minutes)], settings=settings)


def far(minutes: int, pause_out: int = 0, stands: int = 0, pause_home: int = 0) -> Run:
    """Out and home on a long road, pausing on the way or standing before the shop opens."""
    arrives = 1120 + pause_out + minutes
    starts = arrives + stands
    stop = Stop("S1", arrives, starts + 11, (("L1", 100.0),), pause_out, (("starts", starts),))
    return Run("T1", 1080, 1120, (stop,), starts + 11 + pause_home + minutes, km=180.0, pause=pause_home)


@pytest.mark.parametrize(
    ("run", "over"),
    [
        (far(120), 0.0),
        (far(121), 2.0),
        (far(121, stands=20), 0.0),
        (far(121, stands=19), 2.0),
        (far(121, pause_out=20), 0.0),
        (far(121, pause_home=19), 2.0),
        (far(250, pause_out=20, pause_home=20), 0.0),
        (far(250, pause_out=40), 10.0),
    ],
)
def test_a_pause_is_due_after_four_hours_at_the_wheel(run: Run, over: float) -> None:
    minutes = float(run.stops[0].arrives - 1120 - run.stops[0].pause)
    scenario = long_road(minutes, driver_hours=24.0)
    assert found(scenario, run) == ([(DRIVER, over)] if over else [])


def test_unloading_is_no_pause_but_waiting_for_the_next_load_is() -> None:
    """Two trips of an hour and a half each way: half an hour at the factory is a pause, loading is none."""
    scenario = long_road(90.0)
    first = Run("T1", 1080, 1120, (Stop("S1", 1210, 1219, (("L1", 60.0),)),), 1309, km=180.0)
    for loads_from, expected in ((1309, [(DRIVER, 120.0)]), (1329, [])):
        at = loads_from + 130
        second = Run("T2", loads_from, at - 90, (Stop("S1", at, at + 8, (("L1", 40.0),)),), at + 98, km=180.0)
        assert found(scenario, first, second) == expected


@pytest.mark.parametrize(("hours", "over"), [(1.85, 0.0), (1.75, 6.0)])
def test_a_driver_is_away_from_the_first_loading_to_the_last_return(hours: float, over: float) -> None:
    """40 minutes to load, an hour of road and 11 minutes at the shop."""
    assert found(with_a_van(settings={"driver_hours": hours}), out()) == ([(DRIVER, over)] if over else [])


def test_another_wave_has_another_driver() -> None:
    waves = [a_wave(ends=Time(20, 0)), a_wave("LATE", starts=Time(20, 0), ends=Time(23, 0))]
    scenario = with_a_van(waves=waves, settings={"driver_hours": 2.0})
    late = out(1200, kg=50.0, code="T2")._replace(wave="LATE")
    assert found(scenario, out(kg=50.0), late) == []
    one = with_a_van(settings={"driver_hours": 2.0})
    assert found(one, out(kg=50.0), late._replace(wave="EVE")) == [(DRIVER, 109.0)]


def test_the_findings_tell_names_and_times() -> None:
    scenario = with_a_van(**receiving("18:00", "19:05"))
    (finding,) = judge(scenario, routed(scenario, baked(scenario), [out()])).findings
    assert finding.sentence == (
        f"S1 中央大街店 on {START} is served by trip T1 at 19:10, 5 minutes off 18:00 to 19:05."
    )
