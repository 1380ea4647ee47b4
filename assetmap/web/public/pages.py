"""The pages that anyone may read: no cookie, no account, GET only."""

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from assetmap.domain.handouts.sheet import KEPT_DAYS
from assetmap.domain.search.query import Search
from assetmap.services.admin.health import is_alive
from assetmap.services.listings.images import shown_pictures
from assetmap.services.search.finding import answer
from assetmap.services.search.reading import MovedTo, hit_of, read_listing
from assetmap.web.framework.access import open_to_all
from assetmap.web.framework.query import asked, parameters
from assetmap.web.framework.request_context import context
from assetmap.web.presenters.listing_page import listing_page
from assetmap.web.presenters.pages import TextPage
from assetmap.web.public.about_page import about_page
from assetmap.web.public.browse_page import browse_page, home_page
from assetmap.web.search.find_page import find_page, typed_of

public = Blueprint("public", __name__)


@public.get("/")
@open_to_all()
def home() -> str:
    """The search, the picture tiles, and where to get help."""
    page = home_page(answer(context(), Search(per_page=1)), context().borough)
    return render_template("public/home.html", page=page)


@public.get("/find")
@open_to_all()
def find() -> Response:
    """The answer to a question; only its results when the page's own script asks."""
    search, problems = asked(context())
    page = find_page(
        answer(context(), search),
        context().borough,
        context().clock.now(),
        typed_of(parameters()),
        tuple(problems),
    )
    is_fragment = request.headers.get("X-Fragment") == "1"
    template = "search/_results.html" if is_fragment else "search/find.html"
    response = make_response(render_template(template, page=page))
    response.vary.add("X-Fragment")
    return response


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
        hit_of(context(), found), context().borough, context().clock.now(), pictures
    )
    return render_template("public/listing.html", page=page)


@public.get("/browse")
@open_to_all()
def browse() -> str:
    """Every category and every place."""
    places = context().gazetteer.places()
    page = browse_page(answer(context(), Search(per_page=1)), context().borough, places)
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
    return render_template("public/privacy.html", page=TextPage("Privacy"), sheet_days=KEPT_DAYS)


@public.get("/healthz")
@open_to_all()
def healthz() -> tuple[dict[str, str], int]:
    """Whether the store and the index answer."""
    if is_alive(context()):
        return {"status": "ok"}, 200
    return {"status": "failing"}, 503


@public.get("/borough.css")
@open_to_all()
def borough_css() -> Response:
    """The borough's colours, and each category's, as custom properties."""
    borough = context().borough
    own = "".join(f"--{name}:{value};" for name, value in borough.colours.items())
    categories = "".join(
        f".category-{category.slug}{{--category:{category.colour}}}\n"
        for category in borough.words.categories
    )
    response = make_response(f":root{{{own}}}\n{categories}")
    response.mimetype = "text/css"
    response.headers["Cache-Control"] = "public, max-age=300"
    return response


@public.get("/robots.txt")
@open_to_all()
def robots() -> Response:
    """Pages may be indexed; the endless combinations of filters need not be."""
    closed = ("/find", "/map.json", "/organiser", "/work", "/account")
    lines = ("User-agent: *", *(f"Disallow: {path}" for path in closed))
    response = make_response("\n".join(lines) + "\n")
    response.mimetype = "text/plain"
    return response
