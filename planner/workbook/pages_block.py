"""Draws the other blocks of a page: big figures, notes, and tables side by side."""

from planner.domain.page import Beside, Block, Board, Figures, Note, Table
from planner.workbook.pages_board import draw_board
from planner.workbook.pages_canvas import ROW_POINTS, Canvas
from planner.workbook.pages_look import tile_format
from planner.workbook.pages_table import draw_table

NAME_POINTS, VALUE_POINTS, REMARK_POINTS = 16, 30, 15


def draw_block(canvas: Canvas, block: Block, row: int) -> int:
    """Draw one block from `row`; returns the first free row below it."""
    if isinstance(block, Table):
        return draw_table(canvas, block, row)
    if isinstance(block, Beside):
        return _draw_beside(canvas, block, row)
    if isinstance(block, Figures):
        return _draw_figures(canvas, block, row)
    if isinstance(block, Board):
        return draw_board(canvas, block, row)
    return _draw_note(canvas, block, row)


def _draw_beside(canvas: Canvas, block: Beside, row: int) -> int:
    """The right table ends at the right edge of the grid."""
    right = len(canvas.widths) - sum(column.span for column in block.right.columns)
    return max(draw_table(canvas, block.left, row), draw_table(canvas, block.right, row, right))


def _draw_figures(canvas: Canvas, block: Figures, row: int) -> int:
    """Big figures share the grid equally; name, value and remark below one another."""
    edges = [round(n * len(canvas.widths) / len(block.figures)) for n in range(len(block.figures) + 1)]
    for offset, points in enumerate((NAME_POINTS, VALUE_POINTS, REMARK_POINTS)):
        canvas.sheet.set_row(row + offset, points)
    for number, figure in enumerate(block.figures):
        col, span = edges[number], edges[number + 1] - edges[number]
        looks, mood = canvas.looks, figure.mood
        number_format = tile_format(figure.look, figure.unit)
        canvas.put(row, col, f"{figure.zh} {figure.en}", looks.tile("name", mood), span)
        canvas.put(row + 1, col, figure.value, looks.tile("value", mood, number_format), span)
        canvas.put(row + 2, col, figure.remark, looks.tile("remark", mood), span)
    return row + 3


def _draw_note(canvas: Canvas, note: Note, row: int) -> int:
    canvas.sheet.set_row(row, ROW_POINTS * note.lines + 4)
    span = len(canvas.widths) if canvas.page.grid else min(len(canvas.widths), 14)
    canvas.put(row, 0, note.text, canvas.looks.note(note.mood), span)
    return row + 1
