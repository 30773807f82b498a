"""Draws the tables of a page: headings, bands, rows, totals, signatures and charts."""

from math import fsum

from planner.domain.page import Cell, Chart, Limits, Look, Mood, PageColumn, Section, Table
from planner.workbook.formats import DARK, QUIET
from planner.workbook.pages_canvas import ROW_POINTS, Canvas, lines_of

LINE_POINTS, HEADING_POINTS, BAND_POINTS, HAND_POINTS, SIGN_POINTS = 12.5, 32, 20, 21, 30
CHART_ROWS, ROW_PIXELS = 15, 20
BLANKS = "＿" * 8


def draw_table(canvas: Canvas, table: Table, row: int, left: int = 0) -> int:
    """Draw a table with its top left corner at (row, left); returns the first free row below."""
    if table.title:
        canvas.sheet.set_row(row, BAND_POINTS)
        canvas.put(row, left, table.title, canvas.looks.text(size=11, bold=True))
        row += 1
    if table.charts:
        row += CHART_ROWS
    heading = row
    _draw_headings(canvas, table.columns, row, left)
    row += 1
    for section in table.sections:
        row = _draw_section(canvas, table, section, row, left)
    _shade(canvas, table.columns, heading + 1, row - 1, left)
    if table.filtered and table.row_count:
        canvas.sheet.autofilter(heading, left, heading + table.row_count, left + len(table.columns) - 1)
    for number, chart in enumerate(table.charts):
        _draw_chart(canvas, table, chart, number, heading)
    return row


def heading_row_of(table: Table, row: int) -> int:
    """The row of a table's headings when it is drawn from `row`."""
    return row + bool(table.title) + (CHART_ROWS if table.charts else 0)


def _draw_headings(canvas: Canvas, columns: tuple[PageColumn, ...], row: int, left: int) -> None:
    lines = max(lines_of(column.heading.split("\n")[0], _room(canvas, column)) for column in columns)
    canvas.sheet.set_row(row, HEADING_POINTS + (lines - 1) * LINE_POINTS)
    large, small = canvas.looks.text(bold=True), canvas.looks.text(size=8, ink=QUIET)
    col = left
    for column in columns:
        look = canvas.looks.heading(column.mood)
        zh, _, en = column.heading.partition("\n")
        canvas.put(row, col, zh, look, column.span)
        if en:
            canvas.sheet.write_rich_string(row, col, large, zh, small, f"\n{en}", look)
        col += column.span


def _draw_section(canvas: Canvas, table: Table, section: Section, row: int, left: int) -> int:
    """Band, rows, total and signatures of one section."""
    if section.on_new_sheet:
        canvas.breaks.append(row)
    if section.band:
        _draw_band(canvas, table.columns, section.band, row, left)
        row += 1
    row = _draw_rows(canvas, table.columns, section.rows, row, left)
    if section.totalled and section.rows:
        _draw_total(canvas, table.columns, section.rows, row, left)
        row += 1
    if section.signed and canvas.page.signatures:
        row = draw_signatures(canvas, row)
    return row


def _draw_band(canvas: Canvas, columns: tuple[PageColumn, ...], text: str, row: int, left: int) -> None:
    look = canvas.looks.band()
    canvas.sheet.set_row(row, BAND_POINTS)
    for col in range(left, left + sum(column.span for column in columns)):
        canvas.put(row, col, text if col == left else None, look)


def _draw_rows(
    canvas: Canvas, columns: tuple[PageColumn, ...], rows: tuple[tuple[Cell, ...], ...], row: int, left: int
) -> int:
    plain = [canvas.looks.cell(column.look) for column in columns]
    least = HAND_POINTS if any(column.look is Look.HAND for column in columns) else ROW_POINTS
    wraps = _wraps(canvas, columns, left)
    for values in rows:
        points = max(
            [least, *(LINE_POINTS * lines_of(str(values[n] or ""), width) + 3 for n, width in wraps)]
        )
        if points > ROW_POINTS:
            canvas.sheet.set_row(row, points)
        col = left
        for value, column, look in zip(values, columns, plain, strict=True):
            mood = _mood(column.limits, value) if column.limits else Mood.PLAIN
            shown = look if mood is Mood.PLAIN else canvas.looks.cell(column.look, mood)
            canvas.put(row, col, value, shown, column.span)
            col += column.span
        row += 1
    return row


