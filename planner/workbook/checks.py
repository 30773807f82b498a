"""Checks across sheets: does what was read make sense together?

Each check takes all nouns with their places and yields issues; the tuple at the foot is the list of them.
"""

from collections.abc import Callable, Iterator, Mapping

from planner.workbook.checks_demand import (
    demand_lies_within_the_horizon,
    family_with_demand_has_a_routing,
    ordered_product_can_be_delivered,
)
from planner.workbook.checks_fleet import (
    carried_zone_is_known,
    factory_is_on_the_map,
    receiving_window_opens_before_it_closes,
    served_channel_is_known,
)
from planner.workbook.checks_people import (
    absence_is_no_larger_than_its_crew,
    calendar_covers_the_horizon,
    fair_floor_is_below_the_ceiling,
    lane_joins_two_workshops,
    last_day_follows_the_first,
    pools_of_a_workshop_follow_each_other,
    shift_ends_in_order,
)
from planner.workbook.checks_product import (
    kit_holds_no_kits,
    lot_sizes_agree,
    material_arrives_before_it_expires,
    stock_is_from_before_the_start,
    zone_has_room_left,
)
from planner.workbook.checks_routing import (
    family_has_one_line_stage,
    only_the_line_has_alternatives,
    stage_with_a_resource_has_a_rate,
    wait_at_most_is_no_shorter_than_at_least,
)
from planner.workbook.issue import Issue
from planner.workbook.table import Built

Check = Callable[[Mapping[str, Built]], Iterator[Issue]]


def check_sense(built: Mapping[str, Built]) -> list[Issue]:
    """All issues of all checks."""
    return [found for check in CHECKS for found in check(built)]


CHECKS: tuple[Check, ...] = (
    last_day_follows_the_first,
    calendar_covers_the_horizon,
    fair_floor_is_below_the_ceiling,
    shift_ends_in_order,
    absence_is_no_larger_than_its_crew,
    lane_joins_two_workshops,
    pools_of_a_workshop_follow_each_other,
    family_has_one_line_stage,
    only_the_line_has_alternatives,
    stage_with_a_resource_has_a_rate,
    wait_at_most_is_no_shorter_than_at_least,
    lot_sizes_agree,
    kit_holds_no_kits,
    material_arrives_before_it_expires,
    stock_is_from_before_the_start,
    zone_has_room_left,
    receiving_window_opens_before_it_closes,
    carried_zone_is_known,
    served_channel_is_known,
    factory_is_on_the_map,
    family_with_demand_has_a_routing,
    demand_lies_within_the_horizon,
    ordered_product_can_be_delivered,
)
