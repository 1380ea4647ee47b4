"""Who took part in a group session, as a broker types it: a number a line, with their own time."""

import re
from collections.abc import Iterable

from assetmap.domain.time_bank.hours import minutes_in
from assetmap.domain.time_bank.ledger import BadTransfer, checked_minutes

MEMBERS_MOST = 200
_LINE = re.compile(r"(?P<number>\d{1,9})(?:\s*[:=-]\s*|\s+|$)(?P<time>.*)")


class BadSession(ValueError):
    """What was typed of a session; each message is plain words."""

    def __init__(self, messages: Iterable[str]) -> None:
        self.messages = tuple(messages)
        super().__init__("; ".join(self.messages))


def minutes_by_member(text: str, for_all: str) -> dict[str, int]:
    """Each member's number and minutes: their own, or those `for_all`. Raises BadSession.

    Lines, commas and semicolons part the members: `101`, `102 90`, `103: 1 h 30`.
    """
    messages: list[str] = []
    found: dict[str, int] = {}
    for part in filter(None, (each.strip() for each in re.split(r"[\n,;]", text))):
        try:
            number, minutes = _member(part, for_all)
        except BadTransfer as error:
            messages.append(f"“{part[:30]}”: {error}")
            continue
        if number in found:
            messages.append(f"Member {number} is in it twice.")
        found[number] = minutes
    if not found and not messages:
        messages.append("Type the numbers of those who took part.")
    if len(found) > MEMBERS_MOST:
        messages.append(f"A session has {MEMBERS_MOST} members at most.")
    if messages:
        raise BadSession(messages)
    return found


def _member(part: str, for_all: str) -> tuple[str, int]:
    match = _LINE.fullmatch(part)
    if match is None:
        raise BadTransfer("begin with the number of the member, such as 101.")
    time = match["time"].strip() or for_all.strip()
    if not time:
        raise BadTransfer("say how long, here or for everybody.")
    return str(int(match["number"])), checked_minutes(minutes_in(time))
