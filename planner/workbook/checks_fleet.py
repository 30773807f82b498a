"""Checks of deliveries: windows, zones and channels that exist, and a factory with a place on the map."""

from collections.abc import Iterator, Mapping

from planner.domain.market import Channel
from planner.workbook.headings import nearest
from planner.workbook.issue import Issue
from planner.workbook.table import Built

World = Mapping[str, Built]
WINDOW_FIELDS = (("window_from", "window_to"), ("window2_from", "window2_to"), ("window3_from", "window3_to"))
CHANNELS = dict.fromkeys(channel.value for channel in Channel)


def receiving_window_opens_before_it_closes(built: World) -> Iterator[Issue]:
    """A customer's receiving windows end after they start."""
    for record, customer in enumerate(built["customers"].records):
        for opens, closes in WINDOW_FIELDS:
            start, end = getattr(customer, opens), getattr(customer, closes)
            if start is not None and end is not None and end <= start:
                message = f"receiving ends at {end:%H:%M}, not after its start at {start:%H:%M}."
                yield built["customers"].issue("window_reversed", record, closes, message, end)


def carried_zone_is_known(built: World) -> Iterator[Issue]:
    """A truck's zones are zones of the store."""
    zones = {zone.code: None for zone in built["zones"].records}
    for record, vehicle in enumerate(built["vehicles"].records):
        for zone in sorted(vehicle.carried_zones - zones.keys()):
            message = f"'{zone}' is not in 温区 Zone.{nearest(zone, zones)}"
            yield built["vehicles"].issue("code_unknown", record, "zones", message, zone)


def served_channel_is_known(built: World) -> Iterator[Issue]:
    """The channels of waves and trucks are those of classes."""
    for name in ("vehicles", "waves"):
        for record, row in enumerate(built[name].records):
            for channel in sorted(row.served_channels - CHANNELS.keys()):
                message = f"'{channel}' is not one of {', '.join(CHANNELS)}.{nearest(channel, CHANNELS)}"
                yield built[name].issue("not_a_choice", record, "channels", message, channel)


def factory_is_on_the_map(built: World) -> Iterator[Issue]:
    """Where trucks have waves, the factory has a place, unless every road is in the sheet of distances."""
    if not built["waves"].records or not built["vehicles"].records or built["distances"].records:
        return
    for record, settings in enumerate(built["settings"].records):
        if settings.depot_latitude is None or settings.depot_longitude is None:
            message = "the factory has no place on the map, so no truck finds its way."
            yield built["settings"].issue("place_missing", record, "depot_latitude", message)
