import pytest

from assetmap.domain.listings.lifecycle import NotPossible
from assetmap.domain.listings.listing import Listing, Picture, Status
from assetmap.domain.listings.proposal import Proposal
from assetmap.domain.people.people import NotAllowed, Person, Role
from assetmap.services.listing_repository import Actor, load_for_update
from assetmap.services.listings.images import (
    PictureRefused,
    ShownPicture,
    add_picture,
    folder,
    pictures_waiting,
    remove_picture,
    shown_pictures,
)
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.images.drawing import quarters, written

VOLUNTEER = Actor(Person("v", roles=(Role.VOLUNTEER,)))
PHOTO = written(quarters(640, 320), "JPEG")
ALT = "Four fields;  in bright colours"
DRAFT = a_listing(status=Status.DRAFT)


def test_a_draft_gets_its_picture_at_once(make_context: ContextMaker) -> None:
    context = make_context(DRAFT)
    kept = add_picture(context, VOLUNTEER, "knit-club", PHOTO, ALT, is_agreed=True)
    assert isinstance(kept, Listing)
    (name,) = folder(context).names()
    assert kept.pictures == (Picture(name, "Four fields; in bright colours"),)
    assert shown_pictures(context, kept) == (
        ShownPicture(name, "Four fields; in bright colours", 640, 320),
    )


def test_a_picture_whose_file_is_gone_is_not_shown(make_context: ContextMaker) -> None:
    context = make_context(a_listing(pictures=(Picture("0" * 20, "Gone"),)))
    assert shown_pictures(context, load_for_update(context, "knit-club").listing) == ()


def test_a_published_listing_gets_a_proposal(make_context: ContextMaker) -> None:
    context = make_context(a_listing())
    proposal = add_picture(context, VOLUNTEER, "knit-club", PHOTO, ALT, is_agreed=True)
    assert isinstance(proposal, Proposal)
    assert [change.field for change in proposal.changes] == ["pictures"]
    assert load_for_update(context, "knit-club").listing.pictures == ()
    assert pictures_waiting(context, "knit-club")
    with pytest.raises(NotPossible):
        add_picture(
            context, VOLUNTEER, "knit-club", written(quarters(9, 9), "PNG"), ALT, is_agreed=True
        )


def test_a_picture_taken_off_keeps_its_files(make_context: ContextMaker) -> None:
    context = make_context(DRAFT)
    add_picture(context, VOLUNTEER, "knit-club", PHOTO, ALT, is_agreed=True)
    (name,) = folder(context).names()
    kept = remove_picture(context, VOLUNTEER, "knit-club", name)
    assert isinstance(kept, Listing)
    assert kept.pictures == ()
    assert folder(context).names() == (name,)


@pytest.mark.parametrize(
    ("data", "alt", "field"), [(PHOTO, "", "alt"), (b"nothing", ALT, "picture")]
)
def test_what_is_refused_says_at_which_field(
    make_context: ContextMaker, data: bytes, alt: str, field: str
) -> None:
    context = make_context(DRAFT)
    with pytest.raises(PictureRefused) as refused:
        add_picture(context, VOLUNTEER, "knit-club", data, alt, is_agreed=True)
    assert refused.value.field == field
    assert folder(context).names() == ()


@pytest.mark.parametrize("role", [Role.MANAGER, Role.BROKER, Role.RESIDENT])
def test_who_may_not_is_refused_before_anything_is_kept(
    make_context: ContextMaker, role: Role
) -> None:
    for listing in (DRAFT, a_listing()):
        context = make_context(listing)
        with pytest.raises(NotAllowed):
            add_picture(
                context, Actor(Person("x", roles=(role,))), "knit-club", PHOTO, ALT, is_agreed=True
            )
        assert folder(context).names() == ()
