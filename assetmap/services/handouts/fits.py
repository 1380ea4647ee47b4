"""What fits a conversation, and why: less than a search lists, which shows what comes near too."""

from assetmap.domain.borough.vocabulary import Category, Vocabulary
from assetmap.domain.listings.listing import Listing
from assetmap.domain.search.results import Understood
from assetmap.search_index.snapshot import Mask
from assetmap.services.search.parts import ABOUT_AS_GOOD, FITS
from assetmap.services.search.selection import Selection


def what_fits(selection: Selection) -> Mask:
    """The selected listings that fit what was said, and not only hold a word of it.

    They meet every condition, and have a subject that was heard, or answer the words about as well
    as the best. In danger all that helps fits.
    """
    selected: Mask = selection.mask & selection.location.is_reached
    query, signals = selection.query, selection.signals
    if query.is_urgent:
        return selected
    meets: Mask = selected & (selection.parted.parts == FITS)
    if not query.search.words.strip() or query.is_browsing:
        return meets
    named = signals.names.answers | signals.wanted
    relevance = signals.relevance
    alike = relevance >= ABOUT_AS_GOOD * relevance[selection.order].max(initial=0.0)
    meets &= named | alike | signals.matched.evidence.coverage.heard
    return meets


def reasons_of(listing: Listing, understood: Understood, words: Vocabulary) -> tuple[str, ...]:
    """The subjects of a listing that were meant, but for the one that its card says anyway.

    Never the words that were said, which are of somebody, and never a sensitive subject: cards are
    looked at by two people, and by whoever stands behind them. Nothing at all in danger.
    """
    if understood.is_urgent:
        return ()
    meant = [slug for match in understood.matches for slug in match.concept.categories]
    own = [words.category[slug] for slug in listing.categories if slug in words.category]
    return tuple(each.label for each in own[1:] if not each.sensitive and _is_among(each, meant))


def _is_among(category: Category, slugs: list[str]) -> bool:
    top = category.slug.partition("/")[0]
    return not {category.slug, top}.isdisjoint(slugs)


def rules(words: Vocabulary) -> dict[str, object]:
    """What a reader elsewhere, without a network, needs to choose and explain the same."""
    return {
        "about_as_good": ABOUT_AS_GOOD,
        "sensitive": sorted(each.slug for each in words.every_category() if each.sensitive),
    }
