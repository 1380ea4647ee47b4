"""`/conversation`: what somebody would like, and at most twelve cards to talk about.

Without an account, without a script. `/work/conversation` is the same page for staff, with their
notes on the listings; the view for turning the screen round is always the public one.
"""

from collections.abc import Iterable
from dataclasses import replace

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.handouts.conversation import MOST, Conversation, must_haves_of
from assetmap.domain.people.people import Action, may
from assetmap.domain.reports.search_counts import SearchChannel
from assetmap.domain.search.facets import language_slug
from assetmap.domain.search.query_reading import read_search
from assetmap.domain.search.results import Match
from assetmap.domain.validation import Problem
from assetmap.services.handouts.conversations import Options, options_for
from assetmap.services.handouts.must_haves import languages
from assetmap.services.listing_repository import Actor
from assetmap.services.listings.history import notes_of
from assetmap.web.framework.access import needs, open_to_all
from assetmap.web.framework.query import typed_of
from assetmap.web.framework.request_context import context, staff
from assetmap.web.framework.search_counting import count_search
from assetmap.web.handouts.conversation_page import (
    ConversationPage,
    Place,
    conversation_page,
)
from assetmap.web.handouts.conversation_query import Asked

conversation = Blueprint("conversation", __name__)

_PUBLIC, _STAFF = "/conversation", "/work/conversation"
_LIKE_A_SEARCH = ("q", "near", "ignore", "exact")
_NOTHING_SAID = Problem("near", "Say where, choose what they would like, or type their words.")


@conversation.get(_PUBLIC)
@open_to_all()
def public_page() -> Response:
    """The form and the cards, or with `view=share` large cards for turning the screen round."""
    is_shared = request.args.get("view") == "share"
    page, found = _page(_PUBLIC, _asked())
    template = "handouts/conversation_share.html" if is_shared else "handouts/conversation.html"
    response = make_response(render_template(template, page=page))
    # What was typed is about somebody, perhaps on a screen that others use next.
    response.headers["Cache-Control"] = "no-store"
    return response if is_shared else _counted(response, found, SearchChannel.CONVERSATION)


@conversation.get(_STAFF)
@needs(Action.SEE_NOTES)
def staff_page() -> ResponseReturnValue:
    """A conversation with the notes of staff beside each listing."""
    if request.args.get("view") == "share":
        return redirect(f"{_PUBLIC}?{request.query_string.decode()}")
    gap_url = url_for("gap_log.form") if may(staff(), Action.ADD_GAP) else ""
    page, found = _page(_STAFF, _asked())
    page = replace(page, gap_url=gap_url)
    response = make_response(render_template("handouts/conversation.html", page=page))
    return _counted(response, found, SearchChannel.STAFF)


def _counted(response: Response, found: Options | None, channel: SearchChannel) -> Response:
    """Have what was asked counted, when anything was; gives the response back."""
    if found is None:
        return response
    match = Match.GOOD if found.fitting else Match.WEAK if found.options else Match.NONE
    return count_search(response, found.understood, match, channel)


def _page(path: str, asked: Asked) -> tuple[ConversationPage, Options | None]:
    found = options_for(context(), asked.said) if asked.said.says_anything else None
    at = Place(path, context().borough, context().clock.now())
    notes = _notes(found) if path == _STAFF and found else {}
    return conversation_page(at, asked, _languages(), found, notes), found


def _languages() -> tuple[str, ...]:
    return languages(context().directory_cache.current().snapshot)


def _notes(found: Options) -> dict[str, tuple[str, ...]]:
    """What staff noted on each listing, newest first."""
    by = Actor(staff())
    ids = (option.hit.listing.id for option in found.options)
    return {each: tuple(note.words for note in notes_of(context(), by, each)) for each in ids}


def _asked() -> Asked:
    """The question of this request; what is not known is left out, and said."""
    words = context().borough.words
    typed = [(name, request.args[name]) for name in _LIKE_A_SEARCH if name in request.args]
    search, problems = read_search(typed, words)
    said = Conversation(
        near=search.near,
        words=search.words,
        likings=_known("like", words.liking),
        musts=_known("must", [must.slug for must in must_haves_of(words)]),
        language=_language(),
        ignore=search.ignore,
        exact=search.exact,
    )
    is_sent = "show" in request.args
    if is_sent and not said.says_anything and not problems:
        problems = [_NOTHING_SAID]
    return Asked(said, _picks(), tuple(problems), is_sent, typed_of(typed))


def _language() -> str:
    """The language asked for, as most listings write it; empty when none is spoken anywhere."""
    given = {language_slug(each) for each in request.args.getlist("language")}
    return next((each for each in _languages() if language_slug(each) in given), "")


def _known(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """The values of a parameter that there are, once each, in the order of the form."""
    given = set(request.args.getlist(name))
    return tuple(each for each in known if each in given)


def _picks() -> tuple[str, ...]:
    """The listings picked so far that anybody may see, in order; no more than a sheet holds."""
    there = context().directory_cache.current().snapshot.position
    picked = dict.fromkeys(each for each in request.args.getlist("pick") if each in there)
    return tuple(picked)[:MOST]