def _room(canvas: Canvas, column: PageColumn) -> float:
    """Characters that fit in one line of a column."""
    return canvas.page.grid[0] * column.span if canvas.page.grid else column.width


def _wraps(canvas: Canvas, columns: tuple[PageColumn, ...], left: int) -> list[tuple[int, float]]:
    """The wrapping columns by number, with the characters that fit in one line."""
    found, col = [], left
    for number, column in enumerate(columns):
        if column.look is Look.WRAP:
            found.append((number, sum(canvas.widths[col : col + column.span]) - 1))
        col += column.span
    return found


def _mood(limits: Limits, value: Cell) -> Mood:
    return limits.mood_of(value) if isinstance(value, int | float) else Mood.PLAIN


def _draw_total(
    canvas: Canvas, columns: tuple[PageColumn, ...], rows: tuple[tuple[Cell, ...], ...], row: int, left: int
) -> None:
    """The sums of the columns that have one, under 合计; plain values, no formulas."""
    col = left
    for number, column in enumerate(columns):
        total: Cell = "合计 Total" if number == 0 else None
        if column.totalled:
            total = fsum(value for values in rows if isinstance(value := values[number], int | float))
        look = canvas.looks.cell(Look.TEXT if number == 0 else column.look, total=True)
        canvas.put(row, col, total, look, column.span)
        col += column.span


def draw_signatures(canvas: Canvas, row: int) -> int:
    """One line with a blank for everybody who signs; returns the row below."""
    canvas.sheet.set_row(row, SIGN_POINTS)
    words = "　　".join(f"{role}：{BLANKS}" for role in canvas.page.signatures)
    canvas.put(row, 0, words, canvas.looks.text(ink=DARK))
    return row + 1


def _shade(canvas: Canvas, columns: tuple[PageColumn, ...], first: int, last: int, left: int) -> None:
    """Shade neighbouring columns of numbers by size, from white to orange."""
    hot = [number for number, column in enumerate(columns) if column.heat]
    if not hot or last < first:
        return
    scale = {
        "type": "2_color_scale",
        "min_type": "num", "min_value": 0, "min_color": "#FFFFFF",
        "max_type": "num", "max_value": columns[hot[0]].heat, "max_color": "#F4B183",
    }  # fmt: skip
    canvas.sheet.conditional_format(first, left + hot[0], last, left + hot[-1], scale)


def _draw_chart(canvas: Canvas, table: Table, chart: Chart, number: int, heading: int) -> None:
    """A line chart in the room left above its table, beside the ones before it."""
    drawn = canvas.looks.book.add_chart({"type": "line"})
    first, last = heading + 1, heading + max(table.row_count, 1)
    for line in chart.lines:
        dashed = line in chart.dashed
        drawn.add_series(
            {
                "name": table.columns[line].zh,
                "categories": [canvas.sheet.name, first, chart.across, last, chart.across],
                "values": [canvas.sheet.name, first, line, last, line],
                "line": {"color": "#C00000" if dashed else "#2F5597", "width": 2}
                | ({"dash_type": "dash"} if dashed else {}),
            }
        )
    width = canvas.pixels(0, len(canvas.widths)) / len(table.charts)
    drawn.set_title({"name": chart.title, "name_font": {"size": 11}, "overlay": False})
    drawn.set_legend({"position": "bottom"})
    drawn.set_x_axis({"num_format": "m/d", "num_font": {"size": 8, "rotation": -45}, "date_axis": True})
    drawn.set_y_axis(
        {"min": 0, "num_format": "#,##0", "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}}
    )
    drawn.set_size({"width": width - 6, "height": CHART_ROWS * ROW_PIXELS - 8})
    canvas.sheet.insert_chart(heading - CHART_ROWS, 0, drawn, {"x_offset": number * width + 2, "y_offset": 4})
