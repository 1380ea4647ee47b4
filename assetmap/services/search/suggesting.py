"""What somebody may be about to type: listings, categories and places."""

from dataclasses import dataclass

from assetmap.domain.borough.vocabulary import Category
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.text import fold
from assetmap.services.context import Context

SHORTEST = 2  # letters before anything is suggested
_NAMES, _CATEGORIES, _PLACES = 5, 4, 4


@dataclass(frozen=True)
class Suggestions:
    """The best few of each; all empty below two letters."""

    listings: tuple[PublicListing, ...] = ()
    categories: tuple[Category, ...] = ()
    places: tuple[str, ...] = ()


def suggest(context: Context, typed: str) -> Suggestions:
    """Suggestions for the beginning of a name, category or place."""
    text = typed[:80]
    if len(fold(text)) < SHORTEST:
        return Suggestions()
    cached = context.directory_cache.current()
    rows, today = cached.snapshot.rows, context.clock.today()
    is_over = cached.snapshot.finished(today)
    categories = list(context.borough.words.every_category())
    by_label = context.category_names
    return Suggestions(
        tuple(rows[n].listing for n in cached.names.beginning(text, _NAMES) if not is_over[n]),
        tuple(categories[n] for n in by_label.beginning(text, _CATEGORIES)),
        tuple(context.gazetteer.suggest(text, _PLACES)),
    )
