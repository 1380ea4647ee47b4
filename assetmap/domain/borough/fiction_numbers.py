"""Phone numbers that nobody has: those that Ofcom keeps for fiction, which the shipped borough has.

https://www.ofcom.org.uk/phones-and-broadband/phone-numbers/numbers-for-drama
"""

from assetmap.domain.phone import numbers_in

_KEPT = (
    *("0113496", "0114496", "0115496", "0116496", "0117496", "0118496", "0121496", "0131496"),
    *("0141496", "0151496", "0161496", "0191498", "0207946", "02890180", "02920180", "02896496"),
    *("01632960", "07700900", "08081570", "09098790", "03069990"),
)


def has_fiction_number(text: str) -> bool:
    """Whether one of the numbers in a text is kept for fiction, so that nobody answers it."""
    return any(each.comparable.startswith(_KEPT) for each in numbers_in(text))
