"""A document cut into strips across the sheet, each with its height, and strips dealt out to printed sheets."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import fsum

from planner.domain.document import Document
from planner.domain.page import Cell, Look, PageColumn, Section
from planner.workbook.documents_look import FACT_SIZE, DocumentLooks
from planner.workbook.pages_canvas import Canvas, lines_of

NAME_POINTS, FACT_POINTS, BLANK_POINTS, BLANK_NAME_POINTS = 15.0, 30.0, 32.0, 18.0
HEADING_POINTS, BAND_POINTS, SIGN_POINTS, NOTE_POINTS, GAP_POINTS = 36.0, 24.0, 44.0, 18.0, 6.0
ROW_FACTOR, LINE_FACTOR = 1.75, 1.35
USUAL_SIZE = 10
SIGNED = "＿" * 9
SIGNED_WITH = 3


@dataclass(frozen=True)
class Strip:
    """A row of the sheet: how high it is, how it is drawn in a given row; some stay with the next."""

    points: float
    draw: Callable[[int], None]
    stays: bool = False


@dataclass(frozen=True)
class Cutter:
    """Cuts documents for one sheet."""

    canvas: Canvas
    looks: DocumentLooks

    def head(self, document: Document) -> list[Strip]:
        """Facts and blanks: only on a document's first sheet."""
        strips: list[Strip] = []
        for facts in document.facts:
            spans = [fact.span for fact in facts]
            names = [f"{fact.zh} {fact.en}" for fact in facts]
            texts = [fact.text for fact in facts]
            lines = max(map(self._fact_lines, texts, self._widths(spans)))
            strips.append(self._row(NAME_POINTS, names, spans, self.looks.fact_name(), stays=True))
            strips.append(self._row(FACT_POINTS * lines, texts, spans, self.looks.fact()))
        for blanks in document.blanks:
            spans = [blank.span for blank in blanks]
            names = [f"{blank.zh} {blank.en}" for blank in blanks]
            strips.append(self._row(BLANK_NAME_POINTS, names, spans, self.looks.blank_name(), stays=True))
            strips.append(self._row(BLANK_POINTS, [None] * len(blanks), spans, self.looks.blank()))
        return [*strips, Strip(GAP_POINTS, lambda row: None)]

    def headings(self, columns: Sequence[PageColumn]) -> Strip:
        """The table's headings, drawn again on every sheet."""
        spans = [column.span for column in columns]
        return self._row(HEADING_POINTS, [column.heading for column in columns], spans, self.looks.heading())

    def body(self, document: Document) -> Iterator[Strip]:
        """Bands, rows and totals of all sections."""
        for section in document.sections:
            if section.band:
                yield self._wide(BAND_POINTS, section.band, self.looks.band(), stays=True)
            for values in section.rows:
                yield self._values(document, values)
            if section.totalled and len(section.rows) > 1:
                yield self._total(document, section)

    def foot(self, document: Document) -> list[Strip]:
        """Notes and signatures, which stay together."""
        notes = [self._note(text) for text in document.notes]
        signs = "　　".join(f"{role}：{SIGNED}" for role in document.signatures)
        return [*notes, self._wide(SIGN_POINTS, signs, self.looks.sign())]

    def _values(self, document: Document, values: tuple[Cell, ...]) -> Strip:
        size, columns = document.size, document.columns
        spans = [column.span for column in columns]
        lines = [
            lines_of(str(value or ""), (width - 1) * USUAL_SIZE / size)
            for value, column, width in zip(values, columns, self._widths(spans), strict=True)
            if column.look is Look.WRAP
        ]
        points = size * (ROW_FACTOR + LINE_FACTOR * (max(lines, default=1) - 1))
        looks = [self.looks.cell(column.look, size) for column in columns]
        return Strip(points, lambda row: self._put(row, values, spans, looks))

    def _total(self, document: Document, section: Section) -> Strip:
        columns, size = document.columns, document.size
        sums: list[Cell] = [
            fsum(v for row in section.rows if isinstance(v := row[number], int | float))
            if column.totalled
            else None
            for number, column in enumerate(columns)
        ]
        sums[1] = "合计 Total"
        looks = [self.looks.cell(column.look, size, total=True) for column in columns]
        spans = [column.span for column in columns]
        return Strip(ROW_FACTOR * size, lambda row: self._put(row, sums, spans, looks))

    def _note(self, text: str) -> Strip:
        lines = lines_of(text, fsum(self.canvas.widths) * USUAL_SIZE / 11)
        return self._wide(NOTE_POINTS * lines, text, self.looks.note(), stays=True)

    def _wide(self, points: float, text: str, look: object, *, stays: bool = False) -> Strip:
        return self._row(points, [text], [len(self.canvas.widths)], look, stays=stays)

    def _row(
        self,
        points: float,
        values: Sequence[Cell],
        spans: Sequence[int],
        look: object,
        *,
        stays: bool = False,
    ) -> Strip:
        return Strip(points, lambda row: self._put(row, values, spans, [look] * len(values)), stays)

    def _put(self, row: int, values: Sequence[Cell], spans: Sequence[int], looks: Sequence[object]) -> None:
        col = 0
        for value, span, look in zip(values, spans, looks, strict=True):
            self.canvas.put(row, col, value, look, span)
            col += span

    def _widths(self, spans: Sequence[int]) -> list[float]:
        ends = [sum(spans[: number + 1]) for number in range(len(spans))]
        return [fsum(self.canvas.widths[end - span : end]) for span, end in zip(spans, ends, strict=True)]

    def _fact_lines(self, text: str, width: float) -> int:
        return lines_of(text, (width - 2) * USUAL_SIZE / FACT_SIZE)


def signed_with_goods(body: Sequence[Strip], foot: Sequence[Strip]) -> list[Strip]:
    """The last rows stay with the signatures, so that nobody signs an empty sheet."""
    last = [replace(strip, stays=True) for strip in body[-SIGNED_WITH:]]
    return [*body[:-SIGNED_WITH], *last, *foot]


def dealt_out(strips: Sequence[Strip], first: float, later: float) -> list[list[Strip]]:
    """Strips on printed sheets of so many points, the first and the later ones; what stays goes with the next."""
    sheets: list[list[Strip]] = [[]]
    left = first
    for group in _groups(strips):
        points = fsum(strip.points for strip in group)
        if points > left and sheets[-1]:
            sheets.append([])
            left = later
        sheets[-1] += group
        left -= points
    return sheets


def _groups(strips: Sequence[Strip]) -> Iterator[list[Strip]]:
    group: list[Strip] = []
    for strip in strips:
        group.append(strip)
        if not strip.stays:
            yield group
            group = []
    if group:
        yield group
