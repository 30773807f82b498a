"""Loading lists, delivery notes, boards, phone pages and calendars of a plan with two trips."""

from datetime import datetime as DateTime

import pytest
from icalendar import Calendar

from planner.domain.document import Document
from planner.domain.errors import PlannerError
from planner.domain.page import Page
from planner.report.books import Books
from planner.report.choosing import Asked
from planner.report.dispatchboard import dispatch_board_pages
from planner.report.papers import Papers, papers_of
from tests.builders import a_bakery, a_plan, on
from tests.routes import HOSTILE, a_routed_plan, a_routed_world


@pytest.fixture
def papers():
    world = a_routed_world()
    return papers_of(world, a_routed_plan(world), Asked(on(0)))


def asked(**wanted) -> Papers:
    world = a_routed_world()
    return papers_of(world, a_routed_plan(world), Asked(**wanted))


def documents(papers: Papers) -> list[Document]:
    return [document for binder in papers.binders for document in binder.documents]


def rows(document: Document) -> list[tuple]:
    return [row for section in document.sections for row in section.rows]


def table(pages: tuple[Page, ...], name: str) -> list[tuple]:
    return [row for page in pages if page.en == name for part in page.blocks[0].sections for row in part.rows]


def test_trips_stand_in_the_order_they_load_and_the_dock_comes_last(papers):
    assert [(trip.code, trip.truck, trip.leaves) for trip in papers.trips] == [
        ("T1", "R42M-1", "18:40"),
        ("T2", "R42M-2 租", "次日05:40"),
        ("0106-DOCK", "月台 Dock", "次日14:00"),
    ]


def test_the_loading_list_begins_with_the_last_stop(papers):
    first = documents(papers)[0]
    assert first.title == "装车单 Loading list"
    assert [row[0] for row in rows(first)] == [2, 1]


def test_crates_are_whole_for_each_zone_and_the_coldest_comes_first(papers):
    stop = papers.trips[0].stops[1]
    assert (stop.crates, [zone.code for zone in papers.trips[0].zones]) == (
        {"AMB": 3, "FRZ": 2},
        ["FRZ", "AMB"],
    )
    last_stop = rows(documents(papers)[0])[0]
    assert last_stop[2:4] == (2, 3)


def test_the_loading_list_has_room_for_plate_seal_and_precooling(papers):
    blanks = [blank.zh for line in documents(papers)[0].blanks for blank in line]
    assert {"车牌", "封签号", "预冷温度", "预冷时间"} <= set(blanks)


def test_what_a_wave_asks_for_is_printed_on_its_papers(papers):
    of_dawn = papers.binders[1].documents
    assert all("铅封 Sealed" in document.notes for document in of_dawn)


def test_a_delivery_note_names_every_lot_with_its_dates(papers):
    note = next(document for document in documents(papers) if document.number.startswith("T1-01"))
    (row,) = rows(note)
    assert row[:6] == (1, "长白糕", "L1", on(0), on(30), 7.0)


def test_the_notes_of_a_trip_carry_all_that_rides_on_it(papers):
    notes = [document for document in papers.binders[0].documents if document.title.startswith("送货单")]
    assert sum(row[5] for note in notes for row in rows(note)) == papers.plan.trips[0].kg


def test_spans_of_every_row_fill_the_grid(papers):
    for binder in papers.binders:
        for document in binder.documents:
            for line in (*document.facts, *document.blanks, document.columns):
                assert sum(part.span for part in line) == len(binder.grid)


def test_who_fetches_at_the_dock_gets_a_note_too(papers):
    dock = papers.binders[-1].documents
    assert [document.title for document in dock] == ["月台交接单 Dock hand-overs", "送货单 Delivery note"]
    assert rows(dock[1])[0][2] == "L1"


@pytest.mark.parametrize("name", ["R42M-2", "r42m-2", "T2"])
def test_a_truck_is_asked_for_by_its_name_or_its_trip(name):
    assert [trip.code for trip in asked(truck=name).trips] == ["T2"]


def test_a_type_of_truck_means_all_of_its_trucks():
    assert [trip.code for trip in asked(truck="R42M").trips] == ["T1", "T2"]


def test_the_dock_can_be_asked_for():
    assert [trip.dock for trip in asked(truck="dock").trips] == [True]


@pytest.mark.parametrize("name", ["S1", "一店"])
def test_a_store_gets_its_own_notes_of_all_its_drops(name):
    found = documents(asked(store=name))
    assert [document.number.split("　")[0] for document in found] == ["T1-01", "T2-01"]


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"truck": "R42N"}, "Maybe R42M"),
        ({"store": "S9"}, "Maybe S"),
        ({"day": on(30)}, "outside the plan"),
    ],
)
def test_a_name_nobody_knows_is_refused_with_the_nearest(wanted, said):
    with pytest.raises(PlannerError, match=said):
        asked(**wanted)


def test_a_plan_without_trips_says_how_to_get_some():
    world = a_bakery()
    with pytest.raises(PlannerError, match="Vehicle"):
        papers_of(world, a_plan(world), Asked())


def test_the_board_has_a_section_for_each_wave_and_what_found_no_truck_says_why():
    world = a_routed_world()
    pages = dispatch_board_pages(Books(world, a_routed_plan(world)), "")
    assert [row[0] for row in table(pages, "Dispatch board")] == ["T1", "T2"]
    assert [row[1] for row in table(pages, "Dock hand-overs")] == ["D1"]
    (left,) = table(pages, "Left behind")
    assert (left[1], left[5], left[8]) == ("S3", 12.0, "赶不上收货时间 not there while it receives")


def test_a_plan_without_routes_has_no_board():
    world = a_bakery()
    assert dispatch_board_pages(Books(world, a_plan(world)), "") == ()


def test_the_phone_page_executes_nothing_that_was_typed(papers):
    page = papers.phone()
    assert "<script" not in page and "&lt;script&gt;alert(1)" in page
    assert "http" not in page.replace("http-equiv", "")


def test_the_phone_page_shows_every_stop_and_every_lot(papers):
    page = papers.phone()
    assert page.count('class="stop"') == 4
    assert page.count("<li>") == 5


def test_the_calendar_has_one_event_a_trip_with_its_stops_in_the_text(papers):
    events = Calendar.from_ical(papers.calendar()).walk("VEVENT")
    assert [event["uid"].split("@")[0] for event in events] == [
        "20250106-T1",
        "20250106-T2",
        "20250106-0106-DOCK",
    ]
    assert events[1].decoded("dtstart") == DateTime(2025, 1, 7, 5, 0)
    assert events[0]["description"].count("\n") >= 3


def test_the_calendar_folds_long_lines_and_keeps_what_was_typed(papers):
    text = papers.calendar()
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert text.endswith("END:VCALENDAR\r\n")
    first = Calendar.from_ical(text).walk("VEVENT")[0]
    assert HOSTILE.replace("\\n", "\n") in first["description"] or HOSTILE in first["description"]


def test_papers_of_the_night_carry_the_day_on_the_calendar(papers):
    dawn = papers.binders[1].documents[0]
    facts = {fact.en: fact.text for line in dawn.facts for fact in line}
    assert (facts["Leave"], facts["Load from"]) == ("01-07 05:40", "05:00")
    assert rows(dawn)[0][-2] == "06:00"


def test_hand_overs_stand_under_the_day_on_the_calendar(papers):
    dock = papers.binders[-1].documents[0]
    assert [(section.band[:10], section.rows[0][-2]) for section in dock.sections] == [
        ("2025-01-07", "14:00")
    ]
