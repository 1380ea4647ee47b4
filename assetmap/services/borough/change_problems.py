"""Whether a change to the borough's files would break something that is there.

The readers in `assetmap/borough` refuse a file that cannot be used at all. This judges what they
cannot see: what the store holds, colours side by side, and what was there before.
"""

from collections.abc import Iterator

from assetmap.domain.borough.borough import Borough
from assetmap.services.borough.change_problem import ChangeProblem
from assetmap.services.borough.colours import colour_problems
from assetmap.services.borough.entries import entry_problems
from assetmap.services.borough.named_places import misplaced, vanished_places
from assetmap.services.borough.phone_numbers import phone_problems, unheard_danger
from assetmap.services.borough.upkeep_rules import interval_problems, lone_editor
from assetmap.services.borough.vanished_words import vanished_words
from assetmap.services.borough.web_addresses import address_problems
from assetmap.services.context import Context


def change_problems(context: Context, before: Borough, after: Borough) -> tuple[ChangeProblem, ...]:
    """What would break if the borough became `after`; empty when nothing would.

    A fault that was there before, word for word, is not of this change and is left out: nobody
    has to mend another file first. Raises what the store raises.
    """
    if before == after:
        return ()
    faults = set(_faults(context, before, before))
    new = [each for each in _faults(context, after, before) if each not in faults]
    broken = (
        *vanished_words(context, before, after),
        *vanished_places(context, before, after),
        *lone_editor(context, before, after),
    )
    return tuple(dict.fromkeys((*broken, *new)))


def _faults(context: Context, borough: Borough, before: Borough) -> Iterator[ChangeProblem]:
    """What is wrong with a borough by itself."""
    yield from entry_problems(borough)
    yield from colour_problems(borough, before)
    yield from phone_problems(borough)
    yield from unheard_danger(context, borough)
    yield from address_problems(borough)
    yield from misplaced(context, borough)
    yield from interval_problems(borough)
