"""For each rule the smallest world in which it bites: one function a rule, named after it."""

from collections.abc import Callable

from tests.rules import books, fairness, heads, minutes, people, production, quality, storage, supply, trucks
from tests.rules.world import World

WORLDS: dict[str, Callable[[], World]] = {
    world.__name__: world
    for room in (people, heads, production, minutes, supply, storage, quality, trucks, fairness, books)
    for world in room.WORLDS
}
