from io import BytesIO

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from assetmap.domain.listings.listing import Picture
from assetmap.domain.listings.proposal import Revision
from assetmap.domain.people.people import Person, Role
from assetmap.images.reading import read_picture
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor, load_for_update, revisions_of
from assetmap.services.listings.drafts import start_draft
from assetmap.services.listings.images import folder
from assetmap.services.listings.proposals import approve, waiting
from assetmap.storage.tables import REVISIONS
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.images.drawing import SECRET, exif, quarters, written
from tests.people import a_person, csrf_token, sign_in
from tests.web.adding_forms import problems_on
from tests.web.conftest import Client, client_of

PHOTO = written(quarters(640, 320), "JPEG", exif=exif(1))
ALT = "Four fields in bright colours"


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(a_listing())


@pytest.fixture
def me(context: Context) -> Person:
    return a_person(context, Role.VOLUNTEER)


@pytest.fixture
def volunteer(context: Context, me: Person) -> Client:
    return sign_in(client_of(context), context, me)


@pytest.fixture
def at(context: Context, me: Person) -> str:
    """The address of a draft's pictures."""
    draft = start_draft(context, Actor(me), {"name": "Wednesday Walkers"})
    return f"/work/drafts/{draft.id}/pictures"


def upload(client: Client, address: str, data: bytes, alt: str = ALT, name: str = "a.jpg") -> int:
    """Send a picture as a browser does; gives the status."""
    picture = FileStorage(BytesIO(data), name)
    form = {"csrf_token": csrf_token(client), "alt": alt, "picture": picture, "agreed": "yes"}
    boundary, body = encode_multipart(form)
    content_type = f"multipart/form-data; boundary={boundary}"
    return client.post(address, data=body, content_type=content_type).status_code


def pictures_of(context: Context, address: str) -> list[str]:
    listing = load_for_update(context, address.split("/")[3]).listing
    return [picture.alt for picture in listing.pictures]


def test_a_picture_is_taken_in_and_shown(context: Context, volunteer: Client, at: str) -> None:
    assert upload(volunteer, at, PHOTO) == 303
    (shown,) = volunteer.page(at).all("img")
    assert (shown.get("alt"), shown.get("width"), shown.get("height")) == (ALT, "640", "320")
    answer = volunteer.get(shown.get("src", ""))
    assert answer.data.startswith(b"RIFF")
    assert SECRET not in answer.data
    assert answer.mimetype == "image/webp"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in answer.headers


def test_a_picture_that_nothing_public_shows_is_for_staff_alone(
    context: Context, volunteer: Client, at: str
) -> None:
    upload(volunteer, at, PHOTO)
    (shown,) = volunteer.page(at).all("img")
    public = client_of(context)
    for prefix in ("", "/work"):
        address = f"{prefix}/{shown.get('src', '').removeprefix('/work/')}"
        assert public.get(address).status_code in (302, 303, 404)
    assert volunteer.get(shown.get("src", "")).status_code == 200


