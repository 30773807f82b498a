"""What the steps of a large scenario's plan share."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.domain.scenario import Scenario
from planner.optimise.lots.answers import Answers, load_of
from planner.optimise.lots.articles import Article
from planner.optimise.lots.deck import Deck
from planner.optimise.lots.groups import GroupIndex
from planner.optimise.lots.supply import Supply

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Large:
    """A scenario too large to be handed to a solver whole, with its supply side; `sold` are what the deck holds."""

    scenario: Scenario
    groups: GroupIndex
    articles: tuple[Article, ...]
    sold: tuple[Article, ...]
    components: tuple[Article, ...]
    deck: Deck
    supply: Supply

    @property
    def horizon(self) -> int:
        return len(self.scenario.dates)

    def taken(self, plans: Answers) -> Floats:
        """(groups, T) what plans take of each limit, together."""
        shape = self.supply.factory.rows.shape
        taken = load_of(self.deck, plans, np.ones(len(plans.chosen)), self.supply.model.rows)
        return taken[: shape[0] * shape[1]].reshape(shape)

    def home_of(self, block: Ints) -> str:
        """The workshop of a block of articles that are no kits."""
        return self._home(self.sold[int(block[0])])

    def _home(self, article: Article) -> str:
        return self.scenario.family_of[article.product.family].workshop

    def blocks(self) -> list[Ints]:
        """Articles in the order they are decided: kits, then the workshops whose single articles are worth least."""
        scenario = self.scenario
        home = np.array(
            ["" if a.code in scenario.kit_codes else self._home(a) for a in self.sold],
            dtype=object,
        )
        blocks = [np.flatnonzero(home == name) for name in sorted(set(home) - {""})]
        worth = (self.deck.demand * self.deck.price[:, :, None]).sum(axis=(1, 2))
        return [np.flatnonzero(home == ""), *sorted(blocks, key=lambda block: worth[block].mean())]
