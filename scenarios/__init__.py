"""Worked worlds of the bakery, built from tables of facts: manual, test input and template at once."""