def test_a_picture_needs_the_people_in_it_to_have_agreed(
    context: Context, volunteer: Client, at: str
) -> None:
    form = {"csrf_token": csrf_token(volunteer), "alt": ALT, "picture": (BytesIO(PHOTO), "a.jpg")}
    answer = volunteer.post(at, data=form, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "Ask everyone who can be recognised" in answer.text
    assert ALT in answer.text
    assert not context.config.pictures.exists()


def test_a_picture_ends_when_it_is_taken_off_and_is_deleted_for_good(context: Context) -> None:
    name = folder(context).keep(read_picture(PHOTO))
    listing = a_listing(pictures=(Picture(name, ALT),))
    with context.unit_of_work() as uow:
        uow.save_listing(listing)
        uow.save(REVISIONS, Revision(listing, 1, context.clock.now(), "vera", "published"))
    public, address = client_of(context), f"/pictures/{name}-480.webp"
    shown = public.get(address)
    assert (shown.status_code, shown.headers["Cache-Control"]) == (200, "public, max-age=1800")
    editor = sign_in(client_of(context), context, a_person(context, Role.EDITOR))
    delete = f"/work/listings/{listing.id}/pictures/delete"
    sent = {"csrf_token": csrf_token(editor), "name": name}
    assert editor.post(delete, data=sent).status_code == 303
    assert public.get(address).status_code == 404
    assert folder(context).names() == ()
    kept = [each.listing.pictures for each in revisions_of(context, listing.id)]
    assert kept == [(Picture(name, "Picture deleted"),), ()]
    assert ALT not in repr(kept)


def test_volunteer_cannot_delete_a_picture_for_good(context: Context, volunteer: Client) -> None:
    sent = {"csrf_token": csrf_token(volunteer), "name": "0" * 20}
    assert volunteer.post("/work/listings/knit-club/pictures/delete", data=sent).status_code == 403


def test_a_picture_is_taken_off(context: Context, volunteer: Client, at: str) -> None:
    upload(volunteer, at, PHOTO)
    (picture,) = load_for_update(context, at.split("/")[3]).listing.pictures
    data = {"csrf_token": csrf_token(volunteer), "name": picture.name}
    assert volunteer.post(f"{at}/remove", data=data).location == at
    assert pictures_of(context, at) == []
    assert volunteer.post(f"{at}/remove", data=data).status_code == 409


@pytest.mark.parametrize(
    ("data", "alt", "said"),
    [
        (b"MZ this is a program", ALT, "This file is not a picture we can use."),
        (b"<svg xmlns='x'><script/></svg>", ALT, "This file is not a picture we can use."),
        (PHOTO[:300], ALT, "This picture is damaged or part of it is missing."),
        (PHOTO, "", "Say what the picture shows, for people who cannot see it."),
        (PHOTO, "IMG_1234.jpg", "This looks like the name of a file."),
        (b"", ALT, "This file is empty."),
        (bytes(20 * 1024 * 1024), ALT, "This picture is 20 MB. The most is 10 MB."),
    ],
)
def test_what_cannot_be_taken_is_told_beside_its_field(
    context: Context, volunteer: Client, at: str, data: bytes, alt: str, said: str
) -> None:
    assert upload(volunteer, at, data, alt) == 422
    assert volunteer.last is not None
    (problem,) = problems_on(volunteer.last)
    assert problem.startswith(said)
    assert volunteer.last.by_id("alt").get("value") == alt
    assert pictures_of(context, at) == []


def test_no_file_is_asked_for(volunteer: Client, at: str) -> None:
    assert upload(volunteer, at, b"", name="") == 422
    assert volunteer.last is not None
    assert problems_on(volunteer.last) == ["Choose a picture."]


def test_far_too_much_is_turned_back_to_the_page_which_says_so(volunteer: Client, at: str) -> None:
    answer = volunteer.post(
        at,
        data=b"--x--",
        content_type="multipart/form-data; boundary=x",
        environ_overrides={"CONTENT_LENGTH": str(26 * 1024 * 1024)},
    )
    assert (answer.status_code, answer.location) == (303, f"{at}?large=yes")
    page = volunteer.page(f"{at}?large=yes")
    assert problems_on(page) == [
        "This file is too large. The most is 10 MB. Make it smaller, or choose another."
    ]


def test_nothing_large_is_let_in_anywhere_else(volunteer: Client) -> None:
    assert upload(volunteer, "/work/add", bytes(100 * 1024)) == 413


def test_no_more_than_four(context: Context, volunteer: Client, at: str) -> None:
    for size in (100, 110, 120, 130):
        assert upload(volunteer, at, written(quarters(size, 50), "PNG")) == 303
    assert upload(volunteer, at, PHOTO) == 422
    assert len(pictures_of(context, at)) == 4
    assert "What does it show?" not in volunteer.page(at).words


def test_the_same_picture_is_not_taken_twice(volunteer: Client, at: str) -> None:
    upload(volunteer, at, PHOTO)
    assert upload(volunteer, at, PHOTO) == 422
    assert volunteer.last is not None
    assert problems_on(volunteer.last) == ["This picture is there already."]


def test_a_picture_of_a_published_listing_waits_for_an_editor(
    context: Context, volunteer: Client
) -> None:
    at = "/work/listings/knit-club/pictures"
    assert upload(volunteer, at, PHOTO) == 303
    assert volunteer.page("/listing/knit-club").all("img") == []
    assert "A change to the pictures is waiting for an editor." in volunteer.page(at).words
    assert upload(volunteer, at, written(quarters(99, 99), "PNG")) == 409
    (proposal,) = waiting(context)
    approve(context, Actor(a_person(context, Role.EDITOR)), proposal.id)
    (shown,) = volunteer.page("/listing/knit-club").all("img")
    size = (shown.get("width"), shown.get("height"), shown.get("loading"))
    assert (shown.get("alt"), *size) == (ALT, "640", "320", "lazy")


@pytest.mark.parametrize(
    "path",
    [
        "../assetmap-480.db",
        "00000000000000000000-480.webp",
        "x-480.webp",
        "a-999.webp",
        "%00-480.webp",
    ],
)
def test_what_is_no_picture_is_not_found(volunteer: Client, path: str) -> None:
    assert volunteer.get(f"/pictures/{path}").status_code == 404


def test_a_form_without_its_token_keeps_nothing(
    context: Context, volunteer: Client, at: str
) -> None:
    form = {"alt": ALT, "picture": (BytesIO(PHOTO), "a.jpg")}
    answer = volunteer.post(at, data=form, content_type="multipart/form-data")
    assert answer.status_code == 400
    assert not context.config.pictures.exists()
