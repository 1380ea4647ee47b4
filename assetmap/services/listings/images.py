"""A listing's pictures: made safe and kept, put on a draft or proposed for a published listing."""

from dataclasses import dataclass, replace

from assetmap.domain.listings.lifecycle import NotPossible
from assetmap.domain.listings.listing import Listing, Picture
from assetmap.domain.listings.proposal import Proposal, Revision
from assetmap.domain.listings.requirements import alt_text_problem
from assetmap.domain.people.people import Action, require
from assetmap.images.folder import Folder, PictureNotKept
from assetmap.images.formats import BadPicture
from assetmap.images.reading import read_picture
from assetmap.services.context import Context
from assetmap.services.listing_repository import (
    Actor,
    load_for_update,
    revisions_of,
    save_change,
)
from assetmap.services.listings.drafts import save_draft
from assetmap.services.listings.proposals import propose, waiting
from assetmap.storage.tables import REVISIONS

MOST = 4  # pictures of one listing
SMALL, LARGE = 480, 1200
DELETED = "deleted a picture"
DELETED_WORDS = "Picture deleted"


class PictureRefused(Exception):
    """A picture that cannot be taken: `field` (picture, alt or agreed) and why, in plain words."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class ShownPicture:
    """A picture as a page shows it: its words, and its width and height in pixels."""

    name: str
    alt: str
    width: int
    height: int


def add_picture(
    context: Context,
    actor: Actor,
    listing_id: str,
    data: bytes,
    alt: str,
    *,
    is_agreed: bool,
) -> Listing | Proposal:
    """Keep a picture and put it on a draft, or propose it for a published listing.

    `is_agreed` says that everyone who can be recognised in it has agreed, or nobody can be.
    Raises PictureRefused, NotAllowed, NotPossible, NotFound.
    """
    listing = _for_change(context, actor, listing_id)
    words = " ".join(alt.split())
    if len(listing.pictures) >= MOST:
        raise PictureRefused("picture", f"A listing has no more than {MOST} pictures.")
    if problem := alt_text_problem(words):
        raise PictureRefused("alt", problem)
    if not is_agreed:
        raise PictureRefused("agreed", "Ask everyone who can be recognised, then say so here.")
    try:
        name = folder(context).keep(read_picture(data))
    except (BadPicture, PictureNotKept) as error:
        raise PictureRefused("picture", str(error)) from error
    if any(picture.name == name for picture in listing.pictures):
        raise PictureRefused("picture", "This picture is there already.")
    return _change(context, actor, listing, (*listing.pictures, Picture(name, words)))


def remove_picture(
    context: Context, actor: Actor, listing_id: str, name: str
) -> Listing | Proposal:
    """Take a picture off a draft, or propose that for a published listing.

    Its files stay, since an older revision may be restored. Raises NotAllowed, NotPossible.
    """
    listing = _for_change(context, actor, listing_id)
    kept = tuple(picture for picture in listing.pictures if picture.name != name)
    if len(kept) == len(listing.pictures):
        raise NotPossible("This listing does not have that picture.")
    return _change(context, actor, listing, kept)


def delete_picture(context: Context, actor: Actor, listing_id: str, name: str) -> None:
    """Delete a picture for good: its files, and wherever a listing shows it.

    Revisions keep that there was one. Raises NotAllowed, NotFound, NotPossible when this listing
    never had it, and PictureNotRemoved.
    """
    require(actor.person, Action.PUBLISH, listing_id)
    if not any(_shows(each.listing, name) for each in revisions_of(context, listing_id)):
        raise NotPossible("This listing does not have that picture.")
    with context.unit_of_work() as uow:
        for record in context.store.all():
            if _shows(record.listing, name):
                before = load_for_update(context, record.listing.id)
                kept = tuple(each for each in before.listing.pictures if each.name != name)
                after = replace(before.listing, pictures=kept)
                save_change(context, uow, actor, before, after, DELETED)
        for revision in context.store.find(REVISIONS):
            if _shows(revision.listing, name):
                uow.save(REVISIONS, replace(revision, listing=_without_words(revision, name)))
    folder(context).remove(name)


def _shows(listing: Listing, name: str) -> bool:
    return any(picture.name == name for picture in listing.pictures)


def _without_words(revision: Revision, name: str) -> Listing:
    pictures = (
        Picture(each.name, DELETED_WORDS) if each.name == name else each
        for each in revision.listing.pictures
    )
    return replace(revision.listing, pictures=tuple(pictures))


def shown_pictures(context: Context, listing: Listing) -> tuple[ShownPicture, ...]:
    """A listing's pictures that are there to be shown."""
    kept = folder(context)
    found = []
    for picture in listing.pictures:
        size = kept.measures(picture.name)
        if size is not None:
            found.append(ShownPicture(picture.name, picture.alt, *size))
    return tuple(found)


def folder(context: Context) -> Folder:
    """Where the pictures of this directory are kept."""
    return Folder(context.config.pictures)


def pictures_waiting(context: Context, listing_id: str) -> bool:
    """Whether a proposal about this listing's pictures waits for an editor."""
    return any(
        change.field == "pictures"
        for proposal in waiting(context, listing_id)
        for change in proposal.changes
    )


def _for_change(context: Context, actor: Actor, listing_id: str) -> Listing:
    listing = load_for_update(context, listing_id).listing
    require(actor.person, Action.PROPOSE if listing.status.is_public else Action.CREATE, listing_id)
    if listing.status.is_public and pictures_waiting(context, listing_id):
        raise NotPossible(
            "A change to the pictures is already waiting for an editor. "
            "Add more when that is decided."
        )
    return listing


def _change(
    context: Context, actor: Actor, listing: Listing, pictures: tuple[Picture, ...]
) -> Listing | Proposal:
    value = tuple(f"{picture.name} {picture.alt}" for picture in pictures)
    if listing.status.is_public:
        return propose(context, actor, listing.id, {"pictures": value})
    return save_draft(context, actor, listing.id, {"pictures": value})
