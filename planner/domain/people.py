"""Who works: workshops, crews, and the extra hands that can be had."""

from datetime import date as Date
from enum import StrEnum
from typing import ClassVar

from planner.domain.noun import Noun, Sheet, column


class Skill(StrEnum):
    """What a pair of hands is certified for; a higher skill does the work of a lower one."""

    GENERAL = "general"
    SKILLED = "skilled"
    MASTER = "master"

    @property
    def rank(self) -> int:
        return RANKS[self]


RANKS = {skill: rank for rank, skill in enumerate(Skill)}


class Workshop(Noun):
    """A workshop and what an hour beyond its plain shift costs besides wages."""

    sheet: ClassVar[Sheet] = Sheet("车间", "Workshop", ("code",), "车间 Workshops", required=True)

    code: str = column("车间编码", "Code", "Short code such as W1.", min_length=1, max_length=20)
    name: str = column("车间名称", "Name", "Name for people.", min_length=1, max_length=60)
    shift: str = column("班次", "Shift", "The shift this workshop opens.", refers="Shift")
    extra_yuan_hour: float = column(
        "延时费用",
        "Extra hour",
        "Supervisors, heat and light for each hour opened beyond the plain shift of a workday.",
        default=0.0,
        unit="元/h",
        ge=0,
    )


class Crew(Noun):
    """A team of one skill in one workshop; all or part of it comes on a day."""

    sheet: ClassVar[Sheet] = Sheet("班组", "Crew", ("code",), "班组、技能与加班余额 Crews")

    code: str = column("班组编码", "Code", "Short code.", min_length=1, max_length=20)
    name: str = column("班组名称", "Name", "Name for people.", default="", max_length=60)
    workshop: str = column("车间", "Workshop", "Where the crew works.", refers="Workshop")
    skill: Skill = column("技能", "Skill", "general, skilled or master.", default=Skill.GENERAL)
    headcount: int = column("人数", "Headcount", "People present on a plain day.", unit="人", ge=0, le=2000)
    wage_yuan_hour: float = column("时薪", "Wage", "Plain hourly wage of one person.", unit="元/h", ge=0)
    efficiency: float = column(
        "工时利用率", "Efficiency", "Productive share of a paid hour.", default=0.88, gt=0, le=1.5
    )
    overtime_used_hours: float = column(
        "本月已加班",
        "Overtime used",
        "Overtime each person has already worked in the month of the first day.",
        default=0.0,
        unit="h",
        ge=0,
        le=200,
    )
    days_worked: int = column(
        "已连续工作天数",
        "Days worked",
        "Days in a row the crew has worked when the plan starts.",
        default=0,
        unit="d",
        ge=0,
        le=31,
    )


class Absence(Noun):
    """People of a crew who will not come on a day."""

    sheet: ClassVar[Sheet] = Sheet("缺勤", "Absence", ("crew", "date"), "请假与缺勤 Absences")

    crew: str = column("班组", "Crew", "Which crew.", refers="Crew")
    date: Date = column("日期", "Date", "Which day.")
    people: int = column("人数", "People", "How many stay away.", unit="人", ge=0)


class BorrowLane(Noun):
    """Hands one workshop may lend to another."""

    sheet: ClassVar[Sheet] = Sheet(
        "借调", "Borrowing", ("from_workshop", "to_workshop"), "车间之间借调 Borrowing between workshops"
    )

    from_workshop: str = column("借出车间", "From", "Who lends.", refers="Workshop")
    to_workshop: str = column("借入车间", "To", "Who borrows.", refers="Workshop")
    people: int = column("最多人数", "People", "Most people lent on one day.", unit="人", ge=0)
    productivity: float = column(
        "效率系数",
        "Productivity",
        "Output of a borrowed hour relative to a local one.",
        default=0.6,
        gt=0,
        le=1,
    )
    skill: Skill = column(
        "可做技能", "Skill", "The most skilled work they can do there.", default=Skill.GENERAL
    )
    from_date: Date = column("开始", "From date", "First day of lending.")
    to_date: Date = column("结束", "To date", "Last day of lending.")


class TempPool(Noun):
    """Temporary hands a workshop may hire by the hour."""

    sheet: ClassVar[Sheet] = Sheet("临时工", "Temps", ("workshop", "from_date"), "临时工 Temporary hands")

    workshop: str = column("车间", "Workshop", "Where they work.", refers="Workshop")
    people: int = column("最多人数", "People", "Most people on one day.", unit="人", ge=0)
    hours_day: float = column(
        "每日工时", "Hours a day", "Hours one of them works.", default=8.0, unit="h", gt=0, le=8
    )
    wage_yuan_hour: float = column("时薪", "Wage", "Hourly wage.", unit="元/h", ge=0)
    productivity: float = column(
        "效率系数", "Productivity", "Output of an hour relative to a local one.", default=0.7, gt=0, le=1
    )
    skill: Skill = column("可做技能", "Skill", "The most skilled work they can do.", default=Skill.GENERAL)
    from_date: Date = column("开始", "From date", "First day.")
    to_date: Date = column("结束", "To date", "Last day.")
