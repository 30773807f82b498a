"""The front door: the list of commands, and the options they share."""

import io
import sys
from typing import Annotated

import typer

from planner.cli.check import check
from planner.cli.deliveries import deliveries
from planner.cli.faults import faults_told
from planner.cli.new import new
from planner.cli.rules import rules
from planner.cli.solve import solve
from planner.cli.trace import trace
from planner.cli.verify import verify

ABOUT = "烘焙工厂的生产与供货计划。 Production and supply plans: edit a workbook, solve, get a judged plan."
EXIT_CODES = (
    "退出码 Exit codes: 0 plan accepted, 1 bug, 2 wrong use, 3 faulty workbook, "
    "5 out of time, 6 plan rejected."
)

app = typer.Typer(
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=ABOUT,
    epilog=EXIT_CODES,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print("planner", version("bakery-planner"))
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=_show_version, help="显示版本 Show the version."),
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="出错时显示详情，可放在任何位置 Show where a fault arose.")
    ] = False,
) -> None:
    """Options of every command; `main` reads --debug wherever it stands."""


for command in (new, check, solve, verify, deliveries, trace, rules):
    app.command()(command)


def main() -> None:
    """Run the command line on a console of any code page."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    words = sys.argv[1:]
    with faults_told("--debug" in words):
        app([word for word in words if word != "--debug"], prog_name="planner")
