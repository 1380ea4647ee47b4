"""Nobody publishes what they wrote themselves, unless the borough has said that they may."""

from collections.abc import Iterable

from assetmap.domain.people.people import Person
from assetmap.services.context import Context

SWITCHED_OFF = "four eyes switched off"


class SelfApprovalError(Exception):
    """The person wrote this themselves, so somebody else has to look at it."""


def require_other(context: Context, person: Person, authors: Iterable[str]) -> str:
    """What the audit should say of it: nothing, or that the rule is switched off.

    Raises FourEyes when the person is one of the authors and the rule holds.
    """
    if person.id not in authors:
        return ""
    if context.borough.upkeep.four_eyes:
        raise SelfApprovalError("You wrote this yourself, so another editor has to look at it.")
    return SWITCHED_OFF
