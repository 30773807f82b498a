"""Draws boards: a row for each unit, coloured bars over a scale of hours."""

from planner.domain.page import BarRow, Board, Look, Mood
from planner.workbook.pages_canvas import Canvas

TITLE_POINTS, SCALE_POINTS, UNIT_POINTS = 20, 15, 13.5
NAME_COLUMN = 0


def draw_board(canvas: Canvas, board: Board, row: int) -> int:
    """Draw a board from `row`; returns the first free row below it."""
    if board.on_new_sheet:
        canvas.breaks.append(row)
    canvas.sheet.set_row(row, TITLE_POINTS)
    canvas.put(row, NAME_COLUMN, board.title, canvas.looks.text(size=11, bold=True))
    row = _draw_legend(canvas, board, row + 1)
    canvas.sheet.set_row(row, SCALE_POINTS)
    canvas.put(row, NAME_COLUMN, "台位 Unit", canvas.looks.heading(Mood.PLAIN))
    for first, columns, text in board.scale:
        canvas.put(row, first, text, canvas.looks.heading(Mood.PLAIN), columns)
    hours = {first for first, _, _ in board.scale}
    for unit in board.rows:
        row += 1
        _draw_unit(canvas, unit, row, hours)
    return row + 1


def _draw_legend(canvas: Canvas, board: Board, row: int) -> int:
    """Colours with their names, each as wide as an hour's pair, as many lines as they need."""
    if not board.legend:
        return row
    width, last = 6, len(canvas.widths)
    col = NAME_COLUMN + 1
    for colour, name in board.legend:
        if col + width > last:
            row, col = row + 1, NAME_COLUMN + 1
        canvas.put(row, col, name, canvas.looks.bar(colour), width)
        col += width
    return row + 1


def _draw_unit(canvas: Canvas, unit: BarRow, row: int, hours: set[int]) -> None:
    """Bars over several columns are merged, so that no text runs out of its bar."""
    canvas.sheet.set_row(row, UNIT_POINTS)
    canvas.put(row, NAME_COLUMN, unit.name, canvas.looks.cell(Look.TEXT))
    taken: set[int] = set()
    for bar in unit.bars:
        canvas.put(row, bar.first, bar.text, canvas.looks.bar(bar.colour), bar.last - bar.first + 1)
        taken.update(range(bar.first, bar.last + 1))
    for col in range(NAME_COLUMN + 1, len(canvas.widths)):
        if col not in taken:
            canvas.put(row, col, None, canvas.looks.free(col in hours))
