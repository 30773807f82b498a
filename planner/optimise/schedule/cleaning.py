"""Minutes of cleaning from one product to the next, by what they contain."""

from collections.abc import Sequence

from planner.domain.noun import words_in
from planner.domain.plant import Changeover


def cleaning_minutes(
    changeovers: Sequence[Changeover], before: frozenset[str], after: frozenset[str]
) -> float:
    """The longest of all changeovers that apply between two products, given their contents."""
    return max((rule.minutes for rule in changeovers if _applies(rule, before, after)), default=0.0)


def _applies(rule: Changeover, before: frozenset[str], after: frozenset[str]) -> bool:
    """Whether something the product before brings has to be gone for the product after."""
    free_of = words_in(rule.entering_free_of)
    brought = words_in(rule.leaving) & before
    return any(x not in after if x in free_of else not free_of & after for x in brought)
