"""`/work/borough`: what an admin changes is on every page at once, and can be put back."""

import tomllib
from xml.etree.ElementTree import Element

import pytest

from assetmap.domain.people.people import Role
from assetmap.paths import BOROUGH
from assetmap.services.context import Context
from assetmap.storage.tables import BOROUGH_CHANGES
from assetmap.web.borough.parts import PARTS
from assetmap.web.borough.questions import Part
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.people import a_person, csrf_token, sign_in
from tests.web.conftest import Client, client_of
from tests.web.inspection import name_of, words_of

PAGE = "/work/borough"


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(a_listing())


@pytest.fixture
def admin(context: Context) -> Client:
    return sign_in(client_of(context), context, a_person(context, Role.ADMIN))


def fields(client: Client, address: str) -> dict[str, list[str]]:
    """The form at an address as a browser would send it back unchanged."""
    forms = client.page(address).all("form")
    return sent_by(next(each for each in forms if "novalidate" in each.attrib))


def sent_by(form: Element) -> dict[str, list[str]]:
    sent: dict[str, list[str]] = {}
    for each in form.iter():
        name, kind = each.get("name"), each.get("type", "")
        if name is None or (kind in ("checkbox", "radio") and "checked" not in each.attrib):
            continue
        if name_of(each) == "textarea":
            sent[name] = [words.removeprefix("\n") for words in ["".join(each.itertext())]]
        elif name_of(each) == "select":
            chosen = [option for option in each.iter() if "selected" in option.attrib]
            sent[name] = [option.get("value", "") for option in chosen]
        elif name_of(each) == "input":
            sent.setdefault(name, []).append(each.get("value", ""))
    return sent


def send(client: Client, address: str, **changed: object) -> int:
    data = {**fields(client, address), "csrf_token": csrf_token(client), **changed}
    return client.post(address, data=data).status_code


def test_phone_line_is_on_every_page_at_once(context: Context, admin: Client) -> None:
    stranger = client_of(context)
    assert "01632 960100" in stranger.page("/").words
    changed = {"help-phone": "01632 960555"}
    assert send(admin, f"{PAGE}/phone-lines", **changed, do="preview") == 200
    assert admin.last is not None
    assert list(map(words_of, admin.last.all("td"))) == ["01632 960100", "01632 960555"]
    assert "01632 960555" not in stranger.page("/").words
    assert send(admin, f"{PAGE}/phone-lines", **changed) == 303
    for address in ("/", "/find?q=lunch", "/listing/knit-club", "/privacy"):
        assert "01632 960555" in stranger.page(address).words
        assert "01632 960100" not in stranger.page(address).words
    (change,) = context.store.find(BOROUGH_CHANGES)
    assert (change.file, change.before, change.what) == ("borough", None, "Phone lines")
    assert change.after.startswith("# The borough: everything on the pages")  # comments are kept


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.slug)
def test_what_is_sent_back_unchanged_changes_nothing(
    context: Context, admin: Client, part: Part
) -> None:
    address = f"{PAGE}/{part.slug}"
    if part.questions:
        assert send(admin, address, do="preview") == 200
        assert admin.last is not None
        assert "Nothing: it says the same as now." in admin.last.words
    if part.entries and f"{address}/0" in admin.page(address).links().values():
        assert send(admin, f"{address}/0", do="preview") == 200
        assert admin.last is not None
        assert "Nothing: it says the same as now." in admin.last.words


KEPT = ("/pack.json", "/map.json", "/map-picture.svg", "/open-data/listings.csv", "/borough.css")


@pytest.mark.parametrize("address", KEPT)
def test_what_browsers_and_phones_keep_is_told_to_be_old(
    context: Context, admin: Client, address: str
) -> None:
    stranger = client_of(context)
    known = stranger.get(address).headers["ETag"]
    assert stranger.get(address).headers["ETag"] == known
    number = context.borough.words.categories.index(
        context.borough.words.top(context.store.get_listing("knit-club").listing.categories[0])
    )
    changed = {"label": "Zyzzyva", "colour": "#5b2a86"}
    assert send(admin, f"{PAGE}/categories/{number}", **changed) == 303
    assert stranger.get(address).headers["ETag"] != known


def test_worker_of_phones_is_another_after_a_change(context: Context, admin: Client) -> None:
    stranger = client_of(context)
    before = stranger.get("/sw.js").text
    assert send(admin, f"{PAGE}/phone-lines", **{"help-phone": "01632 960555"}) == 303
    assert stranger.get("/sw.js").text != before


