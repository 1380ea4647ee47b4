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
