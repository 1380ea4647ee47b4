"""Pictures of listings: serving them, and taking them in for a draft or a published listing."""

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from assetmap.domain.listings.listing import Listing
from assetmap.domain.people.people import Action, may
from assetmap.domain.validation import Problem
from assetmap.services.listing_repository import Actor, load_for_update
from assetmap.services.listings.images import (
    PictureRefused,
    add_picture,
    delete_picture,
    folder,
    pictures_waiting,
    remove_picture,
    shown_pictures,
)
from assetmap.web.framework.access import needs, open_to_all
from assetmap.web.framework.api_description import described
from assetmap.web.framework.request_context import context, staff
from assetmap.web.listings.draft_step_page import PicturesPage, pictures_page
from assetmap.web.listings.drafts import open_draft
from assetmap.web.listings.picture_description import PICTURE

pictures = Blueprint("pictures", __name__)
MEGABYTE = 1024 * 1024
LARGEST = 25 * MEGABYTE  # more than may be taken, so that the page can say so
PUBLIC_S = 1800  # seconds for which a browser may show a picture without asking
_TOO_LARGE = "This file is too large. The most is 10 MB. Make it smaller, or choose another."
_UPLOADS = ("pictures.add_to_draft", "pictures.add_to_listing")


@pictures.url_value_preprocessor
def allow_uploads(endpoint: str | None, _values: object) -> None:
    """Let a picture in where one is sent, and nothing large anywhere else.

    It comes before the form's token is looked for, which reads the whole form.
    """
    if endpoint in _UPLOADS:
        request.max_content_length = LARGEST


@pictures.errorhandler(RequestEntityTooLarge)
def too_large(_: RequestEntityTooLarge) -> ResponseReturnValue:
    """Back to the page that it was sent from, which says why."""
    return redirect(f"{request.path}?large=yes", 303)


@pictures.get("/pictures/<name>-<int:size>.webp")
@open_to_all()
@described(PICTURE)
def picture(name: str, size: int) -> Response:
    """A picture that a public listing shows; one that was taken off is gone within half an hour."""
    if name not in context().directory_cache.current().pictures:
        abort(404)
    return _file(name, size, f"public, max-age={PUBLIC_S}")


@pictures.get("/work/pictures/<name>-<int:size>.webp")
@needs(Action.SEE_WORK)
def staff_picture(name: str, size: int) -> Response:
    """Any picture that is kept, such as a draft's, for staff alone."""
    return _file(name, size, "private, no-store")


def _file(name: str, size: int, cache_control: str) -> Response:
    path = folder(context()).file(name, size)
    if path is None:
        abort(404)
    response = send_file(path, mimetype="image/webp", conditional=True)
    response.headers["Cache-Control"] = cache_control
    return response


@pictures.get("/work/drafts/<listing_id>/pictures")
@needs(Action.CREATE)
def of_draft(listing_id: str) -> str:
    """The pictures of a draft."""
    return _draft_page(open_draft(listing_id), _told())


@pictures.post("/work/drafts/<listing_id>/pictures")
@needs(Action.CREATE)
def add_to_draft(listing_id: str) -> ResponseReturnValue:
    """Take a picture in, or say why it cannot be taken."""
    listing = open_draft(listing_id)
    if problems := _added(listing_id):
        return _draft_page(listing, problems), 422
    flash("The picture is added.")
    return redirect(request.path, 303)


@pictures.post("/work/drafts/<listing_id>/pictures/remove")
@needs(Action.CREATE)
def remove_from_draft(listing_id: str) -> ResponseReturnValue:
    """Take a picture off."""
    open_draft(listing_id)
    remove_picture(context(), Actor(staff()), listing_id, request.form.get("name", ""))
    flash("The picture is taken off.")
    return redirect(request.path.removesuffix("/remove"), 303)


@pictures.get("/work/listings/<listing_id>/pictures")
@needs(Action.PROPOSE)
def of_listing(listing_id: str) -> str:
    """The pictures of a published listing."""
    return _listing_page(load_for_update(context(), listing_id).listing, _told())


@pictures.post("/work/listings/<listing_id>/pictures")
@needs(Action.PROPOSE)
def add_to_listing(listing_id: str) -> ResponseReturnValue:
    """Propose one more picture."""
    listing = load_for_update(context(), listing_id).listing
    if problems := _added(listing_id):
        return _listing_page(listing, problems), 422
    flash("The picture is sent to an editor.")
    return redirect(request.path, 303)


@pictures.post("/work/listings/<listing_id>/pictures/remove")
@needs(Action.PROPOSE)
def remove_from_listing(listing_id: str) -> ResponseReturnValue:
    """Propose that a picture is taken off."""
    remove_picture(context(), Actor(staff()), listing_id, request.form.get("name", ""))
    flash("An editor is asked to take the picture off.")
    return redirect(request.path.removesuffix("/remove"), 303)


@pictures.post("/work/listings/<listing_id>/pictures/delete")
@needs(Action.PUBLISH)
def delete(listing_id: str) -> ResponseReturnValue:
    """Delete a picture for good, wherever it is shown."""
    delete_picture(context(), Actor(staff()), listing_id, request.form.get("name", ""))
    flash("The picture is deleted for good.")
    return redirect(url_for("staff_listing.show", listing_id=listing_id), 303)


def _added(listing_id: str) -> tuple[Problem, ...]:
    """What is wrong with the picture that was sent; nothing when it was taken."""
    sent = request.files.get("picture")
    if sent is None or not sent.filename:
        return (Problem("picture", "Choose a picture."),)
    try:
        alt = request.form.get("alt", "")
        with sent.stream:
            data = sent.stream.read()
        is_agreed = request.form.get("agreed") == "yes"
        add_picture(context(), Actor(staff()), listing_id, data, alt, is_agreed=is_agreed)
    except PictureRefused as error:
        return (Problem(error.field, str(error)),)
    return ()


def _told() -> tuple[Problem, ...]:
    return (Problem("picture", _TOO_LARGE),) if request.args.get("large") else ()


def _draft_page(listing: Listing, problems: tuple[Problem, ...]) -> str:
    page = pictures_page(context(), listing, problems, request.form.get("alt", ""))
    return render_template("listings/images.html", page=page)


def _listing_page(listing: Listing, problems: tuple[Problem, ...]) -> str:
    action = f"/work/listings/{listing.id}/pictures"
    page = PicturesPage(
        title=f"Pictures of {listing.name}",
        listing=listing,
        step="",
        back=f"/work/listings/{listing.id}/change",
        onward="",
        pictures=shown_pictures(context(), listing),
        action=action,
        remove=f"{action}/remove",
        problems=problems,
        alt=request.form.get("alt", ""),
        is_proposal=True,
        may_delete=may(staff(), Action.PUBLISH, listing.id),
        is_waiting=pictures_waiting(context(), listing.id),
    )
    return render_template("listings/images.html", page=page)
