"""总览: one page that answers a manager at half past seven: service, hours, money, what binds, what to do."""

import pandas as pd

from planner.domain.market import Channel
from planner.domain.page import (
    Beside,
    Block,
    Figure,
    Figures,
    Limits,
    Look,
    Mood,
    Note,
    Page,
    PageColumn,
    Section,
    Table,
)
from planner.domain.plan import BILL_LINES, NOT_ASKED
from planner.domain.rulebook import RULE_OF, RULES
from planner.domain.verdict import Verdict
from planner.report.binding import tightest_hands, tightest_machines
from planner.report.books import Books
from planner.report.figures import KeyFigures, Service
from planner.report.shortages import worst_shortages
from planner.report.words import CHANNELS, cell_rows, money, weighed, weight_words

GRID = (*(8.4,) * 6, 1.6, *(8.4,) * 6)
FILL = Limits(amber=0.98, red=0.92)
OTIF = Limits(amber=0.97, red=0.90)
LOAD = Limits(amber=0.95, red=1.10)
ON_TIME = Limits(amber=0.99499, red=0.98)
VILLAGE_ON_TIME = Limits(amber=0.99999, red=0.9999)
WASTE = Limits(amber=0.01, red=0.02)
USE = Limits(amber=0.90, red=0.99)
PLACED = Limits(amber=0.995, red=0.90)
FINDINGS_SHOWN = 20


def overview_page(books: Books, meta: str, figures: KeyFigures, verdict: Verdict) -> Page:
    """The whole plan on one page."""
    blocks: list[Block] = [_verdict_note(verdict)]
    blocks += _findings(verdict)
    blocks += [
        _first_figures(figures),
        _second_figures(figures),
        *_third_figures(books, figures),
        _gap_note(books, figures),
        *_minutes_note(books),
        *_trucks_note(books),
        Beside(_channel_table(figures), _bill_table(books)),
        _hands_table(figures),
        Beside(tightest_hands(books, 6), tightest_machines(books, 6)),
        _shortage_table(books),
        Note(
            "前面各页供阅读与打印；其后灰色标签为计划明细，改后请用 planner verify 重审。\n"
            "Pages for people come first; the grey tabs hold the plan: edit them, then planner verify.",
            lines=2,
        ),
    ]
    return Page(
        zh="总览",
        en="Overview",
        title=f"{books.scenario.settings.name} 生产与供应计划总览 Plan overview",
        meta=meta,
        blocks=tuple(blocks),
        signatures=("计划 Planner", "生产经理 Production", "总经理 General manager"),
        landscape=False,
        grid=GRID,
    )


def _verdict_note(verdict: Verdict) -> Note:
    if verdict.accepted:
        zh = f"独立审核通过：{len(RULES)} 条规则全部满足。"
        return Note(f"{zh} Accepted by the independent judge: all rules hold.", Mood.GOOD)
    count = len(verdict.findings)
    zh = f"审核未通过：{count} 处违反规则，本计划不得下达！"
    return Note(f"{zh} REJECTED: {count} breaches; do not release this plan.", Mood.RED)


def _findings(verdict: Verdict) -> list[Block]:
    """The first findings of a rejected plan."""
    if verdict.accepted:
        return []
    columns = (
        PageColumn("规则", "Rule", Look.WRAP, span=4),
        PageColumn("数量", "Amount", Look.TENTHS, span=1),
        PageColumn("情况", "What happened", Look.WRAP, span=8),
    )
    rows = []
    for finding in verdict.findings[:FINDINGS_SHOWN]:
        rule = RULE_OF.get(finding.rule)
        rows.append((rule.zh if rule else finding.rule, finding.amount, finding.sentence))
    title = f"审核发现（前 {len(rows)} 条，共 {len(verdict.findings)} 条） What the judge found"
    return [Table(columns, (Section(tuple(rows)),), title)]


def _first_figures(figures: KeyFigures) -> Figures:
    service = figures.service
    return Figures(
        (
            Figure(
                "满足率", "Fill rate", service.fill_rate, Look.PERCENT,
                remark=weight_words(service.delivered_kg, service.ordered_kg),
                mood=FILL.mood_of(service.fill_rate),
            ),
            Figure(
                "按时足量", "OTIF", service.otif, Look.PERCENT,
                remark=f"{service.whole_orders:,} / {service.orders:,} 单（客户·日）",
                mood=OTIF.mood_of(service.otif),
            ),
            _village_figure(figures),
            Figure(
                "缺货", "Short", *weighed(figures.shortage_kg),
                remark=f"代价 {figures.shortage_yuan:,.0f} 元",
            ),
        )
    )  # fmt: skip


