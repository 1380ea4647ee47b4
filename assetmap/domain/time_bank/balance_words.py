"""A balance in plain words: for the member themselves, and for the broker's talk (TB5)."""

from assetmap.domain.time_bank.hours import in_long_words
from assetmap.domain.time_bank.rules import TimeBankRules

_WELCOME = "You can ask for help at any time."


def own_words(minutes: int, rules: TimeBankRules) -> str:
    """What a balance means, for whoever it is of. Below nothing is as fine as above: no reproach,
    and nobody is stopped.
    """
    said = in_long_words(abs(minutes))
    if minutes < 0:
        return (
            f"You have used {said} more than you have given so far. That is fine. {_WELCOME}"
            " When you can, there may be something you like to do for somebody else."
        )
    if not minutes:
        return f"You have given as much as you have used. {_WELCOME}"
    if minutes > rules.high:
        return (
            f"You have {said} to spend. That is a lot of kindness. Please use some:"
            " ask for help with something, or give some away."
        )
    return f"You have {said} to spend. {_WELCOME}"


def talk_words(title: str, minutes: int, rules: TimeBankRules) -> str:
    """Why a broker might have a talk with somebody, never a block; empty for no reason."""
    said = in_long_words(abs(minutes))
    if minutes < rules.low:
        return f"{title} has used {said} more than given so far. A good time for a chat."
    if minutes > rules.high:
        return f"{title} has {said} to spend. A good time for a chat about spending or giving some."
    return ""
