"""The result box in a page of another origin, in a sandbox, as docs/embedding.md has it."""

import re
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from assetmap.services.context import Context
from tests.conftest import ContextMaker
from tests.serving import begin, end

GUIDE = (Path(__file__).parents[2] / "docs" / "embedding.md").read_text(encoding="utf-8")
SNIPPETS = re.findall(r"```html\n(.*?)```", GUIDE, flags=re.DOTALL)
DIRECTORY = "https://directory.example.org"
HTML = '<!DOCTYPE html><html lang="en"><title>Council</title><h1>Council advice</h1>'


@pytest.fixture
def council() -> Iterator[Callable[[str], str]]:
    """`council(html)`: the address of a page of another site."""
    pages: dict[str, bytes] = {}

    class Council(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path in pages else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(pages.get(self.path, b""))

        def log_message(self, *_: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Council)
    begin(server)

    def show(html: str) -> str:
        pages["/advice"] = html.encode()
        return f"http://127.0.0.1:{server.server_port}/advice"

    yield show
    end(server)


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[[str], tuple[Page, list[str], list[str]]]]:
    """`open_page(address)`: a page, its console's errors, and the hosts that were asked."""
    contexts = []

    def open_(address: str) -> tuple[Page, list[str], list[str]]:
        context = browser.new_context()
        contexts.append(context)
        faults: list[str] = []
        hosts: list[str] = []
        context.on("request", lambda request: hosts.append(urlsplit(request.url).netloc))
        context.on(
            "console",
            lambda said: (
                faults.append(said.text)
                if said.type in ("error", "warning") and "favicon" not in said.location["url"]
                else None
            ),
        )
        page = context.new_page()
        page.goto(address, wait_until="load")
        return page, faults, hosts

    yield open_
    for context in contexts:
        context.close()


def directory_for(
    make_context: ContextMaker, home: Path, serve: Callable[[Context], str], site: str
) -> tuple[str, Context]:
    """The address of the sample directory, which lets one site show its box."""
    shipped = Path(__file__).parents[2] / "data" / "borough" / "borough.toml"
    own = home / "borough"
    own.mkdir(exist_ok=True)
    text = shipped.read_text(encoding="utf-8")
    (own / "borough.toml").write_text(
        text.replace("embed_hosts = []", f'embed_hosts = ["{site}"]'), encoding="utf-8"
    )
    context = make_context(home=home)
    return serve(context), context


def site_of(address: str) -> str:
    return address.removesuffix("/advice")


@pytest.mark.parametrize("sandbox", ["", "allow-popups allow-scripts"])
def test_box_works_on_another_site_in_a_sandbox(
    own_sample_home: Path,
    make_context: ContextMaker,
    serve: Callable[[Context], str],
    council: Callable[[str], str],
    open_page: Callable[[str], tuple[Page, list[str], list[str]]],
    sandbox: str,
) -> None:
    site = site_of(council(""))
    directory, _ = directory_for(make_context, own_sample_home, serve, site)
    frame, script = (each.replace(DIRECTORY, directory) for each in SNIPPETS)
    if sandbox:
        frame = re.sub(r'sandbox="[^"]*"', f'sandbox="{sandbox}"', frame)
    page, faults, hosts = open_page(council(HTML + frame + script))
    box = page.frame_locator(".directory-box")
    expect(box.get_by_role("heading", level=1)).to_have_text("Company and friendship near RM18")
    expect(box.get_by_role("heading", level=2)).to_have_count(5)
    # As high as its contents, so that nothing in it scrolls.
    expect(page.locator(".directory-box")).not_to_have_attribute("height", "480")
    scrolls = box.locator("html").evaluate("e => e.scrollHeight - e.clientHeight")
    assert scrolls <= 1
    assert box.locator("html").evaluate("() => self.origin") == "null"
    assert {host for host in hosts if host} == {urlsplit(site).netloc, urlsplit(directory).netloc}
    assert page.context.cookies() == []
    assert faults == []
    with page.context.expect_page() as opened:
        box.get_by_role("heading", level=2).first.get_by_role("link").click()
    name = opened.value.get_by_role("heading", level=1)
    expect(name).not_to_be_empty()
    assert opened.value.url.startswith(f"{directory}/listing/")
    with page.context.expect_page() as every:
        box.get_by_role("link", name=re.compile("See all")).click()
    expect(every.value.get_by_role("heading", level=1)).to_contain_text("near RM18")


def test_site_that_is_not_named_gets_no_box(
    own_sample_home: Path,
    make_context: ContextMaker,
    serve: Callable[[Context], str],
    council: Callable[[str], str],
    open_page: Callable[[str], tuple[Page, list[str], list[str]]],
) -> None:
    directory, _ = directory_for(
        make_context, own_sample_home, serve, "https://another.example.org"
    )
    page, _, _ = open_page("about:blank")
    with page.expect_console_message(lambda said: "frame-ancestors" in said.text):
        page.goto(council(HTML + SNIPPETS[0].replace(DIRECTORY, directory)))
    assert page.frame_locator(".directory-box").get_by_role("heading").count() == 0


