"""The whole journey on one page: a workbook is read, planned, judged, and written out for people.

Each step opens its room only when it gets there, so that `planner check` never waits for a solver.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from planner.domain.errors import PlannerError, WorkbookError
from planner.domain.progress import Listener, Progress, Stop, silent

if TYPE_CHECKING:
    from datetime import date as Date

    from planner.domain.page import Page
    from planner.domain.plan import Plan
    from planner.domain.scenario import Scenario
    from planner.domain.verdict import Verdict
    from planner.report import KeyFigures, Papers

    Pages = tuple[Page, ...]

BLANK = "blank"
WORLDS = ("tiny", "festival-week", "spring-festival")
SHOWN = 20
TRACED_TABLES = (
    "lots", "components", "materials", "deliveries", "write_offs", "trips", "drops", "drop_loads", "hand_overs",
)  # fmt: skip
DELIVERY_TABLES = ("lots", "deliveries", "trips", "drops", "drop_loads", "hand_overs", "undelivered")
DELIVERY_KINDS = (".xlsx", ".csv", ".ics", ".html")
DAILY_KINDS = (".xlsx", ".html")


@dataclass(frozen=True)
class Checked:
    """What a check found, in lines: no scenario when there are faults, no report when there are no issues."""

    scenario: Scenario | None
    faults: tuple[str, ...]
    warnings: tuple[str, ...]
    report: Path | None


@dataclass(frozen=True)
class SolveResult:
    """A plan with the world it is for, the judge's word, its key figures, and the file that holds it.

    `warnings` counts what the workbook said that was read otherwise; `seconds` is the whole journey.
    """

    scenario: Scenario
    warnings: int
    plan: Plan
    verdict: Verdict
    figures: KeyFigures
    path: Path
    seconds: float


def new_workbook(path: Path, template: str = "festival-week") -> Path:
    """Write a workbook to start from; refuses to overwrite."""
    from planner.saving import save
    from planner.workbook import blank_scenario, read_scenario, write_scenario

    if path.exists():
        raise PlannerError(
            f"{path} 已存在，不会覆盖 exists already and will not be overwritten. Maybe another name."
        )
    if path.suffix.lower() != ".xlsx":
        raise PlannerError(f"A workbook is an .xlsx file, not {path.name}. Maybe {path.name}.xlsx.")
    scenario = blank_scenario() if template == BLANK else read_scenario(world_folder(template)).scenario
    if scenario is None:
        raise WorkbookError(f"The template {template} is damaged. Maybe install the program again.")
    return save(path, lambda draft: write_scenario(scenario, draft))


def check_workbook(path: Path) -> Checked:
    """Read a scenario and write every fault and warning beside it."""
    from planner.workbook import faults_in, issue_lines, read_scenario, write_issues

    reading = read_scenario(path)
    faults = faults_in(reading.issues)
    stopping = frozenset(faults)
    warnings = [issue for issue in reading.issues if issue not in stopping]
    report = write_issues(reading.issues, path) if reading.issues else None
    return Checked(reading.scenario, tuple(issue_lines(faults)), tuple(issue_lines(warnings)), report)


def solve_scenario(
    source: Path,
    target: Path | None = None,
    *,
    time_limit: float,
    gap: float,
    seed: int,
    workers: int,
    days: int | None = None,
    routes: bool = True,
    listener: Listener = silent,
    stop: Stop | None = None,
) -> SolveResult:
    """Read, plan, judge, write: the plan never leaves unjudged, and a rejected one says so in its name."""
    began = time.monotonic()
    from planner.optimise import SolveOptions, plan_to_the_minute
    from planner.report import key_figures
    from planner.saving import plan_path
    from planner.verify import judge

    place = plan_path(source, target)
    scenario, warnings = read_sound(source)
    options = SolveOptions(time_limit, gap, seed, workers, days, routes)
    plan = plan_to_the_minute(scenario, options, listener, stop or Stop())
    listener(_beat("评判 judging", began, plan))
    verdict = judge(scenario, plan)
    listener(_beat("写出 writing", began, plan))
    path = write_judged(scenario, plan, verdict, place)
    figures = key_figures(scenario, plan)
    return SolveResult(scenario, warnings, plan, verdict, figures, path, time.monotonic() - began)


def verify_plan(scenario_path: Path, plan_file: Path) -> Verdict:
    """Judge a plan workbook, also one edited by hand."""
    from planner.verify import judge
    from planner.workbook import read_plan

    scenario, _ = read_sound(scenario_path)
    return judge(scenario, read_plan(plan_file))


def trace_plan(scenario_path: Path, plan_file: Path, code: str, on: Date | None = None) -> Pages:
    """Where a lot came from and went, or what a customer got; raises PlannerError for an unknown code."""
    from planner.report import trace_pages
    from planner.workbook import read_plan

    scenario, _ = read_sound(scenario_path)
    plan = read_plan(plan_file, TRACED_TABLES)
    return trace_pages(scenario, plan, code, on)


def find_deliveries(
    scenario_path: Path, plan_file: Path, day: Date | None, truck: str | None, store: str | None
) -> Papers:
    """The trips of a day, a truck or a store; raises PlannerError for names nobody knows."""
    from planner.report import Asked, papers_of
    from planner.workbook import read_plan

    scenario, _ = read_sound(scenario_path)
    plan = read_plan(plan_file, DELIVERY_TABLES)
    return papers_of(scenario, plan, Asked(day, truck, store))


def save_deliveries(papers: Papers, target: Path) -> Path:
    """Write trips by the name of the file: documents to print, rows, a phone page or a calendar."""
    from planner.saving import new_file, save
    from planner.workbook import write_documents, write_pages

    place = new_file(target, DELIVERY_KINDS)
    kind = place.suffix.lower()
    if papers.asked.is_everything and kind in DAILY_KINDS:
        raise PlannerError(
            f"{kind} 一次写一天 is written a day, truck or store at a time. Maybe --date {papers.scenario.dates[0]}."
        )
    if kind == ".xlsx":
        return save(place, lambda draft: write_documents(papers.boards, papers.binders, draft))
    if kind == ".csv":
        return save(place, lambda draft: write_pages((papers.rows,), draft))
    text = papers.phone() if kind == ".html" else papers.calendar()
    return save(place, lambda draft: _write_text(draft, text))


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")


def save_pages(pages: Pages, target: Path) -> Path:
    """Write pages to a new .xlsx or .csv file; never over one that exists."""
    from planner.saving import new_file, save
    from planner.workbook import write_pages

    return save(new_file(target, (".xlsx", ".csv")), lambda draft: write_pages(pages, draft))


def pages_as_csv(pages: Pages) -> str:
    """Pages as one table of text."""
    from planner.workbook import csv_text

    return csv_text(pages)


def read_sound(path: Path) -> tuple[Scenario, int]:
    """A scenario without faults, and how many warnings it has; raises WorkbookError naming the faults."""
    from planner.workbook import faults_in, issue_lines, read_scenario

    reading = read_scenario(path)
    if reading.scenario is None:
        raise WorkbookError(_faults_told(path, issue_lines(faults_in(reading.issues))))
    return reading.scenario, len(issue_lines(reading.issues))


def write_judged(scenario: Scenario, plan: Plan, verdict: Verdict, place: Path) -> Path:
    """Write the plan workbook; a rejected plan goes to `<name>.rejected.xlsx`."""
    from planner.report import pages_of
    from planner.saving import save
    from planner.workbook import write_plan

    pages = pages_of(scenario, plan, verdict)
    if not verdict.accepted:
        place = place.with_suffix(".rejected.xlsx")
    return save(place, lambda draft: write_plan(plan, pages, draft))


def world_folder(name: str) -> Path:
    """Where a worked world lies: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parent
    packed = package / "templates" / name
    return packed if packed.is_dir() else package.parent / "scenarios" / name


def _faults_told(path: Path, faults: list[str]) -> str:
    """The faults of a workbook in words, the first twenty of them."""
    more = [f"… 另有 and {len(faults) - SHOWN} more"] if len(faults) > SHOWN else []
    hint = f"Maybe run `planner check {path}`: it lists them all, linked to their cells."
    return "\n".join([f"{path}: {len(faults)} 处错误 faults", *faults[:SHOWN], *more, hint])


def _beat(stage: str, began: float, plan: Plan) -> Progress:
    return Progress(stage, time.monotonic() - began, plan.head.cost_yuan, plan.head.bound_yuan)
