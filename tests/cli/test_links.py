"""`assetmap links check`: what it says, and what it ends with."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from assetmap.bootstrap import open_context
from assetmap.cli import links
from assetmap.clock import parse_clock
from assetmap.config import Config
from assetmap.domain.listings.listing import Contact
from assetmap.websites.pace import Pace
from assetmap.websites.visiting import Visitor
from tests.cli.conftest import Runner, Said, refusal
from tests.factories import a_listing
from tests.ports import free_port
from tests.websites.servers import WebServer, status, web_server


@pytest.fixture
def server() -> Iterator[WebServer]:
    with web_server({"/club": status(200), "/busy": status(503)}) as found:
        yield found


@pytest.fixture
def reachable(monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine may be asked, and as quickly as one likes."""
    visitor = partial(Visitor, allows=lambda _: True, pace=Pace(0))
    monkeypatch.setattr(links, "Visitor", visitor)


def keep(home: Path, **websites: str) -> None:
    context = open_context(Config(home=home, secret_key="", clock=parse_clock("2026-03-16")))
    with context.unit_of_work() as uow:
        for name, website in websites.items():
            uow.save_listing(a_listing(name, public=Contact(website=website)))
    context.close()


@pytest.mark.usefixtures("reachable")
def test_report_says_of_each_sort_what_follows(call: Runner, home: Path, server: WebServer) -> None:
    site = server.address("", "localhost")  # the numbers are the directory's own address
    keep(home, a=f"{site}/club", b=f"{site}/lost", c=f"{site}/busy", d="ftp://x.example", e="")
    looked = "4 websites looked at, 1 well\n"
    unfit = "1 not looked at:\n  d: ftp://x.example - it leads to no public address\n"
    assert call("links", "check") == Said(
        1,
        f"{looked}1 does not answer:\n  b: {site}/lost - the page is not there, since 2026-03-16\n"
        "1 in trouble today: it counts if that is so on another day too:\n"
        f"  c: {site}/busy - it turned us away or has a fault\n{unfit}",
        "",
    )
    assert call("links", "check", ASSETMAP_TODAY="2026-03-20") == Said(
        1,
        f"{looked}2 do not answer:\n"
        f"  c: {site}/busy - it turned us away or has a fault, since 2026-03-20\n"
        f"  b: {site}/lost - the page is not there, since 2026-03-16\n{unfit}",
        "",
    )


@pytest.mark.usefixtures("reachable")
def test_all_well_ends_well(call: Runner, home: Path, server: WebServer) -> None:
    keep(home, a=server.address("/club", "localhost"), b=server.address("/club", "localhost"))
    assert call("links", "check", "--limit", "1") == Said(0, "2 websites looked at, 2 well\n", "")
    assert server.asked == ["HEAD /club"]


def test_directory_without_websites(call: Runner, home: Path) -> None:
    keep(home, a="")
    assert call("links", "check") == Said(0, "0 websites looked at, 0 well\n", "")


@pytest.mark.usefixtures("reachable")
def test_site_never_asks_itself(call: Runner, home: Path, server: WebServer) -> None:
    own = f"http://localhost:{server.port}"
    keep(home, a=f"{own}/club")
    said = call("links", "check", ASSETMAP_PUBLIC_URL=own)
    assert (said.status, said.out.splitlines()[:2]) == (
        *(0, ["1 website looked at, 0 well", "1 not looked at:"]),
    )
    assert server.asked == []


@pytest.mark.usefixtures("reachable")
def test_machine_without_a_network_notes_nothing(call: Runner, home: Path) -> None:
    keep(home, **{name: f"http://localhost:{free_port()}/{name}" for name in "abc"})
    assert call("links", "check") == refusal(
        "no website answered at all, so this machine may be without a network. Nothing was noted: "
        "try again later"
    )


def test_command_itself_never_asks_this_machine(run: Runner, home: Path, server: WebServer) -> None:
    keep(home, a=server.address("/club"), b=server.address("/club", host="localhost"))
    said = run("links", "check")
    assert (said.status, said.err) == (0, "")
    assert said.out.splitlines()[:2] == ["2 websites looked at, 0 well", "2 not looked at:"]
    assert server.asked == []
