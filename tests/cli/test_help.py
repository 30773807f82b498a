"""What the command line says about itself."""

import pytest

from planner.domain.rulebook import RULES


@pytest.mark.parametrize("command", ["", "new", "check", "solve", "verify", "deliveries", "trace", "rules"])
def test_help_reads_as_it_is_kept_on_file(planner, same_screen, command):
    shown = planner(*filter(None, [command]), "--help")
    assert shown.code == 0
    same_screen(f"help-{command}" if command else "help", shown.out)


def test_the_rule_book_reads_as_it_is_kept_on_file(planner, same_screen):
    shown = planner("rules")
    assert shown.code == 0
    same_screen("rules", shown.out)


def test_the_rule_book_shows_every_rule_in_both_languages(planner):
    shown = planner("rules").out
    assert all(rule.name in shown and rule.sentence in shown and rule.zh in shown for rule in RULES)


def test_a_misspelt_command_is_wrong_use_and_names_the_nearest(planner):
    shown = planner("slove")
    assert shown.code == 2
    assert "solve" in shown.err


def test_a_missing_file_is_wrong_use(planner, tmp_path):
    shown = planner("solve", tmp_path / "nowhere.xlsx")
    assert shown.code == 2
    assert "nowhere.xlsx" in shown.err
