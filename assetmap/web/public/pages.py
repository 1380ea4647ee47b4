"""The pages that anyone may read: no cookie, no account, GET only."""

from dataclasses import dataclass, replace

from flask import Blueprint, Response, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from assetmap.domain.borough.borough import Borough
from assetmap.domain.borough.vocabulary import Category
from assetmap.domain.checks.freshness import UpkeepRules
from assetmap.domain.handouts.sheet import KEPT_DAYS
from assetmap.domain.listings.listing import Kind, Precision
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.reports.search_counts import SHOWN_FROM
from assetmap.domain.search.agenda import Agenda
from assetmap.domain.search.query import Search
from assetmap.domain.search.results import PlaceMatch
from assetmap.domain.times.days_asked import week_of
from assetmap.places.basemap import attribution_of
from assetmap.services.admin.readiness import readiness
from assetmap.services.listings.images import shown_pictures
from assetmap.services.search.covering import covers_listing
from assetmap.services.search.hosting import hosted_at
from assetmap.services.search.overview import Overview, overview
from assetmap.services.search.reading import MovedTo, hit_of, instead_of, read_listing
from assetmap.services.search.volunteering import group_of
from assetmap.services.whats_on.whats_on import whats_on
from assetmap.web.framework.access import open_to_all
from assetmap.web.framework.api_description import described
from assetmap.web.framework.query import link_to
from assetmap.web.framework.request_context import context
from assetmap.web.presenters.borough_stylesheet import borough_stylesheet
from assetmap.web.presenters.covers_words import covers_box
from assetmap.web.presenters.listing_page import listing_page
from assetmap.web.presenters.pages import BrowsePage, Counted, HomePage, TextPage
from assetmap.web.presenters.subscribing import subscribe_box_of
from assetmap.web.public.health_description import HEALTHZ


def home_page(everything: Overview, borough: Borough) -> HomePage:
    """The home page over the figures of the directory."""
    return HomePage(
        title=borough.strapline or borough.title,
        needs=tuple((need, link_to({"need": need.slug})) for need in borough.words.needs),
        categories=_categories(everything, borough),
        total=everything.total,
        map_attribution=attribution_of(borough),
    )


def browse_page(
    everything: Overview, borough: Borough, places: tuple[PlaceMatch, ...]
) -> BrowsePage:
    """The browse page over the figures of the directory."""
    return BrowsePage(
        title="Browse by subject or place",
        categories=_categories(everything, borough),
        places=tuple(
            Counted(place.label, 0, link_to({"near": place.label, "sort": "near"}))
            for place in sorted(places, key=lambda place: place.label)
        ),
        total=everything.total,
    )


def _categories(everything: Overview, borough: Borough) -> tuple[Counted, ...]:
    def counted(category: Category) -> Counted:
        return Counted(
            label=category.label,
            count=everything.categories[category.slug],
            url=link_to({"category": category.slug}),
            hint=category.hint,
            icon=category.icon,
            colour=category.colour,
            within=tuple(counted(child) for child in category.within),
        )

    return tuple(counted(category) for category in borough.words.categories)


@dataclass(frozen=True)
class Interval:
    """How often some kinds of listing are checked: `every 3 months`, and which kinds."""

    often: str
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class AboutPage:
    """`/about`: what this is, who runs it, and how it is kept true."""

    title: str
    intervals: tuple[Interval, ...]  # the shortest first
    doubts: str  # what else than its age makes the public be told that a listing is not confirmed
    upkeep: UpkeepRules  # for the days after which a listing is told to be late, hidden, taken off


def about_page(borough: Borough) -> AboutPage:
    """The about page of a borough, by its own rules."""
    rules = borough.upkeep
    return AboutPage(
        title=f"About the {borough.title}",
        intervals=tuple(
            Interval(
                f"every {months} months" if months > 1 else "every month",
                tuple(kind.label for kind in Kind if rules.months_of(kind) == months),
            )
            for months in sorted({rules.months_of(kind) for kind in Kind})
        ),
        doubts=_doubts(rules.second_failure),
        upkeep=rules,
    )


