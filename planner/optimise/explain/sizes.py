"""What the size of lots costs a small order: whole batches, least and greatest lots, set-ups."""

from dataclasses import dataclass

from planner.optimise.explain.ways import Way, smallest_lot
from planner.optimise.explain.words import Phrase, amount
from planner.optimise.lots.articles import Article


@dataclass(frozen=True)
class LotSize:
    """What the size of lots adds to the missing kilograms, in yuan and words; `capped`: a greatest lot."""

    yuan: float
    reason: Phrase
    remedy: Phrase
    capped: bool


def lot_size(article: Article, way: Way, kg: float, price: float) -> LotSize:
    """The burden of making a lot for the `kg` that it could bring, worth `price` yuan."""
    lot = smallest_lot(article, kg)
    spare = lot - kg
    unsold = spare * (article.product.waste_yuan_kg + way.kg_yuan)
    if unsold + way.lot_yuan <= 1e-6 and article.product.max_lot_kg:
        return _greatest(article.product.max_lot_kg, kg)
    told = _whole(article, lot, kg, price) if unsold >= way.lot_yuan else _set_up(way.lot_yuan, kg, price)
    return LotSize(unsold + way.lot_yuan, *told, capped=False)


def _whole(article: Article, lot: float, kg: float, price: float) -> tuple[Phrase, Phrase]:
    least = article.product.min_lot_kg >= lot - 1e-6 and kg < article.product.min_lot_kg
    zh, en = ("最小批", "a minimum lot") if least else ("整批", "a whole batch")
    if not least and lot > 1.5 * (article.product.batch_kg or lot):
        zh, en = "整数批", "whole batches"
    reason = Phrase(
        f"为 {amount(kg)} kg 做{zh} {amount(lot)} kg 不划算（缺货代价 {amount(price)} 元）",
        f"{en} of {amount(lot)} kg for {amount(kg)} kg: not worth making",
    )
    remedy = Phrase(
        f"再凑 {amount(lot - kg)} kg 订单，或准许更小的批",
        f"{amount(lot - kg)} kg more orders, or a smaller batch",
    )
    return reason, remedy


def _set_up(yuan: float, kg: float, price: float) -> tuple[Phrase, Phrase]:
    reason = Phrase(
        f"为 {amount(kg)} kg 换产一次要 {amount(yuan)} 元，不划算（缺货代价 {amount(price)} 元）",
        f"a set-up of {amount(yuan)} yuan for {amount(kg)} kg: not worth making",
    )
    return reason, Phrase(
        "并入邻近日期的订单，或缩短换产", "join it with orders of nearby days, or set up faster"
    )


def _greatest(most: float, kg: float) -> LotSize:
    reason = Phrase(f"最大批 {amount(most)} kg 已满", f"the maximum lot of {amount(most)} kg is full")
    remedy = Phrase(f"把最大批提高 {amount(kg)} kg", f"raise the maximum lot by {amount(kg)} kg")
    return LotSize(0.0, reason, remedy, capped=True)
