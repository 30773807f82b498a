"""A day's trips as one page for a driver's phone: it opens offline, has no scripts, and prints a trip a sheet."""

from collections.abc import Sequence

from planner.report.tasks import clock_words
from planner.report.tripsheets import TripSheet, by_truck


def phone_page(trips: Sequence[TripSheet], title: str, about: str) -> str:
    """The page as text; whatever a planner typed is shown as typed and never executed."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    pages = Environment(
        loader=PackageLoader("planner.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return pages.get_template("trips.html").render(
        trips=trips, title=title, about=about, trucks=by_truck(trips), clock=clock_words
    )
