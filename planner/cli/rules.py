"""`planner rules`: the rule book, as the judge reads it."""

from itertools import groupby

from planner.domain.rulebook import RULES

AREAS = {
    "people": "人员",
    "production": "生产",
    "supply": "物料",
    "storage": "仓储",
    "quality": "质量",
    "delivery": "配送",
    "books": "账目",
}


def rules() -> None:
    """规则手册 Print the rules every plan obeys."""
    for area, group in groupby(RULES, key=lambda rule: rule.area):
        print(f"{AREAS[area]} {area.capitalize()}")
        for rule in group:
            print(f"  {rule.zh}\n    {rule.sentence}\n    {rule.name} [{rule.unit}]")
        print()
