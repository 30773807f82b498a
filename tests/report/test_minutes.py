"""Pages of a plan with minutes: task lists, oven loads, the board, and what found no minutes."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date as Date

import pandas as pd
import pytest

from planner.domain.page import Bar, Board, Mood, Note, Page, Table
from planner.domain.plan import NOT_ASKED, Plan, Task, Unplaced
from planner.domain.plant import ResourceKind
from planner.domain.scenario import Scenario
from planner.domain.verdict import Verdict
from planner.report import pages_of
from planner.report.books import Books
from planner.report.gantt import gantt_page
from planner.report.tasks import clock_words, named_tasks
from tests.builders import START, a_bakery, a_plan, a_stage, an_oven, on

ACCEPTED = Verdict((), 0.0)
Row = tuple[str, int, int, str, int, int, int]


def mixed_and_baked() -> Scenario:
    """Mixed on one of two mixers, baked in OVN1."""
    return a_bakery(
        resources=[
            an_oven("MIX1", kind=ResourceKind.MIXER, count=2),
            an_oven("OVN1", kind=ResourceKind.OVEN),
        ],
        routing=[a_stage(seq=5, resource="MIX1", stage="调粉", is_line=False), a_stage(stage="烘烤")],
    )


def with_tasks(plan: Plan, rows: Iterable[Row], unplaced: Iterable[Unplaced] = ()) -> Plan:
    """Rows of (lot, batch, seq, resource, unit, starts, ends) on the first day, 50 kg and one hand each."""
    full = [(*row[:5], on(0), *row[5:], 50.0, 1.0, 1.0) for row in rows]
    table = pd.DataFrame(full, columns=list(Task.model_fields)).astype({"date": "datetime64[us]"})
    return replace(plan, tasks=table, unplaced=tuple(unplaced))


def no_room(lot: str = "L1", kg: float = 50.0, latest: int = 600, reason: str = "") -> Unplaced:
    return Unplaced(lot=lot, seq=5, resource="MIX1", date=on(0), latest=latest, kg=kg, reason=reason)


@pytest.fixture
def world() -> Scenario:
    return mixed_and_baked()


@pytest.fixture
def plan(world: Scenario) -> Plan:
    """Two batches of L1 mixed side by side from 7:30, baked one after the other."""
    rows = [
        ("L1", 1, 5, "MIX1", 0, 450, 480),
        ("L1", 2, 5, "MIX1", 0, 450, 480),
        ("L1", 1, 10, "OVN1", 1, 500, 560),
        ("L1", 2, 10, "OVN1", 1, 560, 620),
    ]
    return with_tasks(a_plan(world, lots=[("L1", "P1", 0, 150.0)]), rows, [no_room()])


def page_of(world: Scenario, plan: Plan, zh: str) -> Page:
    return next(page for page in pages_of(world, plan, ACCEPTED) if page.zh == zh)


def rows_of(page: Page) -> list[tuple[object, ...]]:
    tables = [block for block in page.blocks if isinstance(block, Table)]
    return [row for table in tables for section in table.sections for row in section.rows]


def boards_of(page: Page) -> list[Board]:
    return [block for block in page.blocks if isinstance(block, Board)]


def test_a_task_list_tells_time_product_stage_unit_and_batch(world: Scenario, plan: Plan) -> None:
    page = page_of(world, plan, "派工单 W1")
    assert rows_of(page)[2][:6] == ("08:20", "09:20", "长白糕", "烘烤", "1 号", 50.0)
    assert [row[8] for row in rows_of(page)] == ["1/2", "2/2", "1/2", "2/2"]


def test_a_task_list_is_cut_by_machine_and_signed_once_a_day(world: Scenario, plan: Plan) -> None:
    (table,) = (block for block in page_of(world, plan, "派工单 W1").blocks if isinstance(block, Table))
    assert [section.signed for section in table.sections] == [False, True]
    assert ["MIX1" in table.sections[0].band, "OVN1" in table.sections[1].band] == [True, True]


def test_the_oven_sheet_holds_only_ovens_load_by_load(world: Scenario, plan: Plan) -> None:
    rows = rows_of(page_of(world, plan, "炉次排程表"))
    assert [row[:4] for row in rows] == [(1, "08:20", "09:20", 60), (2, "09:20", "10:20", 60)]


def test_tasks_side_by_side_get_rows_of_their_own_and_a_unit_has_one(world: Scenario, plan: Plan) -> None:
    (board,) = boards_of(page_of(world, plan, "排程甘特图"))
    assert [row.name.split(" ")[-1] for row in board.rows] == ["·1", "·2", "号"]


def test_a_quarter_belongs_to_the_task_that_fills_most_of_it(world: Scenario, plan: Plan) -> None:
    """The scale starts at 7:30: 8:20 to 9:20 fills most of the fourth quarter, little of the eighth."""
    (board,) = boards_of(page_of(world, plan, "排程甘特图"))
    assert board.rows[0].bars == (Bar(1, 2, "老式", 0),)
    assert [(bar.first, bar.last) for bar in board.rows[2].bars] == [(4, 7), (8, 12)]


def test_bars_of_one_row_never_overlap_and_stay_on_the_scale(world: Scenario, plan: Plan) -> None:
    night = plan.tasks.assign(starts=plan.tasks["starts"] + 900, ends=plan.tasks["ends"] + 1500)
    page = page_of(world, replace(plan, tasks=pd.concat([plan.tasks, night])), "排程甘特图")
    for board in boards_of(page):
        for row in board.rows:
            columns = [col for bar in row.bars for col in range(bar.first, bar.last + 1)]
            assert len(columns) == len(set(columns))
            assert all(1 <= col < len(page.grid) for col in columns)


def test_a_board_too_long_to_read_shows_three_days_and_says_so(world: Scenario, plan: Plan) -> None:
    days = [plan.tasks.assign(date=pd.Timestamp(START) + pd.Timedelta(days=n)) for n in range(4)]
    books = Books(world, replace(plan, tasks=pd.concat(days)))
    page = gantt_page(books, "", named_tasks(books), most_rows=5)
    assert len(boards_of(page)) == 3
    assert isinstance(page.blocks[0], Note) and "前 3 天" in page.blocks[0].text


def test_what_found_no_minutes_is_told_with_machine_and_hour(world: Scenario, plan: Plan) -> None:
    (row,) = rows_of(page_of(world, plan, "未排产原因"))
    assert row[3:5] == (50.0, pytest.approx(1 / 3))
    assert "MIX1" in str(row[7]) and "10:00" in str(row[7])


def test_lots_beyond_the_days_asked_are_summed_and_not_listed(world: Scenario, plan: Plan) -> None:
    beyond = replace(plan, unplaced=(no_room(reason=NOT_ASKED),))
    page = page_of(world, beyond, "未排产原因")
    assert rows_of(page) == []
    assert "50 kg" in page.blocks[-1].text
    assert beyond.placed_share == 1.0


def test_the_overview_tells_the_share_placed(world: Scenario, plan: Plan) -> None:
    notes = [block for block in page_of(world, plan, "总览").blocks if isinstance(block, Note)]
    (note,) = [note for note in notes if "排程" in note.text]
    assert plan.placed_share == pytest.approx(2 / 3)
    assert "66.7%" in note.text and note.mood is Mood.RED


def test_a_plan_without_minutes_has_no_pages_about_them(world: Scenario) -> None:
    plan = a_plan(world, lots=[("L1", "P1", 0, 100.0)])
    assert plan.placed_share is None
    names = {page.zh for page in pages_of(world, plan, ACCEPTED)}
    assert not names & {"派工单 W1", "炉次排程表", "排程甘特图", "未排产原因"}


def test_tasks_of_unknown_lots_are_left_out(world: Scenario, plan: Plan) -> None:
    strange = replace(plan, tasks=plan.tasks.assign(lot="L9"), unplaced=(no_room("L9"),))
    assert rows_of(page_of(world, strange, "未排产原因")) == []
    assert "派工单 W1" not in {page.zh for page in pages_of(world, strange, ACCEPTED)}


def test_minutes_after_midnight_belong_to_the_next_day() -> None:
    assert [clock_words(minute) for minute in (450, 1440, 1475, 2880 + 60)] == [
        "07:30", "次日00:00", "次日00:35", "第三日01:00",
    ]  # fmt: skip


def test_a_day_is_named_as_people_know_it(world: Scenario, plan: Plan) -> None:
    (board,) = boards_of(page_of(world, plan, "排程甘特图"))
    assert board.title.startswith(Date.isoformat(START))
