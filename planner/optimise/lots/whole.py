"""The whole lots problem as one integer programme: exact, and right for small scenarios and for comparisons."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from planner.domain.scenario import Scenario
from planner.optimise.lots.articles import Article
from planner.optimise.lots.assemble import Making
from planner.optimise.lots.explicit import Explicit, write_out
from planner.optimise.lots.factory import Factory, build_factory
from planner.optimise.lots.groups import GroupIndex

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Whole:
    """The factory with every article written out."""

    factory: Factory
    written: tuple[Explicit, ...]

    def making(self, values: Floats) -> dict[str, Making]:
        """What a solution makes of each article, and for whom."""
        components = self.factory.scenario.component_codes
        return {
            e.article.code: making_of(e, values, keeps=e.article.code in components) for e in self.written
        }


def build_whole(
    scenario: Scenario,
    groups: GroupIndex,
    articles: tuple[Article, ...],
    *,
    integer: bool,
    exact: bool = True,
) -> Whole:
    """All articles in full; `integer` and `exact` describe plans, otherwise a relaxation of them."""
    factory = build_factory(scenario, groups, integer=integer, exact=exact)
    loose = not (integer and exact)
    written = (write_out(factory, article, integer=integer, loose=loose) for article in articles)
    return Whole(factory, tuple(written))


def strict(article: Article) -> Article:
    """The article with kit ages counted from the oldest component a kit may have; opening lots keep their labels."""
    slack = article.kit_slack
    return replace(
        article,
        openings=tuple(replace(lot, made=lot.made + slack) for lot in article.openings),
        ages=article.ages - slack,
        shelf_use=article.shelf_use - slack,
        kit_slack=0,
        older=article.early_slack,
    )


def making_of(explicit: Explicit, values: Floats, *, keeps: bool) -> Making:
    """Lots of a solution, batches rounded to whole ones, and kilograms for each segment and for nobody.

    A component `keeps` its surplus to its last day, in case a kit can use it.
    """
    kilograms = explicit.kilograms(values)
    if explicit.article.product.batch_kg:
        kilograms = np.round(kilograms / explicit.unit_kg) * explicit.unit_kg
    lots = tuple(
        (explicit.article.modes[m].line, int(day), float(kilograms[m, day]))
        for m, day in zip(*np.nonzero(kilograms > 1e-6), strict=True)
    )
    surplus = np.zeros(kilograms.shape[1]) if keeps else explicit.surplus(values)
    return Making(lots, explicit.served(values), surplus)


def arcs_of(articles: tuple[Article, ...], horizon: int) -> int:
    """Roughly how many columns the whole model would have."""
    total = 0
    for article in articles:
        reach = np.minimum(np.maximum(article.ages - article.hold + 1, 0), horizon)
        total += int(((article.demand > 0).sum(axis=1) * reach).sum()) + 2 * horizon * len(article.modes)
    return total
