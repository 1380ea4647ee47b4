"""What is written down about an offer or a want, looked at before it is kept."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assetmap.domain.privacy.pii_filter import refusals
from assetmap.domain.text import clean
from assetmap.domain.time_bank.items import ItemKind, ItemPreference, TimeBankItem
from assetmap.domain.time_bank.ledger import PlaceKind
from assetmap.domain.time_bank.members import GroupAccount, Member
from assetmap.domain.time_bank.places_allowed import member_places
from assetmap.domain.validation import Problem
from assetmap.services.context import Context
from assetmap.services.time_bank.member_details import DAYS
from assetmap.services.time_bank.refusals import BadAnswers

TITLE_LONGEST, DETAILS_LONGEST = 80, 500  # characters


@dataclass(frozen=True)
class ItemDetails:
    """What somebody would give or would like, in their own words, and when and where it can be."""

    kind: ItemKind = ItemKind.OFFER
    title: str = ""
    details: str = ""
    category: str = ""
    days: tuple[str, ...] = ()
    places: tuple[PlaceKind, ...] = (PlaceKind.PUBLIC,)
    preferences: tuple[ItemPreference, ...] = ()
    standing: bool = False


def details_of(item: TimeBankItem) -> ItemDetails:
    """What is kept of an item, as it would be told again."""
    return ItemDetails(
        *(item.kind, item.title, item.details, item.category, item.days),
        *(item.places, item.preferences, item.standing),
    )


def with_details(
    context: Context, item: TimeBankItem, details: ItemDetails, owner: Member | GroupAccount
) -> TimeBankItem:
    """An item with what was told; not kept. Raises BadAnswers: also for what tells whose it is."""
    title = " ".join(clean(details.title).split())
    details = replace(details, title=title, details=clean(details.details).strip())
    problems = tuple(_problems(context, details, owner))
    if problems:
        raise BadAnswers(*problems)
    return replace(
        item,
        kind=details.kind,
        title=details.title,
        details=details.details,
        category=details.category,
        ward=owner.ward if isinstance(owner, Member) else item.ward,
        days=tuple(day for day in DAYS if day in details.days),
        places=details.places,
        preferences=details.preferences,
        standing=details.standing,
    )


def _problems(
    context: Context, details: ItemDetails, owner: Member | GroupAccount
) -> Iterator[Problem]:
    if not details.title:
        yield Problem("title", "Say in a few words what it is.")
    for name, text, longest in (
        ("title", details.title, TITLE_LONGEST),
        ("details", details.details, DETAILS_LONGEST),
    ):
        if len(text) > longest:
            yield Problem(name, f"Use {longest} characters or fewer.")
        yield from personal_details(context, name, text)
        # A group may be named: its name is public, and a hub's offer says which hub it is.
        if isinstance(owner, Member) and _names(text, owner.name):
            yield Problem(name, "This names them. Offers and wants are shown without a name.")
    if details.category not in context.borough.words.category:
        yield Problem("category", "Choose what it is about.")
    if not details.places:
        yield Problem("places", "Choose at least one sort of place.")
    if isinstance(owner, Member):
        allowed = member_places(owner, context.clock.today())
        for place in details.places:
            if place not in allowed:
                yield Problem("places", _not_there(place))


def personal_details(context: Context, name: str, text: str) -> Iterator[Problem]:
    """What in a text tells who or where somebody is, a problem for each sort."""
    for reason in refusals(text, context.clock.today().year):
        told = reason.partition(".")[0]
        yield Problem(name, f"{told}. Leave it out: nothing here may tell who it is.")


def _names(text: str, name: str) -> bool:
    folded = f" {text.casefold()} "
    parts = [each for each in name.casefold().split() if len(each) > 2]
    return any(f" {each} " in folded for each in parts)


def _not_there(place: PlaceKind) -> str:
    if place is PlaceKind.REMOTE:
        return "They are under 18: groups and public places only."
    what = "lifts" if place is PlaceKind.LIFT else "homes"
    return f"They have no flag for {what} that holds. Choose another sort of place."
