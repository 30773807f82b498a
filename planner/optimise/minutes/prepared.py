"""A problem as the compiled loops see it, made once and cheap to have again with other pools."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from planner.optimise.minutes.arrays import Facts, capacity_of, facts_of
from planner.optimise.minutes.latest import with_latest
from planner.optimise.minutes.moves import Kin, kin_of
from planner.optimise.minutes.problem import Pool, Problem


@dataclass(frozen=True, eq=False)
class Prepared:
    """The arrays of a problem, and which of its batches are of one kind: that is the same whatever pools hold."""

    bare_facts: Facts
    kin: Kin

    @cached_property
    def facts(self) -> Facts:
        """The arrays with the latest ends that these pools allow."""
        return with_latest(self.bare_facts)

    def with_pools(self, pools: Sequence[Pool]) -> "Prepared":
        """The same problem with other capacities of its pools, in the same order."""
        capacity = capacity_of(pools, self.bare_facts.horizon)
        return replace(self, bare_facts=self.bare_facts._replace(capacity=capacity))


def prepared(problem: Problem) -> Prepared:
    """A problem made ready for searches."""
    facts = facts_of(problem)
    return Prepared(facts, kin_of(facts))
