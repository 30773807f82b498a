"""`python -m planner` is the same front door as `planner`."""

from planner.cli.app import main

main()
