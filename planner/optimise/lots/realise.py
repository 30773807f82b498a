"""Plans as they can be carried out: many walked through at once."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from planner.optimise.compiled import outer
from planner.optimise.lots.answers import Answers
from planner.optimise.lots.cases import Cases, Plans, case_of, course_of
from planner.optimise.lots.deck import Deck
from planner.optimise.lots.threads import spread
from planner.optimise.lots.walk import walk

Ints = NDArray[np.int64]


@outer
def _walk_all(first: int, after: int, chosen: Ints, cases: Cases, plans: Plans) -> None:
    for i in range(first, after):
        walk(case_of(cases, chosen[i]), course_of(plans, i))


def realised(deck: Deck, answers: Answers) -> Answers:
    """The same lots, none above its limit, with what they really sell, keep and waste."""
    batches = np.minimum(answers.batches, deck.most[answers.chosen, None])
    plans = Plans(batches, answers.mode, answers.sold.copy(), answers.stock.copy(), answers.wasted.copy())
    cases = deck.cases()
    spread(len(batches), lambda first, after: _walk_all(first, after, answers.chosen, cases, plans))
    return replace(answers, batches=batches, sold=plans.sold, stock=plans.stock, wasted=plans.wasted)
