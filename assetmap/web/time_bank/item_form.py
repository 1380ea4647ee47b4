"""What is typed about an offer or a want: read out of the form, and shown again as typed."""

from collections.abc import Mapping
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from assetmap.domain.time_bank.items import ItemKind, ItemPreference
from assetmap.domain.time_bank.ledger import PlaceKind
from assetmap.domain.validation import Problem
from assetmap.services.context import Context
from assetmap.services.time_bank.accounts import account_titles
from assetmap.services.time_bank.item_details import ItemDetails
from assetmap.web.time_bank.choices import DAYS, PLACES, PREFERENCES, Choices, category_choices

_TEXTS = ("title", "details", "category")
_LISTS = ("days", "places", "preferences")
KINDS: Choices = (
    (str(ItemKind.OFFER), "An offer: they would give it"),
    (str(ItemKind.WANT), "A want: they would like it"),
)


@dataclass(frozen=True)
class TypedItem:
    """An offer or a want as typed."""

    account: str
    kind: str
    texts: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]
    standing: bool = False


@dataclass(frozen=True)
class ItemFormPage:
    """The form of an offer or a want; `owner` is whose it is, once the number is known."""

    title: str
    item_id: str  # empty for a new one
    owner: str
    typed: TypedItem
    categories: Choices
    kinds: Choices
    days: Choices
    places: Choices
    preferences: Choices
    item_days: int
    problems: tuple[Problem, ...] = ()


def item_form_page(
    context: Context, item_id: str, typed: TypedItem, *problems: Problem
) -> ItemFormPage:
    """The page of the form."""
    owner = account_titles(context, [typed.account])[typed.account] if typed.account else ""
    return ItemFormPage(
        "Change an offer or a want" if item_id else "Add an offer or a want",
        item_id,
        owner,
        typed,
        category_choices(context, "Choose what it is about"),
        *(KINDS, DAYS, PLACES, PREFERENCES),
        item_days=context.borough.time_bank.item_days,
        problems=problems,
    )


def blank_item(account: str, kind: str) -> TypedItem:
    """The form before anything is typed."""
    lists = dict.fromkeys(_LISTS, ()) | {"places": (str(PlaceKind.PUBLIC),)}
    chosen = kind if kind in [str(each) for each in ItemKind] else str(ItemKind.OFFER)
    return TypedItem(account, chosen, dict.fromkeys(_TEXTS, ""), lists)


def known_item(account: str, details: ItemDetails) -> TypedItem:
    """The form with what is kept of an item."""
    texts = {name: getattr(details, name) for name in _TEXTS}
    lists = {name: tuple(str(x) for x in getattr(details, name)) for name in _LISTS}
    return TypedItem(account, str(details.kind), texts, lists, details.standing)


def typed_item(form: MultiDict[str, str]) -> TypedItem:
    """What was typed, as it was typed."""
    return TypedItem(
        form.get("account", "").strip()[:12],
        form.get("kind", ""),
        {name: form.get(name, "") for name in _TEXTS},
        {name: tuple(form.getlist(name)) for name in _LISTS},
        form.get("standing") == "yes",
    )


def read_item(typed: TypedItem) -> ItemDetails:
    """What was typed, as the service takes it; what no form offers is left out."""
    return ItemDetails(
        ItemKind.WANT if typed.kind == ItemKind.WANT else ItemKind.OFFER,
        *(typed.texts["title"], typed.texts["details"], typed.texts["category"]),
        days=typed.lists["days"],
        places=tuple(each for each in PlaceKind if str(each) in typed.lists["places"]),
        preferences=tuple(x for x in ItemPreference if str(x) in typed.lists["preferences"]),
        standing=typed.standing,
    )
