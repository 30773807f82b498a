"""The rule book: every rule has one name, one sentence, one unit, wherever it appears."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """One rule every plan obeys."""

    name: str
    area: str
    sentence: str
    zh: str
    unit: str


def _rules(area: str, *rows: tuple[str, str, str, str]) -> tuple[Rule, ...]:
    return tuple(Rule(name, area, sentence, zh, unit) for name, sentence, zh, unit in rows)


RULES: tuple[Rule, ...] = (
    *_rules(
        "people",
        (
            "crew_works_only_in_an_opened_shift",
            "A crew works only in an opened shift, and a shift opens no longer than its pattern allows.",
            "班组只在已开的班次内上班，开班不超过班次上限。",
            "hours too many",
        ),
        (
            "no_more_hands_in_use_than_present",
            "No more hands are in use than are present with the skill.",
            "用工不超过在岗且具备技能的人手。",
            "person-hours too many",
        ),
        (
            "overtime_stays_within_three_hours_a_day",
            "Overtime stays within 3 hours a day.",
            "每日加班不超过3小时。",
            "hours too many",
        ),
        (
            "overtime_stays_within_thirty_six_hours_a_month",
            "Overtime stays within 36 hours a month for the average member, hours already worked included.",
            "每月人均加班（含期初）不超过36小时。",
            "hours a person too many",
        ),
        (
            "crew_rests_one_day_in_seven",
            "A crew rests one day in seven: each of its people, in turn or together.",
            "每人每七天至少休息一天，可轮休。",
            "person-days too many",
        ),
        (
            "time_off_in_lieu_is_given_in_the_same_month",
            "A rest day worked at plain pay is given back as a workday off in the same month.",
            "休息日调休须在当月补休。",
            "person-days not given back",
        ),
        (
            "borrowed_worker_works_slower_and_leaves_a_gap",
            "Borrowed hands come only over an agreed lane, within its number, and are missing where they came from.",
            "借调按协议人数与期限，并从借出车间扣减。",
            "person-hours too many",
        ),
        (
            "temporary_hands_stay_within_the_pool",
            "Temporary hands stay within the pool on offer that day.",
            "临时工不超过当日可用人数。",
            "person-hours too many",
        ),
        (
            "hands_in_use_at_any_minute_stay_within_those_present",
            "Hands in use at any minute stay within those present, who come and go in turns.",
            "任一分钟的用工不超过在岗人数，人员错峰上下班。",
            "most hands too many",
        ),
    ),
    *_rules(
        "production",
        (
            "lot_follows_its_routing",
            "A lot follows its routing: on a line of its family, with time before it for every earlier stage.",
            "批次按工艺路线在本族产线上生产，并留足前道天数。",
            "lots",
        ),
        (
            "resource_holds_no_more_than_it_can",
            "A resource is used no longer than its units are open.",
            "设备负荷不超过可用工时。",
            "unit-hours too many",
        ),
        (
            "resource_is_not_used_while_down",
            "A resource is not used while it is down.",
            "停机期间不得使用设备。",
            "unit-hours too many",
        ),
        (
            "lot_is_made_of_whole_batches_within_its_minimum_and_maximum",
            "A lot is made of whole batches within its minimum and maximum.",
            "批次为整批，且在最小与最大批量之间。",
            "kilograms off",
        ),
        (
            "product_is_not_made_after_its_last_day",
            "A product is not made after its last production day.",
            "超过最后生产日不再生产。",
            "kilograms",
        ),
        (
            "every_kilogram_of_a_lot_is_on_tasks_or_reported_unplaced",
            "Every kilogram of a lot is on tasks or reported unplaced, and none on both.",
            "批次的每公斤要么排到任务，要么列入未排产，不重不漏。",
            "kilograms",
        ),
        (
            "batch_goes_through_every_stage_on_its_day_and_long_enough",
            "A batch goes through every stage on its day, long enough, with the units and hands it takes.",
            "小批按日走完每道工序，时长、台数与用工相符。",
            "tasks",
        ),
        (
            "batch_waits_at_least_and_at_most_as_its_routing_says",
            "A batch waits between stages at least and at most as its routing says.",
            "小批工序间等待在工艺规定的最短与最长之间。",
            "minutes off",
        ),
        (
            "work_happens_only_in_opened_minutes_and_not_in_breaks",
            "Work happens only in opened minutes, and handwork not in breaks.",
            "只在开班时间内作业，手工作业避开休息。",
            "minutes",
        ),
        (
            "resource_unit_does_one_thing_at_a_time",
            "A unit of a resource does one thing at a time, and nothing while it is down.",
            "每台设备同一时间只做一件事，停机时不作业。",
            "unit-minutes too many",
        ),
        (
            "cleaning_happens_between_lots_as_contents_demand",
            "Set-up and cleaning happen between lots on a unit as their contents demand.",
            "同一台设备上批次之间按所含成分完成换产与清洁。",
            "minutes lacking",
        ),
    ),
    *_rules(
        "supply",
        (
            "material_is_in_the_store_when_it_is_used",
            "Material is in the store, usable and enough, when it is used.",
            "用料时原料在库、在期且足量。",
            "units of material",
        ),
        (
            "kit_is_assembled_only_from_released_components",
            "A kit is assembled only from released components of its recipe, young enough and enough of them.",
            "礼盒只用已放行、龄期合格且足量的配件。",
            "kilograms",
        ),
        (
            "kit_lives_as_long_as_its_oldest_component",
            "A kit carries the date of its oldest component and the shelf life that follows.",
            "礼盒日期取最早的配件，到期日取最短。",
            "days off",
        ),
        (
            "product_contains_nothing_its_customer_forbids",
            "A product contains nothing its customer forbids.",
            "产品不含客户禁用成分。",
            "kilograms",
        ),
    ),
    *_rules(
        "storage",
        (
            "zone_never_holds_more_than_its_pallets",
            "A zone never holds more than its pallets.",
            "各温区不超过托盘位。",
            "pallets too many",
        ),
        (
            "goods_are_kept_only_in_their_zone",
            "Goods are kept only in their zone.",
            "产品只存放在规定温区。",
            "lots",
        ),
        (
            "goods_past_their_last_sale_are_written_off",
            "Goods that nobody accepts any more are written off.",
            "过可售期的存货须及时报废。",
            "kilograms",
        ),
    ),
    *_rules(
        "quality",
        (
            "lot_ships_only_after_its_release",
            "A lot ships only after its release; blocked lots never leave the store.",
            "批次放行后方可发货，冻结批次不得出库。",
            "kilograms",
        ),
        (
            "nothing_is_delivered_older_than_its_customer_accepts",
            "Nothing is delivered older than its customer accepts.",
            "不交付超过客户可接受龄期的产品。",
            "kilograms",
        ),
        (
            "older_lot_is_never_delivered_after_a_younger_one",
            "An older lot is never delivered after a younger one to the same customer.",
            "同一客户不得日期倒挂。",
            "kilograms",
        ),
    ),
    *_rules(
        "delivery",
        (
            "every_kilogram_dispatched_rides_is_fetched_or_is_reported",
            "Every kilogram dispatched rides on a trip, is fetched at the dock or is reported undelivered.",
            "发货的每公斤要么随车、要么月台交接、要么列入未能配送，不重不漏。",
            "kilograms",
        ),
        (
            "truck_carries_no_more_than_its_kilograms_and_its_crates",
            "A truck carries no more than its kilograms and its crates, per temperature.",
            "车辆装载不超过载重与筐位，各温区亦然。",
            "kilograms or crates too many",
        ),
        (
            "goods_ride_only_at_their_temperature",
            "Goods ride only at their temperature.",
            "产品只在规定温区运输。",
            "kilograms",
        ),
        (
            "stop_is_served_inside_its_window",
            "A stop is served inside a window of its customer, and goods are fetched inside one.",
            "停靠与月台交接均在收货时段内。",
            "minutes off",
        ),
        (
            "truck_takes_the_time_its_road_and_its_stops_need",
            "A truck takes the time its loading, its road and its stops need.",
            "装车、行驶与卸货时间不少于所需。",
            "minutes lacking",
        ),
        (
            "driver_drives_no_longer_than_allowed_with_his_break",
            "A driver is away no longer than allowed and pauses when he must.",
            "司机工时与连续驾驶不超限，按时休息。",
            "minutes too many",
        ),
        (
            "truck_loads_only_what_is_ready",
            "A truck loads only what is packed, released and picked.",
            "只装已包装、放行并拣好的货。",
            "minutes too early",
        ),
        (
            "truck_makes_one_trip_at_a_time",
            "A truck makes one trip at a time.",
            "一车同一时间只跑一趟。",
            "minutes",
        ),
        (
            "trip_keeps_to_its_wave",
            "A trip keeps to its wave: its hours, its channels, its most trips, and the stops its truck may make.",
            "车次遵守波次的时间、渠道、次数与停靠上限。",
            "trips",
        ),
        (
            "dock_loads_no_more_trucks_than_it_has_doors",
            "The dock loads no more trucks at a time than it has doors.",
            "同时装车不超过月台数。",
            "truck-minutes too many",
        ),
        (
            "trucks_cost_their_days_and_their_kilometres",
            "Trips cost their trucks' days and their kilometres, and the delivery cost is their sum.",
            "配送费用等于车辆费用与里程费用之和。",
            "yuan or kilometres off",
        ),
        (
            "no_customer_starves_while_a_peer_feasts",
            "No customer ends under the fair floor while a peer of its class above the ceiling had what it lacked.",
            "同级客户公平：不得一家低于下限而另一家高于上限。",
            "kilograms that could have been shared",
        ),
    ),
    *_rules(
        "books",
        (
            "nothing_is_delivered_that_was_not_made_or_in_stock",
            "Nothing is delivered, used or written off that was not made or in stock.",
            "发货、耗用与报废不超过生产与库存。",
            "kilograms",
        ),
        ("nobody_gets_more_than_ordered", "Nobody gets more than ordered.", "交付不超过订货。", "kilograms"),
        (
            "shortages_are_what_orders_lack",
            "The shortages listed are what orders lack, in kilograms and in yuan.",
            "缺货表与订货减交付逐项相符。",
            "rows",
        ),
        (
            "every_name_in_the_plan_is_known",
            "Every name and day in the plan is known to the scenario, and appears once.",
            "计划中的编码与日期均在情景内且不重复。",
            "rows",
        ),
        (
            "bill_adds_up",
            "The bill adds up, line by line, and the bound is not above the cost.",
            "费用逐项相符，下界不高于总成本。",
            "yuan off",
        ),
    ),
)


RULE_OF: dict[str, Rule] = {rule.name: rule for rule in RULES}