def test_no_other_page_lets_itself_be_shown(
    own_sample_home: Path,
    make_context: ContextMaker,
    serve: Callable[[Context], str],
    council: Callable[[str], str],
    open_page: Callable[[str], tuple[Page, list[str], list[str]]],
) -> None:
    site = site_of(council(""))
    directory, _ = directory_for(make_context, own_sample_home, serve, site)
    frame = SNIPPETS[0].replace(f"{DIRECTORY}/embed", f"{directory}/find")
    page, _, _ = open_page("about:blank")
    with page.expect_console_message(lambda said: "frame-ancestors" in said.text):
        page.goto(council(HTML + frame))


FRAME = """<iframe class="directory-box" title="Lunch" src="{src}" width="100%" height="640"
  sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox" loading="lazy"
  style="border: 0; max-width: 100%"></iframe>"""
Opener = Callable[[str], tuple[Page, list[str], list[str]]]


@pytest.fixture
def embedded(
    own_sample_home: Path,
    make_context: ContextMaker,
    serve: Callable[[Context], str],
    council: Callable[[str], str],
    open_page: Opener,
) -> Callable[[str, int], tuple[Page, list[str], list[str]]]:
    """`embedded(path, width)`: another site's page with the box of an address, in a window."""
    directory, _ = directory_for(make_context, own_sample_home, serve, site_of(council("")))

    def show(path: str, width: int) -> tuple[Page, list[str], list[str]]:
        frame = FRAME.format(src=f"{directory}{path}".replace("&", "&amp;"))
        viewport = '<meta name="viewport" content="width=device-width">'
        page, faults, hosts = open_page(council(""))
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(council(HTML + viewport + frame + '<p><a href="/after">After</a>'))
        page.frame_locator(".directory-box").locator("html[data-map-ready]").wait_for()
        return page, faults, hosts

    return show


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("show", ["map", "both"])
def test_map_works_by_keyboard_on_another_site(
    embedded: Callable[[str, int], tuple[Page, list[str], list[str]]], show: str, width: int
) -> None:
    page, faults, hosts = embedded(f"/embed?q=lunch&near=Bulphan&within=2&show={show}", width)
    box = page.frame_locator(".directory-box")
    assert box.locator("html").evaluate("e => e.scrollWidth - e.clientWidth") == 0
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert (box.get_by_role("heading", level=2).count() > 0) == (show == "both")
    # Everything that can be pressed is reached with Tab, and the way out of the frame too.
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "After":
            break
        reached.append(
            box.locator("html").evaluate(
                "() => document.activeElement.getAttribute('aria-label')"
                " || document.activeElement.textContent.trim()"
            )
        )
    assert page.evaluate("document.activeElement.textContent") == "After"
    assert {"Skip past the map", "Zoom in", "Move the map down"} <= set(reached)
    box.locator(".leaflet-marker-icon[role=button]").focus()  # the one pin
    page.keyboard.press("Enter")
    link = box.locator(".leaflet-popup a[href^='/listing/']").first
    expect(link).to_contain_text("(opens in a new tab)")
    with page.context.expect_page() as opened:
        link.focus()
        page.keyboard.press("Enter")
    expect(opened.value.get_by_role("heading", level=1)).not_to_be_empty()
    assert opened.value.evaluate("window.opener") is None
    assert len({host for host in hosts if host}) == 2
    assert page.context.cookies() == []
    assert faults == []


@pytest.mark.parametrize("width", [320, 1280])
def test_box_of_a_hub_has_its_map_on_another_site(
    embedded: Callable[[str, int], tuple[Page, list[str], list[str]]], width: int
) -> None:
    page, faults, hosts = embedded("/embed/listing/riverside-hub", width)
    box = page.frame_locator(".directory-box")
    expect(box.get_by_role("heading", level=1)).to_contain_text("Riverside Hub")
    expect(box.locator(".leaflet-marker-icon[role=img]")).to_be_visible()
    assert box.locator("html").evaluate("e => e.scrollWidth - e.clientWidth") == 0
    assert len({host for host in hosts if host}) == 2
    assert faults == []


def test_map_is_a_list_in_a_sandbox_without_scripts(
    own_sample_home: Path,
    make_context: ContextMaker,
    serve: Callable[[Context], str],
    council: Callable[[str], str],
    open_page: Opener,
) -> None:
    directory, _ = directory_for(make_context, own_sample_home, serve, site_of(council("")))
    frame = FRAME.format(src=f"{directory}/embed?q=lunch&amp;show=map")
    frame = frame.replace("allow-scripts allow-popups ", "allow-popups ")
    page, _, _ = open_page(council(HTML + frame))
    box = page.frame_locator(".directory-box")
    expect(box.get_by_role("heading", level=2)).to_have_count(5)
    expect(box.locator("#embed-map")).to_be_hidden()


def test_code_that_the_page_makes_works_where_it_is_pasted(
    own_sample_home: Path,
    make_context: ContextMaker,
    serve: Callable[[Context], str],
    council: Callable[[str], str],
    open_page: Opener,
) -> None:
    directory, context = directory_for(make_context, own_sample_home, serve, site_of(council("")))
    page, faults, _ = open_page(f"{directory}/embed/make?q=lunch&near=RM18&show=both")
    code = page.locator("#code").input_value()
    assert context.config.public_url in code
    page.goto(council(HTML + code.replace(context.config.public_url, directory)))
    box = page.frame_locator("iframe[title='Lunch near RM18']")
    expect(box.get_by_role("heading", level=2)).to_have_count(5)
    box.locator("html[data-map-ready]").wait_for()
    assert faults == []
