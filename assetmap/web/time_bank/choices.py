"""What forms of the time bank choose from: categories, wards, days, places and preferences."""

from assetmap.domain.time_bank.items import ItemPreference
from assetmap.domain.time_bank.ledger import PlaceKind
from assetmap.services.context import Context
from assetmap.services.time_bank.wards import ward_titles

Choices = tuple[tuple[str, str], ...]

DAYS: Choices = (
    *(("Mon", "Monday"), ("Tue", "Tuesday"), ("Wed", "Wednesday"), ("Thu", "Thursday")),
    *(("Fri", "Friday"), ("Sat", "Saturday"), ("Sun", "Sunday")),
)
PLACES: Choices = tuple((str(each), each.label) for each in PlaceKind)
PREFERENCES: Choices = tuple((str(each), each.label) for each in ItemPreference)


def category_choices(context: Context, first: str) -> Choices:
    """The borough's categories, each under the one it stands within; `first` is for none."""
    found = [("", first)]
    for top in context.borough.words.categories:
        found.append((top.slug, top.label))
        found += [(each.slug, f"{top.label}: {each.label}") for each in top.within]
    return tuple(found)


def ward_choices(context: Context, first: str) -> Choices:
    """The wards of today by name; `first` is for none. Only that where there are no wards."""
    return (("", first), *ward_titles(context).items())


def days_in_words(days: tuple[str, ...]) -> str:
    """`Monday, Tuesday`; empty for none."""
    return ", ".join(words for day, words in DAYS if day in days)


def category_label(context: Context, slug: str) -> str:
    """A category as people read it; one that is gone keeps its own name."""
    category = context.borough.words.category.get(slug)
    return category.label if category else slug