def _village_figure(figures: KeyFigures) -> Figure:
    """The athletes' village when it orders, else the dearest channel."""
    village = [row for row in figures.channels if row.channel == Channel.VILLAGE] or list(
        figures.channels[:1]
    )
    row = village[0] if village else figures.service
    name = CHANNELS[Channel(row.channel)] if row.channel else "全部 All"
    zh, _, en = name.partition(" ")
    remark = weight_words(row.delivered_kg, row.ordered_kg)
    return Figure(
        f"{zh}满足率", en, row.fill_rate, Look.PERCENT, remark=remark, mood=FILL.mood_of(row.fill_rate)
    )


def _second_figures(figures: KeyFigures) -> Figures:
    waste = figures.waste_kg / figures.made_kg if figures.made_kg > 0 else 0.0
    return Figures(
        (
            Figure(
                "总成本", "Cost", *money(figures.cost_yuan),
                remark=f"距理论最优至多 {figures.gap:.2%}",
            ),
            Figure(
                "加班", "Overtime", figures.overtime_hours, Look.COUNT, "人时",
                remark=f"加班费 {figures.overtime_yuan:,.0f} 元",
            ),
            Figure(
                "产量", "Made", *weighed(figures.made_kg),
                remark=f"{figures.lots:,} 个批次 lots",
            ),
            Figure(
                "余量报废", "Waste", waste, Look.PERCENT,
                remark=f"{figures.waste_kg:,.0f} kg，{figures.waste_yuan:,.0f} 元", mood=WASTE.mood_of(waste),
            ),
        )
    )  # fmt: skip


def _third_figures(books: Books, figures: KeyFigures) -> list[Figures]:
    """How the goods arrive; nothing when no routes were planned."""
    plan, stops = books.plan, figures.service.stops
    if not plan.is_routed:
        return []
    village = next((row.stops for row in figures.channels if row.channel == Channel.VILLAGE), stops)
    left = figures.left_kg > 0
    row = Figures(
        (
            Figure(
                "准时送达", "Stops on time", stops.share, Look.PERCENT,
                remark=f"{stops.served:,} / {stops.due:,} 站（客户·日）", mood=ON_TIME.mood_of(stops.share),
            ),
            Figure(
                "亚冬村准时", "Village on time", village.share, Look.PERCENT,
                remark=f"{village.served:,} / {village.due:,} 站", mood=VILLAGE_ON_TIME.mood_of(village.share),
            ),
            Figure(
                "未能配送", "Left behind", *weighed(figures.left_kg),
                remark=f"值 {figures.left_yuan:,.0f} 元" if left else "全部送达 all brought",
                mood=Mood.AMBER if left else Mood.GOOD,
            ),
            Figure(
                "配送费用", "Delivery cost", *money(plan.head.delivery_yuan),
                remark=f"{len(plan.trips):,} 车次，{len(plan.drops):,} 停靠；不在总成本内",
            ),
        )
    )  # fmt: skip
    return [row]


def _gap_note(books: Books, figures: KeyFigures) -> Note:
    head = books.plan.head
    saving = max(0.0, figures.cost_yuan - figures.bound_yuan)
    return Note(
        f"已证明：任何可行计划至少花费 {figures.bound_yuan:,.0f} 元；本计划 {figures.cost_yuan:,.0f} 元，"
        f"最多还能再省 {saving:,.0f} 元（{figures.gap:.2%}）。\n"
        f"Proven: no plan can cost less than {figures.bound_yuan:,.0f} yuan, so at most {saving:,.0f} yuan "
        f"({figures.gap:.2%}) could still be saved. {head.status} · seed {head.seed} · {head.seconds:.0f} s",
        lines=2,
    )


def _minutes_note(books: Books) -> list[Note]:
    """How much of the lots has minutes; nothing when none were sought."""
    share = books.plan.placed_share
    if share is None:
        return []
    lacking = sum(row.kg for row in books.plan.unplaced if row.reason != NOT_ASKED)
    lacking += sum(row.kg for row in books.plan.given_up)
    words = f"排程：{share:.1%} 的产量已排到分钟，{len(books.plan.tasks):,} 项任务"
    more = f"；未排 {lacking:,.0f} kg，见“未排产原因”" if lacking > 0 else ""
    return [Note(f"{words}{more}。 Placed to the minute: {share:.1%}.", PLACED.mood_of(share))]


