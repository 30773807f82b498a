"""Codes that point to other sheets: matched exactly, then nearly with a warning, else a fault."""

from collections.abc import Mapping

from planner.domain.noun import Column, Noun, columns_of
from planner.workbook.doubt import BAD
from planner.workbook.headings import nearest, plain
from planner.workbook.issue import Issue
from planner.workbook.table import Table

MOST_HINTS = 50


def resolve(
    tables: Mapping[str, Table], nouns: Mapping[str, type[Noun]], unreadable: frozenset[str]
) -> tuple[dict[str, Table], list[Issue]]:
    """Match every code with the sheet it refers to; sheets that could not be read are not held against it."""
    codes = {nouns[name].sheet.en: _codes_of(table) for name, table in tables.items()}
    expected = {noun.sheet.en for noun in nouns.values()}
    lost = {nouns[name].sheet.en for name in unreadable}
    resolved: dict[str, Table] = {}
    issues: list[Issue] = []
    for name, table in tables.items():
        for column in columns_of(table.noun):
            targets = column.refers.split("|") if column.refers else []
            if targets and expected.issuperset(targets) and not lost.intersection(targets):
                known = {code: None for target in targets for code in codes.get(target, {})}
                titles = " or ".join(_title(nouns, target) for target in targets)
                table, found = _resolve_column(table, column, known, titles)
                issues += found
        resolved[name] = table
    return resolved, issues


def _codes_of(table: Table) -> dict[str, None]:
    """The keys of a sheet in order, those of faulty rows included."""
    key = table.noun.sheet.key
    return {code: None for code in table.values[key[0]] if code is not BAD} if len(key) == 1 else {}


def _title(nouns: Mapping[str, type[Noun]], target: str) -> str:
    return next(noun.sheet.name for noun in nouns.values() if noun.sheet.en == target)


def _resolve_column(
    table: Table, column: Column, known: dict[str, None], titles: str
) -> tuple[Table, list[Issue]]:
    """One column with near codes replaced; one issue for each cell."""
    values = table.values[column.name]
    strange = [value for value in dict.fromkeys(values) if value not in known and value not in (BAD, "")]
    if not strange:
        return table, []
    loose = _loose(known)
    match = {value: loose.get(_bare(value)) for value in strange}
    hinted = set(strange[:MOST_HINTS])
    message = {
        value: _message(value, match[value], known if value in hinted else {}, titles) for value in strange
    }
    issues: dict[Issue, None] = {}
    for entry, value in enumerate(values):
        if value in message:
            code = "code_unknown" if match[value] is None else "code_matched"
            issues[table.issue(code, entry, column.name, message[value], value)] = None
    replaced = [match.get(value) or (BAD if value in message else value) for value in values]
    return table.with_values(column.name, replaced), list(issues)


def _loose(known: dict[str, None]) -> dict[str, str]:
    """Codes by their bare form, where only one code has it."""
    forms: dict[str, list[str]] = {}
    for code in known:
        forms.setdefault(_bare(code), []).append(code)
    return {form: codes[0] for form, codes in forms.items() if len(codes) == 1}


def _bare(code: str) -> str:
    """A code without case, width, blanks and leading zeros."""
    return plain(code).lstrip("0")


def _message(value: str, match: str | None, known: dict[str, None], titles: str) -> str:
    if match is not None:
        return f"'{value}' is read as '{match}'."
    return f"'{value}' is not in {titles}.{nearest(value, known)}"
