"""What it costs where a spreadsheet holds a bare figure, or a column headed `Free` a yes."""

import re
from decimal import Decimal

from assetmap.exchange.answers import read_answer
from assetmap.exchange.heading_names import CHARGE, IS_FREE

POUNDS_NOTE = "We read the cost as pounds: please check."
_FIGURE = re.compile(r"\d{1,6}(?:\.\d{1,4})?")


def read_cost(texts: dict[str, str], notes: list[str]) -> dict[str, str]:
    """A row's texts with `cost` in words: `0.2` as £0.20, `0` as free."""
    is_free = read_answer(texts.pop(IS_FREE, ""))
    cost, charge = texts.get("cost", ""), texts.pop(CHARGE, "")
    if charge and (not cost or read_answer(cost)):  # `fee=yes`, `charge=£2`
        cost = texts["cost"] = charge
    elif charge and read_answer(charge) is None and charge not in cost:
        cost = texts["cost"] = f"{cost}; {charge}"
    if is_free and not cost:
        texts["cost"] = "free"
    if _FIGURE.fullmatch(cost):
        pounds = Decimal(cost)
        whole = pounds == pounds.to_integral_value()
        texts["cost"] = f"£{pounds:.0f}" if whole else f"£{pounds:.2f}"
        texts["cost"] = texts["cost"] if pounds else "free"
        notes.append(POUNDS_NOTE)
    elif answer := read_answer(cost):
        texts["cost"] = "there is a charge" if answer else texts["cost"]
    elif cost and read_answer(cost) is False:
        texts["cost"] = "free"
    return texts
