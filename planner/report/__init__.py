"""Pages for people: built from a scenario, a plan and a verdict, as data that the workbook draws."""

from planner.domain.page import Page
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.domain.verdict import Verdict
from planner.report.books import Books
from planner.report.choosing import Asked
from planner.report.deliveries import delivery_page
from planner.report.dispatch import dispatch_pages
from planner.report.dispatchboard import dispatch_board_pages
from planner.report.figures import HandsUse, KeyFigures, Service, figures_of, key_figures
from planner.report.gantt import gantt_page
from planner.report.kits import kit_page
from planner.report.orders import order_pages
from planner.report.ovens import oven_page
from planner.report.overtime import overtime_pages
from planner.report.overview import overview_page
from planner.report.papers import Papers, papers_of
from planner.report.products import product_page
from planner.report.requisitions import requisition_page
from planner.report.shortages import shortage_page
from planner.report.stock import stock_page
from planner.report.tasks import named_tasks
from planner.report.trace import trace_pages
from planner.report.unplaced import unplaced_page

STATUS = {
    "optimal": "最优 optimal",
    "good": "足够好 good enough",
    "stopped": "人工停止 stopped",
    "time": "到时 time is up",
}
__all__ = [
    "Asked",
    "HandsUse",
    "KeyFigures",
    "Papers",
    "Service",
    "key_figures",
    "pages_of",
    "papers_of",
    "trace_pages",
]


def pages_of(scenario: Scenario, plan: Plan, verdict: Verdict) -> tuple[Page, ...]:
    """All pages of a plan in the order one reads them."""
    books = Books(scenario, plan)
    meta = _meta(scenario, plan, verdict)
    return (
        overview_page(books, meta, figures_of(books), verdict),
        *order_pages(books, meta),
        *_minute_pages(books, meta),
        product_page(books, meta),
        *overtime_pages(books, meta),
        stock_page(books, meta),
        requisition_page(books, meta),
        kit_page(books, meta),
        shortage_page(books, meta),
        delivery_page(books, meta),
        *dispatch_board_pages(books, meta),
    )


def _minute_pages(books: Books, meta: str) -> tuple[Page, ...]:
    """Task lists, oven loads, the board and what found no minutes; nothing when no minutes were sought."""
    if books.plan.placed_share is None:
        return ()
    tasks = named_tasks(books)
    ovens = oven_page(books, meta, tasks)
    return (
        *dispatch_pages(books, meta, tasks),
        *((ovens,) if ovens else ()),
        *((gantt_page(books, meta, tasks),) if len(tasks) else ()),
        unplaced_page(books, meta),
    )


def _meta(scenario: Scenario, plan: Plan, verdict: Verdict) -> str:
    """The line under every title: scenario, horizon, status; a rejected plan says so on every page."""
    settings = scenario.settings
    judged = "审核通过 accepted" if verdict.accepted else "审核未通过 REJECTED 不得下达"
    status = STATUS.get(plan.head.status, plan.head.status)
    return f"{settings.name}　{settings.start} 至 {settings.end}　状态 {status}　{judged}"
