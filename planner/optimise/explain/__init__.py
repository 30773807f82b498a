"""Prices in plain words: why each shortage happens, what helps most cheaply, which limits are tightest."""

from planner.optimise.explain.shortages import explain
from planner.optimise.explain.tightest import tightest

__all__ = ["explain", "tightest"]
