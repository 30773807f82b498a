"""Turns the grid of a noun into a table of typed values, whichever layout it has."""

from planner.domain.noun import columns_of
from planner.workbook.grid import Grid
from planner.workbook.headings import find_header
from planner.workbook.issue import issue
from planner.workbook.matrix import matrix_fields
from planner.workbook.sieve import Sift, Sifted
from planner.workbook.sift_form import sift_form
from planner.workbook.sift_matrix import sift_matrix
from planner.workbook.sift_rows import sift_rows


def sift(grid: Grid, target: Sift) -> Sifted:
    """Read a grid as the table of a noun; None if no heading of it is found."""
    if target.noun.sheet.layout == "form":
        return sift_form(grid, target)
    header = find_header(grid, target.noun)
    if header is None:
        names = ", ".join(column.heading for column in columns_of(target.noun) if column.required)
        return None, [issue("headings_missing", grid.name, f"no headings are found. Maybe add: {names}.")]
    if target.noun.sheet.layout == "matrix":
        _, across, quantity = matrix_fields(target.noun)
        if not {across.name, quantity.name} <= set(header.cols):
            return sift_matrix(grid, target, header)
    return sift_rows(grid, target, header)
