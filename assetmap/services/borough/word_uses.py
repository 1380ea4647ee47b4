"""What in the store names a category, an audience or an access feature, by the slug."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from assetmap.domain.borough.thesaurus import Concept, Thesaurus
from assetmap.domain.imports.import_batch import BatchState, ImportBatch
from assetmap.domain.listings.listing import Listing, Status
from assetmap.domain.listings.proposal import Proposal, ProposalState
from assetmap.search_index.listing_columns import word_mark
from assetmap.services.borough.change_problem import UsedBy, counted, listed, title_of
from assetmap.services.context import Context
from assetmap.services.current_thesaurus import changed
from assetmap.storage.tables import CONCEPT_CHANGES, IMPORT_BATCHES, PROPOSALS

_WAITING_FILES = (BatchState.UPLOADED, BatchState.CHECKING, BatchState.CHECKED, BatchState.APPLYING)
# Of a concept's parts, the one that holds slugs of a field.
_OF_CONCEPT: dict[str, Callable[[Concept], Collection[str]]] = {
    "categories": lambda concept: concept.categories,
    "audience": lambda concept: concept.audience,
}


@dataclass(frozen=True)
class Noun:
    """What something that names a slug is called: one of them, and several."""

    one: str
    several: str


LISTING = Noun("listing", "listings")
PROPOSAL = Noun("proposed change", "proposed changes")
WORDS = Noun("set of everyday words", "sets of everyday words")
IMPORT = Noun("file on its way in", "files on their way in")
MATCHING = Noun("kept matching of columns", "kept matchings of columns")
TILE = Noun("picture tile on the home page", "picture tiles on the home page")
WISH = Noun("“I'd like to” choice", "“I'd like to” choices")
GIVING = Noun("rule for giving time", "rules for giving time")


@dataclass(frozen=True)
class Use:
    """That something names a slug. `status` is that of a listing; None of anything else."""

    slug: str
    noun: Noun
    user: UsedBy
    status: Status | None = None


def uses_of(context: Context, field: str, slugs: Collection[str]) -> dict[str, list[Use]]:
    """What names each of some slugs of a field (`categories`, `audience`, `access`).

    Listings come first: published before others, and then by name. A slug that nothing names has
    an empty list.
    """
    found: dict[str, list[Use]] = {slug: [] for slug in slugs}
    if found:
        for use in _uses(context, field, slugs):
            if use.slug in found:
                found[use.slug].append(use)
    return found


def use_words(uses: Sequence[Use]) -> str:
    """How many of what there are: `3 listings (1 draft, 1 archived) and 1 proposed change`."""
    nouns = Counter(use.noun for use in uses)
    return listed(
        [
            counted(number, noun.one, noun.several) + _not_published(uses, noun)
            for noun, number in nouns.items()
        ]
    )


def listing_address(listing_id: str) -> str:
    """The page of a listing for staff."""
    return f"/work/listings/{quote(listing_id, safe='')}"


def listing_user(listing: Listing) -> UsedBy:
    """A listing as one of those who use something."""
    return UsedBy(title_of(listing.name), listing_address(listing.id))


def in_order(listings: Iterable[Listing]) -> list[Listing]:
    """Published ones first, and then by name."""
    return sorted(
        listings, key=lambda each: (not each.status.is_public, each.name.casefold(), each.id)
    )


def _not_published(uses: Sequence[Use], noun: Noun) -> str:
    """Which of some listings are not on the pages, where one would look for them in vain."""
    hidden = Counter(
        use.status for use in uses if use.noun is noun and use.status and not use.status.is_public
    )
    if sum(use.noun is noun for use in uses) == 1:
        told = "".join(status.label.lower() for status in hidden)
    else:
        told = ", ".join(f"{number:,} {status.label.lower()}" for status, number in hidden.items())
    return f" ({told})" if told else ""


def _uses(context: Context, field: str, slugs: Collection[str]) -> Iterator[Use]:
    every = context.directory_cache.current().every
    naming = every.arrays.holds("word", [word_mark(field, slug) for slug in slugs])
    for listing in in_order(every.where(naming)):
        for slug in dict.fromkeys(getattr(listing, field)):
            yield Use(slug, LISTING, listing_user(listing), listing.status)
    yield from _of_proposals(context, field)
    if of_concept := _OF_CONCEPT.get(field):
        yield from _of_words(context, of_concept)
    yield from _of_imports(context, field)


def _of_proposals(context: Context, field: str) -> Iterator[Use]:
    listings = context.directory_cache.current().listings
    for proposal in context.store.find(PROPOSALS, state=ProposalState.WAITING):
        listing = listings.get(proposal.listing_id)
        name = listing.name if listing else proposal.listing_id
        address = f"/work/review/proposals/{quote(proposal.id, safe='')}"
        user = UsedBy(f"A change to {title_of(name)}", address)
        yield from (Use(slug, PROPOSAL, user) for slug in _proposed(proposal, field))


def _proposed(proposal: Proposal, field: str) -> Iterator[str]:
    for change in proposal.changes:
        if change.field == field:
            yield from (change.after,) if isinstance(change.after, str) else change.after


def _of_words(context: Context, of_concept: Callable[[Concept], Collection[str]]) -> Iterator[Use]:
    for concept in changed_concepts(context):
        user = UsedBy(title_of(concept.id), f"/work/words/{quote(concept.id, safe='')}")
        yield from (Use(slug, WORDS, user) for slug in dict.fromkeys(of_concept(concept)))


def changed_concepts(context: Context) -> tuple[Concept, ...]:
    """The everyday words that editors made or changed, as they count now."""
    return changed(Thesaurus(), context.store.find(CONCEPT_CHANGES)).concepts


def _of_imports(context: Context, field: str) -> Iterator[Use]:
    """Files that wait, and what was chosen for the last file of a source with such headings.

    The next such file is read by that, and a choice of something that is gone refuses the file.
    """
    remembered: set[tuple[str, str]] = set()
    for batch in context.store.find(IMPORT_BATCHES, newest_first=True):
        is_waiting = batch.state in _WAITING_FILES
        is_newest = (batch.source, batch.headings) not in remembered
        if batch.state is not BatchState.UPLOADED:
            remembered.add((batch.source, batch.headings))
        if is_waiting or (is_newest and batch.state is not BatchState.UPLOADED):
            yield from _of_file(batch, field, IMPORT if is_waiting else MATCHING)


def _of_file(batch: ImportBatch, field: str, noun: Noun) -> Iterator[Use]:
    choices = batch.terms.choices
    slugs = [slug.strip() for slug in choices.fixed.get(field, "").split(";")]
    if field == "categories":
        slugs += [slug for texts in choices.categories.values() for slug in texts.values()]
    title = title_of(f"{batch.file_name} from {batch.source}")
    user = UsedBy(title, f"/work/imports/{quote(batch.id, safe='')}")
    yield from (Use(slug, noun, user) for slug in dict.fromkeys(filter(None, slugs)))
