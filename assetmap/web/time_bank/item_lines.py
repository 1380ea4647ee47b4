"""One offer or want in a list, in words."""

from dataclasses import dataclass

from assetmap.domain.time_bank.items import ItemKind, ItemState, TimeBankItem
from assetmap.services.context import Context
from assetmap.services.time_bank.wards import ward_titles
from assetmap.web.formatting import long_date
from assetmap.web.time_bank.choices import category_label, days_in_words


@dataclass(frozen=True)
class ItemLine:
    """An offer or a want: `about` says what, where and when, `ends` until when it stands."""

    id: str
    kind: str  # `Offer`, `Want`
    title: str
    details: str
    owner: str
    account: str
    about: str
    ends: str
    is_open: bool


def item_line(context: Context, item: TimeBankItem, owner: str) -> ItemLine:
    """An item in words; `owner` is who staff see it is of."""
    is_open = item.is_open(context.clock.today())
    about = (
        category_label(context, item.category),
        ward_titles(context).get(item.ward, ""),
        days_in_words(item.days),
        *(each.label for each in item.places),
        *(each.label for each in item.preferences),
    )
    return ItemLine(
        *(item.id, "Offer" if item.kind is ItemKind.OFFER else "Want", item.title, item.details),
        *(owner, item.account, ". ".join(filter(None, about))),
        ends=_ends(item, is_open=is_open),
        is_open=is_open,
    )


def _ends(item: TimeBankItem, *, is_open: bool) -> str:
    day = long_date(item.until)
    if is_open:
        return f"Standing, asked again by {day}" if item.standing else f"Until {day}"
    return f"Closed on {day}" if item.state is ItemState.CLOSED else f"Ran out on {day}"
