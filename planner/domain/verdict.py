"""The judge's word: findings as data."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One breach of one rule, with its amount in the rule's unit and a sentence with names and dates."""

    rule: str
    amount: float
    sentence: str


@dataclass(frozen=True)
class Verdict:
    """All findings of one judgement and the cost the judge added up himself."""

    findings: tuple[Finding, ...]
    cost_yuan: float

    @property
    def accepted(self) -> bool:
        return not self.findings