def _trucks_note(books: Books) -> list[Note]:
    """That no trucks were planned, and why; nothing when they were."""
    plan, scenario = books.plan, books.scenario
    if plan.is_routed:
        return []
    if scenario.vehicles and scenario.waves:
        return [Note("未排配送线路。 No trucks were planned.")]
    return [Note("情景没有车辆或波次，未排配送线路。 No trucks or waves in the scenario: no routes.")]


def _channel_table(figures: KeyFigures) -> Table:
    columns = (
        PageColumn("渠道", "Channel", Look.TEXT, span=2),
        PageColumn("订货", "Ordered", Look.KG, unit="kg"),
        PageColumn("发货", "Delivered", Look.KG, unit="kg"),
        PageColumn("满足率", "Fill", Look.PERCENT, limits=FILL),
        PageColumn("按时足量", "OTIF", Look.PERCENT, limits=OTIF),
    )
    rows = [_service_row(CHANNELS[Channel(row.channel)], row) for row in figures.channels]
    rows.append(_service_row("合计 All", figures.service))
    return Table(columns, (Section(tuple(rows)),), "各渠道服务 Service by channel")


def _service_row(name: str, row: Service) -> tuple[str, float, float, float | None, float | None]:
    return name, row.ordered_kg, row.delivered_kg, row.fill_rate, row.otif


def _bill_table(books: Books) -> Table:
    columns = (
        PageColumn("费用", "Bill", Look.TEXT, span=3),
        PageColumn("金额", "Amount", Look.YUAN, unit="元", totalled=True, span=2),
        PageColumn("占比", "Share", Look.PERCENT),
    )
    total = sum(line.yuan for line in books.plan.bill) or 1.0
    rows = tuple(
        (BILL_LINES.get(line.line, line.line), line.yuan, line.yuan / total) for line in books.plan.bill
    )
    return Table(columns, (Section(rows, totalled=True),), "费用明细 The bill")


def _hands_table(figures: KeyFigures) -> Table:
    columns = (
        PageColumn("车间", "Workshop", Look.TEXT, span=3),
        PageColumn("需要人时", "Needed", Look.COUNT, unit="h", totalled=True, span=2),
        PageColumn("正班人时", "Plain", Look.COUNT, unit="h", totalled=True, span=2),
        PageColumn("正班负荷", "Load", Look.PERCENT, limits=LOAD),
        PageColumn("在岗利用", "Use", Look.PERCENT),
        PageColumn("加班", "Overtime", Look.COUNT, unit="h", totalled=True),
        PageColumn("加班费", "Pay", Look.YUAN, unit="元", totalled=True, span=3),
    )
    rows = tuple(
        (
            f"{use.workshop} {use.name}",
            use.needed_hours,
            use.plain_hours,
            use.plain_use,
            use.present_use,
            use.overtime_hours,
            use.overtime_yuan,
        )
        for use in figures.hands
    )
    title = "各车间人手：负荷 = 需要 ÷ 正班 Hands by workshop: load = needed ÷ plain hours"
    return Table(columns, (Section(rows, totalled=True),), title)


def _shortage_table(books: Books) -> Table | Note:
    worst = worst_shortages(books, 10)
    if not len(worst):
        return Note("没有缺货。 No shortages.", Mood.GOOD)
    columns = (
        PageColumn("产品", "Product", Look.WRAP, span=2),
        PageColumn("客户等级", "Class", Look.WRAP, span=1),
        PageColumn("日期", "Days", Look.WRAP),
        PageColumn("缺货量", "Short", Look.KG, unit="kg"),
        PageColumn("代价", "Price", Look.YUAN, unit="元", span=2),
        PageColumn("原因", "Reason", Look.WRAP, span=3),
        PageColumn("最省补救", "Cheapest remedy", Look.WRAP, span=3),
    )
    title = "代价最高的 10 项缺货（原因与补救取最贵一天） The ten dearest, each told by its worst day"
    return Table(columns, (Section(cell_rows(pd.DataFrame(worst))),), title)
