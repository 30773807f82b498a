"""The judge's word on a terminal."""

from planner.domain.rulebook import RULE_OF
from planner.domain.verdict import Finding, Verdict

SHOWN = 20


def verdict_lines(verdict: Verdict) -> list[str]:
    """Accepted or rejected, and why: rule, amount and sentence of the first findings."""
    if verdict.accepted:
        return ["评判 Verdict: 通过 accepted, no rule is broken."]
    found = verdict.findings
    more = [f"  … 另有 and {len(found) - SHOWN} more"] if len(found) > SHOWN else []
    head = f"评判 Verdict: 不通过 REJECTED, {len(found)} 处违规 findings"
    return [head, *(f"  {_line(finding)}" for finding in found[:SHOWN]), *more]


def _line(finding: Finding) -> str:
    rule = RULE_OF[finding.rule]
    return f"{finding.rule} ({finding.amount:,.3g} {rule.unit}): {rule.zh} {finding.sentence}"


def findings_data(verdict: Verdict) -> list[dict[str, str | float]]:
    """Findings as plain data for --json."""
    return [{"rule": f.rule, "amount": f.amount, "sentence": f.sentence} for f in verdict.findings]
