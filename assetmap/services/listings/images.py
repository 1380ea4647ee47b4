"""A listing's pictures: made safe and kept, put on a draft or proposed for a published listing."""

from dataclasses import dataclass

from assetmap.domain.listings.lifecycle import NotPossible
from assetmap.domain.listings.listing import Listing, Picture
from assetmap.domain.listings.proposal import Proposal
from assetmap.domain.listings.requirements import alt_text_problem
from assetmap.domain.people.people import Action, require
from assetmap.images.folder import Folder, PictureNotKept
from assetmap.images.formats import BadPicture
from assetmap.images.reading import read_picture
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor, load_for_update
from assetmap.services.listings.drafts import save_draft
from assetmap.services.listings.proposals import propose, waiting

MOST = 4  # pictures of one listing
SMALL, LARGE = 480, 1200


class PictureRefused(Exception):
    """A picture that cannot be taken: `field` is `picture` or `alt`; the message is plain words."""

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
    context: Context, actor: Actor, listing_id: str, data: bytes, alt: str
) -> Listing | Proposal:
    """Keep a picture and put it on a draft, or propose it for a published listing.

    Raises PictureRefused, NotAllowed, NotPossible, NotFound.
    """
    listing = _for_change(context, actor, listing_id)
    words = " ".join(alt.split())
    if len(listing.pictures) >= MOST:
        raise PictureRefused("picture", f"A listing has no more than {MOST} pictures.")
    if problem := alt_text_problem(words):
        raise PictureRefused("alt", problem)
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