def test_tile_is_added_moved_taken_out_and_put_back(context: Context, admin: Client) -> None:
    stranger = client_of(context)
    tile = {"label": "Bees & <b>honey</b>", "icon": "flower", "categories": ["active/gardening"]}
    assert send(admin, f"{PAGE}/tiles/add", **tile) == 303
    assert "Bees & <b>honey</b>" in stranger.page("/").words
    own = tomllib.loads((context.config.borough / "needs.toml").read_text(encoding="utf-8"))
    assert own["need"][-1] == {"slug": "bees-and-b-honey-b", **tile}
    last = len(own["need"]) - 1
    token = csrf_token(admin)
    digest = fields(admin, f"{PAGE}/tiles/{last}")["digest"]
    sent = {"csrf_token": token, "digest": digest, "do": "up"}
    assert admin.post(f"{PAGE}/tiles/{last}", data=sent).status_code == 303
    digest = fields(admin, f"{PAGE}/tiles/{last - 1}")["digest"]
    sent = {"csrf_token": token, "digest": digest, "do": "remove"}
    assert admin.post(f"{PAGE}/tiles/{last - 1}", data=sent).status_code == 303
    assert "honey" not in stranger.page("/").words
    history = admin.page(f"{PAGE}/tiles/history")
    assert "took out Bees & <b>honey</b>" in history.words
    form = next(sent for sent in map(sent_by, history.all("form")) if "number" in sent)
    assert admin.post(f"{PAGE}/tiles/history", data=form).status_code == 303
    assert "Bees & <b>honey</b>" in stranger.page("/").words


def test_what_was_typed_stays_when_it_cannot_be_used(context: Context, admin: Client) -> None:
    wrong = {"help-phone": "ring us", "advice-url": "javascript:alert(1)", "help-text": ""}
    assert send(admin, f"{PAGE}/phone-lines", **wrong) == 422
    assert admin.last is not None
    assert "Enter a phone number that can be rung" in admin.last.words
    assert "Enter a web address that begins with https://" in admin.last.words
    assert "Enter whom people ask for help." in admin.last.words
    assert admin.last.by_id("help-phone").get("value") == "ring us"
    assert not context.store.count(BOROUGH_CHANGES)


def test_two_at_once_do_not_undo_each_other(context: Context, admin: Client) -> None:
    form = {**fields(admin, f"{PAGE}/name"), "csrf_token": csrf_token(admin)}
    assert admin.post(f"{PAGE}/name", data={**form, "strapline": "The first"}).status_code == 303
    assert admin.post(f"{PAGE}/name", data={**form, "strapline": "The second"}).status_code == 422
    assert admin.last is not None
    assert "Somebody changed this while you had it open." in admin.last.words
    assert admin.last.by_id("strapline").get("value") == "The second"
    assert context.borough.strapline == "The first"


def test_file_changed_by_hand_is_followed(context: Context) -> None:
    stranger = client_of(context)
    before = stranger.page("/").words
    own = context.config.borough
    own.mkdir()
    (own / "borough.toml").write_text("title =", encoding="utf-8")  # half written
    assert stranger.page("/").words == before
    shipped = context.borough.title
    text = (BOROUGH / "borough.toml").read_text(encoding="utf-8")
    (own / "borough.toml").write_text(text.replace(shipped, "By Hand"), encoding="utf-8")
    assert "By Hand" in stranger.page("/").words


def test_nobody_but_an_admin_sees_them(context: Context) -> None:
    for role in (Role.EDITOR, Role.VOLUNTEER, Role.MANAGER):
        other = sign_in(client_of(context), context, a_person(context, role, id=role.value))
        assert other.get(PAGE).status_code == 403
        assert other.get(f"{PAGE}/tiles/0").status_code == 403


def test_category_that_a_listing_has_stays(context: Context, admin: Client) -> None:
    listing = context.store.get_listing("knit-club").listing
    top, _, _ = listing.categories[0].partition("/")
    words = context.borough.words
    number = [each.slug for each in words.categories].index(top)
    place = f"{number}"
    if "/" in listing.categories[0]:
        within = [each.slug for each in words.categories[number].within]
        place = f"{number}-{within.index(listing.categories[0])}"
    address = f"{PAGE}/categories/{place}"
    digest = fields(admin, address)["digest"]
    sent = {"csrf_token": csrf_token(admin), "digest": digest, "do": "remove"}
    assert admin.post(address, data=sent).status_code == 422
    assert admin.last is not None
    assert "What uses it" in admin.last.words
    assert listing.name in admin.last.links()
    assert listing.categories[0] in context.borough.words.category
    assert not context.store.count(BOROUGH_CHANGES)


def test_colour_that_cannot_be_read_is_refused_beside_its_field(
    context: Context, admin: Client
) -> None:
    before = context.borough.colours["link"]
    for do in ("preview", ""):
        assert send(admin, f"{PAGE}/colours", **{"colours-link": "#bbbbbb"}, do=do) == 422
        assert admin.last is not None
        assert "to 1" in words_of(admin.last.by_id("colours-link-error"))
        assert admin.last.by_id("colours-link").get("value") == "#bbbbbb"
    assert context.borough.colours["link"] == before
