"""`/embed`: a small box of results for other sites' pages, in a frame of its own origin.

Only the sites that the borough names may show it; it has no cookie, no form and no session, and
works in a sandbox without this site's origin.
"""

from dataclasses import dataclass, replace

from flask import Blueprint, Response, make_response, render_template

from assetmap.domain.borough.help_line import HelpLine
from assetmap.domain.borough.signposts import Signpost
from assetmap.domain.search.query import Search
from assetmap.domain.search.results import Match
from assetmap.domain.validation import Problem
from assetmap.services.search.finding import answer
from assetmap.web.framework.access import open_to_all
from assetmap.web.framework.query import address, asked
from assetmap.web.framework.request_context import context
from assetmap.web.presenters.cards import card_of
from assetmap.web.presenters.pages import Card

embed = Blueprint("embed", __name__)

MOST = 5  # results in the box
POLICY = (
    *("default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:"),
    *("form-action 'none'", "base-uri 'none'"),
)


@dataclass(frozen=True)
class EmbedPage:
    """`/embed`: the first results of a question, or what comes nearest when nothing fits, and the
    way to all of them.
    """

    title: str
    cards: tuple[Card, ...]
    match: Match
    total: int
    all_url: str
    problems: tuple[Problem, ...]
    urgent: tuple[HelpLine, ...]
    signposts: tuple[Signpost, ...]
    correction: str  # the spelling we searched for; empty when as typed
    typed: str
    exact_url: str  # the way to the results for what was typed


@embed.get("/embed")
@open_to_all()
def box() -> Response:
    """The first results of a question, for a frame in another site's page."""
    search, problems = asked(context())
    found = answer(context(), replace(search, per_page=MOST, page=1))
    shown = found.hits or found.nearest[:MOST]
    page = EmbedPage(
        _title(search),
        tuple(card_of(hit, context().borough, context().clock.now()) for hit in shown),
        found.match,
        found.total,
        address(replace(search, page=1)),
        (*problems, *found.problems),
        found.urgent,
        found.understood.signposts,
        found.understood.correction,
        search.words.strip(),
        address(replace(search, exact=True, page=1)),
    )
    response = make_response(render_template("search/embed.html", page=page))
    response.headers["Content-Security-Policy"] = policy_of(context().borough.embed_hosts)
    return response


def policy_of(hosts: tuple[str, ...]) -> str:
    """The content policy of the box: `hosts` are the sites that may show it."""
    return "; ".join((*POLICY, "frame-ancestors " + (" ".join(hosts) or "'none'")))


def _title(search: Search) -> str:
    need = context().borough.words.need.get(search.need or "")
    subject = need.label if need else search.words.strip()
    where = f" near {search.near}" if search.near else ""
    return f"{subject or 'What is on'}{where}"
