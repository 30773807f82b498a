"""The words people read in cells for choices and flags, Chinese first."""

from enum import StrEnum

from planner.domain.calendar import DayKind
from planner.domain.dispatch import WhyLeft
from planner.domain.market import Carriage, Channel
from planner.domain.people import Skill
from planner.domain.plan import Attendance
from planner.domain.plant import ResourceKind

ZH: dict[StrEnum, str] = {
    DayKind.WORK: "工作日",
    DayKind.REST: "休息日",
    DayKind.STATUTORY: "法定节假日",
    Skill.GENERAL: "普工",
    Skill.SKILLED: "熟练工",
    Skill.MASTER: "师傅",
    ResourceKind.DOSING: "配料",
    ResourceKind.MIXER: "和面",
    ResourceKind.BENCH: "工位",
    ResourceKind.LINE: "产线",
    ResourceKind.OVEN: "烤炉",
    ResourceKind.PROOFER: "醒发",
    ResourceKind.FREEZER: "冷冻",
    ResourceKind.PACKING: "包装",
    ResourceKind.OTHER: "其他",
    Channel.VILLAGE: "亚冬村",
    Channel.STORE: "门店",
    Channel.SUPERMARKET: "商超",
    Channel.DISTRIBUTOR: "经销商",
    Channel.ECOMMERCE: "电商",
    Channel.OUT_OF_TOWN: "外埠",
    Attendance.WORKS: "上班",
    Attendance.IN_LIEU: "调休上班",
    Attendance.PREMIUM: "加班上班",
    Carriage.TRUCK: "车队配送",
    Carriage.DOCK: "月台自提",
    WhyLeft.TRUCK: "无车可派",
    WhyLeft.WINDOW: "赶不上收货时段",
    WhyLeft.READINESS: "货未备好",
    WhyLeft.PLACE: "地址不明",
    WhyLeft.NOT_SOUGHT: "未排线路",
}

YES, NO = "是", "否"
YES_WORDS = frozenset(("是", "有", "对", "yes", "y", "true", "t", "1", "√", "✓", "✔", "on"))
NO_WORDS = frozenset(("否", "无", "不", "no", "n", "false", "f", "0", "×", "✗", "x", "off"))
TOTAL_WORDS = frozenset(("合计", "总计", "小计", "共计", "总和", "total", "sum", "subtotal", "grandtotal"))


def word_for(choice: StrEnum) -> str:
    """What a cell says for a choice: `工作日 work`."""
    return f"{ZH[choice]} {choice.value}"


def word_or_text(value: object) -> str:
    """What a cell shows for any value, choices and flags in words."""
    if isinstance(value, StrEnum):
        return word_for(value)
    return word_of(value) if isinstance(value, bool) else str(value)


def word_of(flag: bool) -> str:
    """What a cell says for a flag."""
    return YES if flag else NO
