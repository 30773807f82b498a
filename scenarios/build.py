"""Build the worked worlds and write them as folders of CSV: `python -m scenarios.build`."""

from functools import cache
from pathlib import Path

from planner.domain.scenario import Scenario
from scenarios.festival import festival_week, spring_festival
from scenarios.tiny import tiny

BUILDERS = {"tiny": tiny, "festival-week": festival_week, "spring-festival": spring_festival}
HERE = Path(__file__).parent


@cache
def world(name: str) -> Scenario:
    """A worked world by its folder's name; raises KeyError for an unknown one."""
    return BUILDERS[name]()


def main() -> None:
    from planner.workbook import write_scenario

    for name in BUILDERS:
        write_scenario(world(name), HERE / name)
        print(f"{HERE.name}/{name}")


if __name__ == "__main__":
    main()
