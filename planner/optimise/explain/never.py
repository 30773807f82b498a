"""Shortages that no capacity could prevent: refused contents, impossible ages, days before the first lot."""

from datetime import timedelta

from planner.domain.scenario import Scenario
from planner.optimise.explain.words import Phrase, amount, both_days
from planner.optimise.lots.articles import Article


def refused_contents(contents: frozenset[str]) -> Phrase:
    """The product holds what its customers forbid."""
    names = "、".join(sorted(contents))
    return Phrase(f"产品含客户禁含的{names}，不得交付", f"contains {names}, which the customer forbids")


def age_of_lot(scenario: Scenario, article: Article, accepted: int) -> int:
    """An accepted age counted from the lot's day: a kit is older than its lot by its youngest component."""
    usable = scenario.last_sale_age.get(article.code, article.product.shelf_days)
    return accepted - (usable - article.shelf_use)


def no_lot_in_time(scenario: Scenario, article: Article, accepted: int, due: int) -> Phrase | None:
    """Why no lot of any size could reach an order of day `due` that takes ages up to `accepted`."""
    age = age_of_lot(scenario, article, accepted)
    if age < article.hold:
        return _too_old(accepted, article.hold + accepted - age)
    if not article.modes:
        stock = _stock(article, age, due)
        return Phrase(f"没有可生产它的设备，{stock.zh}", f"no line can make it; {stock.en}")
    if due - age > article.last_day:
        return _too_late(scenario, article, accepted)
    if due - article.hold < article.first_day:
        return _too_early(scenario, article, age, due)
    return None


def _too_old(accepted: int, youngest: int) -> Phrase:
    """A negative age leaves no time even for the road."""
    if accepted < 0:
        return Phrase(
            "在途时间超过可接受龄期，送到即超龄", "too old on arrival: longer on the road than its age allows"
        )
    return Phrase(
        f"放行时已 {youngest} 天，客户只收 {accepted} 天以内，龄期不够",
        f"{youngest} d old when released, but accepted only up to age {accepted} d",
    )


def _too_late(scenario: Scenario, article: Article, accepted: int) -> Phrase:
    last = both_days(scenario.settings.start + timedelta(days=article.last_day))
    return Phrase(
        f"最后生产日为{last.zh}，届时龄期已超 {accepted} 天",
        f"last made on {last.en}; by then older than the accepted age of {accepted} d",
    )


def _too_early(scenario: Scenario, article: Article, age: int, due: int) -> Phrase:
    first = both_days(scenario.settings.start + timedelta(days=article.first_day + article.hold))
    stock = _stock(article, age, due)
    return Phrase(
        f"{first.zh}才有第一批可发（前序 {article.first_day} 天，待检 {article.hold} 天），{stock.zh}",
        f"the first possible lot leaves on {first.en}; {stock.en}",
    )


def _stock(article: Article, age: int, due: int) -> Phrase:
    kg = sum(lot.kg for lot in article.openings if lot.free <= due <= lot.last and due - lot.made <= age)
    if kg <= 0:
        return Phrase("又无可用库存", "no stock to use")
    return Phrase(f"期初库存 {amount(kg)} kg 不够", f"{amount(kg)} kg of opening stock is not enough")
