"""The judgement: every check of the rule book on one replayed plan."""

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.domain.verdict import Verdict
from planner.verify import (
    batches,
    books,
    cleaning,
    delivery,
    drivers,
    fares,
    freight,
    heads,
    loading,
    machines,
    openings,
    people,
    production,
    quality,
    stops,
    storage,
    supply,
    waybills,
    yard,
)
from planner.verify.bill import bill_from
from planner.verify.ledger import Ledger
from planner.verify.wording import Check

CHECKS: tuple[Check, ...] = (
    *people.CHECKS,
    *heads.CHECKS,
    *production.CHECKS,
    *batches.CHECKS,
    *openings.CHECKS,
    *machines.CHECKS,
    *cleaning.CHECKS,
    *supply.CHECKS,
    *storage.CHECKS,
    *quality.CHECKS,
    *waybills.CHECKS,
    *freight.CHECKS,
    *stops.CHECKS,
    *drivers.CHECKS,
    *loading.CHECKS,
    *yard.CHECKS,
    *fares.CHECKS,
    *delivery.CHECKS,
    *books.CHECKS,
)


def judge(scenario: Scenario, plan: Plan) -> Verdict:
    """Replay a plan and name every breach of every rule; never raises for what a plan may hold."""
    ledger = Ledger(scenario, plan)
    findings = tuple(finding for check in CHECKS for finding in check(scenario, ledger))
    return Verdict(findings, sum(bill_from(scenario, ledger).values()))
