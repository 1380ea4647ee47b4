"""A feed of Open Referral on this machine, as unruly as a test wants it."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

from assetmap.services.context import Context
from assetmap.websites.fetching import Fetcher
from assetmap.websites.pace import Pace
from tests.websites.servers import Answering, Handler, WebServer, status, web_server

FRONT = {"version": "HSDS-UK-3.0", "profile": "https://x", "openapi_url": "https://x"}


def service(id_: str, **more: Any) -> dict[str, Any]:
    """A service that lies in the borough."""
    hall = {"id": f"L{id_}", "name": "Hall", "addresses": [{"postal_code": "RM17 6SL"}]}
    at = {"service_at_locations": [{"id": f"s{id_}", "location": hall}]}
    return {"id": id_, "name": f"Club {id_}", "status": "active", **at, **more}


def bare(whole: Mapping[str, Any]) -> dict[str, Any]:
    """A service as a list has it: without where it is."""
    return {name: value for name, value in whole.items() if name != "service_at_locations"}


def json_answer(document: Any) -> Answering:
    def answer(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.end_headers()
        handler.wfile.write(json.dumps(document).encode())

    return answer


class Feed(dict[str, Answering]):
    """Services in pages, and what else stands at which path; `wrong` answers go first."""

    def __init__(self, *services: dict[str, Any], size: int = 2, first: int = 1) -> None:
        super().__init__()
        self.services, self.size, self.first = list(services), size, first
        self.takes_size = self.takes_page = True
        self.lists_bare = False
        self.told: int | None = None
        self.wrong: dict[str, Answering] = {}
        self.fronts = {"/": json_answer(FRONT)}

    def get(self, asked: str, default: Any = None) -> Any:
        path = asked.partition(" ")[2] or asked
        if path in self.wrong:
            return self.wrong[path]
        parts = urlsplit(path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path in self.fronts:
            return self.fronts[parts.path]
        if parts.path == "/services":
            return self._page(query)
        if parts.path.startswith("/services/"):
            found = [each for each in self.services if parts.path.endswith(f"/{each['id']}")]
            return json_answer(found[0]) if found else status(404)
        return default

    def _page(self, query: Mapping[str, str]) -> Answering:
        if "per_page" in query and not self.takes_size:
            return status(400)
        size = self.size
        number = int(query.get("page", self.first)) - self.first if self.takes_page else 0
        items = self.services[number * size : (number + 1) * size]
        page = {
            "total_items": len(self.services) if self.told is None else self.told,
            "page_number": number + self.first,
            "contents": [bare(each) if self.lists_bare else each for each in items],
        }
        return json_answer(page)


@contextmanager
def serving(feed: Mapping[str, Answering]) -> Iterator[WebServer]:
    with web_server(feed) as found:
        yield found


def near(*_: object) -> Fetcher:
    """Asks this machine, without a pause."""
    return Fetcher(allows=lambda _: True, pace=Pace(0), seconds=5.0)


def fetches_near(_: Context, __: bool) -> Fetcher:
    return near()