def _doubts(failures: int) -> str:
    """The reports, or the calls without answer, that are one too many."""
    if failures == 1:
        return "somebody told us that it may be wrong, or we rang and nobody answered"
    often = "twice" if failures == 2 else f"{failures} times"
    return (
        f"people told us {often} that it may be wrong, "
        f"or we rang on {failures} days and nobody answered"
    )


public = Blueprint("public", __name__)


@public.get("/")
@open_to_all()
def home() -> str:
    """The search, the picture tiles, and where to get help."""
    page = home_page(overview(context()), context().borough)
    return render_template("public/home.html", page=page)


@public.get("/listing/<listing_id>")
@open_to_all()
def listing(listing_id: str) -> AnyResponse | str:
    """One listing; its address is for good."""
    try:
        found = read_listing(context(), listing_id)
    except MovedTo as moved:
        return redirect(url_for("public.listing", listing_id=moved.listing_id), 301)
    pictures = shown_pictures(context(), found.shown)
    page = listing_page(
        hit_of(context(), found),
        context().borough,
        context().clock.now(),
        pictures,
        hosted_at(context(), found),
        _week_at(found),
        instead=instead_of(context(), found),
        group=group_of(context(), found),
    )
    covers = covers_box(covers_listing(context(), found), context().clock.now())
    page = replace(page, subscribe=subscribe_box_of(context(), found), covers=covers)
    return render_template("public/listing.html", page=page)


def _week_at(found: PublicListing) -> Agenda | None:
    """What is on this week at a hub; None of any other listing."""
    hosts_others = found.shown.kind.rules.hosts_others
    if not hosts_others or found.where.precision is not Precision.VENUE:
        return None
    today = context().clock.today()
    return whats_on(context(), Search(), week_of(today, today), found)


@public.get("/browse")
@open_to_all()
def browse() -> str:
    """Every category and every place."""
    places = context().gazetteer.places()
    page = browse_page(overview(context()), context().borough, places)
    return render_template("public/browse.html", page=page)


@public.get("/about")
@open_to_all()
def about() -> str:
    """What this is and who runs it."""
    return render_template("public/about.html", page=about_page(context().borough))


@public.get("/accessibility")
@open_to_all()
def accessibility() -> str:
    """The accessibility statement."""
    return render_template("public/accessibility.html", page=TextPage("Accessibility statement"))


@public.get("/privacy")
@open_to_all()
def privacy() -> str:
    """The privacy notice."""
    return render_template(
        "public/privacy.html",
        page=TextPage("Privacy"),
        sheet_days=KEPT_DAYS,
        asked_from=SHOWN_FROM,
    )


@public.get("/healthz")
@open_to_all()
@described(HEALTHZ)
def healthz() -> tuple[dict[str, object], int]:
    """Whether this copy can serve, and what is behind while it does."""
    found = readiness(context())
    if found.failing:
        return {"status": "failing", "why": list(found.failing)}, 503
    behind = {
        "index_changes": found.index_changes,
        "index_late_s": found.index_late_s,
        "letters_late_s": found.letters_late_s,
    }
    late = {name: amount for name, amount in behind.items() if amount}
    return {"status": "ok"} | ({"behind": late} if late else {}), 200


@public.get("/borough.css")
@open_to_all()
def borough_css() -> Response:
    """The borough's colours, and each category's, as custom properties."""
    return borough_stylesheet(context().borough)


@public.get("/robots.txt")
@open_to_all()
def robots() -> Response:
    """Pages may be indexed; the endless combinations of filters need not be."""
    closed = ("/find", "/map.json", "/organiser", "/time-bank/me", "/work", "/account")
    lines = ("User-agent: *", *(f"Disallow: {path}" for path in closed))
    response = make_response("\n".join(lines) + "\n")
    response.mimetype = "text/plain"
    return response
