"""Excel and CSV to and from the nouns: every sheet follows from its noun, every fault names its cell."""

from planner.workbook.blank import blank_scenario
from planner.workbook.documents_file import write_documents
from planner.workbook.issue import Issue, faults_in, issue_lines
from planner.workbook.issues_file import write_issues
from planner.workbook.pages_file import csv_text, write_pages
from planner.workbook.plan_file import read_plan, write_plan
from planner.workbook.reading import read_nouns
from planner.workbook.scenario_file import write_scenario
from planner.workbook.scenario_reading import Reading, read_scenario
from planner.workbook.sheets import write_noun_sheet
from planner.workbook.sheetstyle import Style

__all__ = [
    "Issue",
    "Reading",
    "Style",
    "blank_scenario",
    "csv_text",
    "faults_in",
    "issue_lines",
    "read_nouns",
    "read_plan",
    "read_scenario",
    "write_documents",
    "write_issues",
    "write_noun_sheet",
    "write_pages",
    "write_plan",
    "write_scenario",
]
