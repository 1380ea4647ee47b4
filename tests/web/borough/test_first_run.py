"""`/work/set-up`: every step in words, what is kept, and what came of trying address and mail."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from werkzeug.serving import make_server as make_web_server

from assetmap.basemap import OSM_TILES, Basemap
from assetmap.domain.people.people import Role
from assetmap.mail_server import MailServer
from assetmap.services.context import Context
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.mail.conftest import ServerMaker, make_server  # noqa: F401 - a fixture
from tests.people import a_person, csrf_token, sign_in
from tests.serving import begin, end
from tests.web.conftest import Client, client_of
from tests.web.inspection import Page, words_of

PAGE = "/work/set-up"
STATES = {
    "Name and area": "Not started",
    "Phone lines": "Not started",
    "Categories": "Not started",
    "School terms": "Not started",
    "Wards and patches": "Not started",
    "Sample listings": "Not started",
    "Your own listings": "Done",
    "A second admin": "Not started",
    "Public address": "Not started",
    "Email": "Not started",
    "Street map": "Not started",
}


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(a_listing(), a_listing("sampled", source="sample"))


@pytest.fixture
def admin(context: Context) -> Client:
    return signed_in(context)


def signed_in(context: Context) -> Client:
    return sign_in(client_of(context), context, a_person(context, Role.ADMIN))


@pytest.fixture
def served(context: Context) -> Iterator[str]:
    """Where the directory really is served."""
    server = make_web_server("127.0.0.1", 0, client_of(context).application, threaded=True)
    begin(server)
    yield f"http://127.0.0.1:{server.server_port}"
    end(server)


def states(page: Page) -> dict[str, str]:
    titles = [words_of(task[0]) for task in page.by_class("task")]
    return dict(zip(titles, map(words_of, page.by_class("task__state")), strict=True))


def send(client: Client, part: str, **data: str) -> tuple[int, str | None]:
    token = csrf_token(client)
    answer = client.post(f"{PAGE}/{part}", data={"csrf_token": token, **data})
    return answer.status_code, answer.location


def test_each_step_has_its_state_and_a_page(admin: Client) -> None:
    page = admin.page(PAGE)
    assert states(page) == STATES
    assert "1 of 11 steps are done." in page.words
    for title in STATES:
        address = page.links()[title]
        if address.startswith("#"):
            page.by_id(address[1:])
        else:
            admin.page(address)


def test_home_of_an_admin_leads_there(context: Context, admin: Client) -> None:
    home = admin.page("/work")
    assert home.links()["Set up your borough"] == PAGE
    assert "Set up your borough: 10 steps left." in home.words
    editor = sign_in(client_of(context), context, a_person(context, Role.EDITOR))
    assert PAGE not in editor.page("/work").links().values()
    assert editor.get(PAGE).status_code == 403
    for part in ("keep", "address", "mail"):
        assert send(editor, part)[0] == 403


def test_what_is_kept_is_said_and_taken_back(admin: Client) -> None:
    assert send(admin, "keep", step="categories") == (303, PAGE)
    assert states(admin.page(PAGE)) == {**STATES, "Categories": "Kept"}
    assert "Set up your borough: 9 steps left." in admin.page("/work").words
    assert send(admin, "keep", step="categories", do="again") == (303, PAGE)
    assert states(admin.page(PAGE)) == STATES


@pytest.mark.parametrize("name", ["", "phone-lines", "nothing", "<b>", "x" * 5_000])
def test_what_cannot_be_kept_is_told(admin: Client, name: str) -> None:
    assert send(admin, "keep", step=name) == (303, PAGE)
    page = admin.page(PAGE)
    assert "There is nothing to keep about this step." in page.words
    assert states(page) == STATES


def test_address_is_tried(context: Context, admin: Client, served: str) -> None:
    page = admin.page(PAGE)
    assert "ASSETMAP_PUBLIC_URL=https://directory.example.org" in page.words
    context.config = replace(context.config, public_url=served, public_url_given=True)
    assert states(admin.page(PAGE))["Public address"] == "Started"
    assert send(admin, "address") == (303, f"{PAGE}#address")
    page = admin.page(PAGE)
    assert "It works. The directory answers there, and says that it is well." in page.words
    assert states(page)["Public address"] == "Done"
    assert "ASSETMAP_PUBLIC_URL=" not in page.words.partition("Public address None")[2]


def test_letter_is_sent(
    context: Context,
    admin: Client,
    make_server: ServerMaker,  # noqa: F811
) -> None:
    server = make_server()
    context.config = replace(context.config, mail=MailServer("127.0.0.1", server.port))
    assert send(admin, "mail", to=" ann@example.org ") == (303, f"{PAGE}#mail")
    page = admin.page(PAGE)
    assert f"It works. The mail server 127.0.0.1:{server.port} took the letter." in page.words
    assert states(page)["Email"] == "Done"
    assert "ann@example.org" not in page.words
    ((_, recipients, letter, _),) = server.taken
    assert recipients == ("ann@example.org",)
    assert f"{context.config.public_url}{PAGE}" in str(letter.get_body(("plain",)))


def test_without_a_mail_server_the_setting_is_named(context: Context, admin: Client) -> None:
    assert send(admin, "mail", to="ann@example.org")[0] == 303
    page = admin.page(PAGE)
    assert "It does not work yet. No mail server is set, so nobody gets the letter." in page.words
    assert "ASSETMAP_MAIL=smtp://user:password@mail.example.org:587" in page.words
    assert len(list(context.config.outbox.glob("*.eml"))) == 1


@pytest.mark.parametrize(
    "to", ["", "ann", "ann@", "a@b\r\nBcc: c@d", '"><script>', "é@example.org", "a" * 300]
)
def test_bad_address_is_told_beside_its_field(context: Context, admin: Client, to: str) -> None:
    assert send(admin, "mail", to=to)[0] == 422
    assert admin.last is not None
    says = "Error: Enter an email address, such as name@example.org."
    assert words_of(admin.last.by_id("to-error")) == says
    assert admin.last.links()[says.removeprefix("Error: ")] == "#to"
    assert not context.config.outbox.exists()


@pytest.mark.parametrize(
    ("basemap", "picture", "chosen"),
    [
        (Basemap(), None, "Drawn by this program from postcodes"),
        (
            Basemap(OSM_TILES, "© OpenStreetMap contributors"),
            "https://tile.openstreetmap.org/12/2052/1361.png",
            "OpenStreetMap’s servers",
        ),
        (
            Basemap("https://{s}.tiles.example.org/{z}/{x}/{y}?k=1", "© Us"),
            "https://a.tiles.example.org/12/2052/1361?k=1",
            "A tile service that you have an account with",
        ),
    ],
)
def test_map_is_shown_as_it_looks_here(
    context: Context, basemap: Basemap, picture: str | None, chosen: str
) -> None:
    context.config = replace(context.config, basemap=basemap)
    plain = client_of(context).application  # a street map is a picture of another server
    plain.test_client_class = None
    answer = sign_in(plain.test_client(), context, a_person(context, Role.ADMIN)).get(PAGE)
    page = Page(answer.text)
    pictures = [each.get("src") for figure in page.all("figure") for each in figure.iter("*")]
    pictures = [each for each in pictures if each]
    assert pictures == ["/map-picture.svg", *([picture] if picture else [])]
    (in_use,) = [words_of(each) for each in page.all("h3") if "In use now" in words_of(each)]
    assert in_use == f"{chosen} In use now"
    if picture:  # the browser may ask there
        host = picture.partition("//")[2].partition("/")[0].replace("a.tiles", "*.tiles")
        assert f"img-src 'self' data: https://{host};" in answer.headers["Content-Security-Policy"]
