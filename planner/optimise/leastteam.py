"""The smallest team: the part of a stage's workers without whom it is not begun, as lots and minutes both count."""

LEAST_PART = 1 / 3
