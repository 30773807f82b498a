"""The foreman's books: one plan replayed, each book opened when a check first asks for it."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.verify.dispatch import dispatches_of
from planner.verify.doors import DoorsBook
from planner.verify.frames import Frames
from planner.verify.hands import Hands, hands_of
from planner.verify.hours import HoursLedger
from planner.verify.loads import loads_of
from planner.verify.orders import OrderLedger
from planner.verify.readiness import ready_minutes
from planner.verify.stock import StockLedger
from planner.verify.tasks import TaskBook
from planner.verify.trips import TripBook


@dataclass(frozen=True, eq=False)
class Ledger:
    """One plan replayed against its scenario."""

    scenario: Scenario
    plan: Plan

    @cached_property
    def frames(self) -> Frames:
        return Frames(self.scenario, self.plan)

    @cached_property
    def stock(self) -> StockLedger:
        return StockLedger(self.scenario, self.frames)

    @cached_property
    def orders(self) -> OrderLedger:
        return OrderLedger(self.scenario, self.frames)

    @cached_property
    def hours(self) -> HoursLedger:
        return HoursLedger(self.scenario, self.frames)

    @cached_property
    def made(self) -> pd.DataFrame:
        """Lots made of known products."""
        return self.stock.lots[self.stock.lots["made"]]

    @cached_property
    def loads(self) -> pd.DataFrame:
        """What each lot asks of resources and people within the horizon."""
        loads = loads_of(self.scenario, self.made)
        return loads[loads["day"] >= 0].astype({"day": int})

    @cached_property
    def hands(self) -> Hands:
        """Person-hours asked for and present."""
        return hands_of(self.scenario, self.loads, self.hours)

    @cached_property
    def doors(self) -> DoorsBook:
        return DoorsBook(self.scenario, self.hours)

    @cached_property
    def tasks(self) -> TaskBook:
        return TaskBook(self.scenario, self.frames, self.made, self.doors)

    @cached_property
    def dispatches(self) -> pd.DataFrame:
        """Deliveries with what the lot and the customer say of them."""
        return dispatches_of(self.scenario, self.stock)

    @cached_property
    def trips(self) -> TripBook:
        return TripBook(self.scenario, self.frames, self.stock)

    @cached_property
    def ready_minutes(self) -> NDArray[np.float64]:
        """Minute, from 0:00 of the plan's first day, from which each row of `stock.lots` may be loaded."""
        return ready_minutes(self.scenario, self.stock, self.doors, self.tasks)
