"""A reader of Open Referral UK feeds that knows the standard and nothing of our program.

It asks for the front page, walks every list page by page, fetches each record by its id, and notes
whatever is not as the standard says.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.open_referral_checks import SCHEMAS, faults, schema_faults

Get = Callable[[str], Any]  # a path below the feed's own address: the document there
LISTS = {
    "services": "service",
    "service_at_locations": "service_at_location",
    "organizations": "organization",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}


@dataclass
class Walk:
    """What a walk found: every record by list and id, and what was wrong."""

    get: Get
    per_page: int = 100
    records: dict[str, dict[str, Any]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def whole(self) -> "Walk":
        """The walk over everything."""
        front = self.get("/")
        self._check("api_details", "api_details", front, "/")
        if front["version"] != "HSDS-UK-3.0":
            self.wrong.append(f"/ says {front['version']}")
        for name, sort in LISTS.items():
            self.records[name] = {}
            for record in self.pages(name, sort):
                path = f"/{name}/{record['id']}"
                detail = self.get(path)
                self._check(sort, sort, detail, path)
                if detail["id"] != record["id"]:
                    self.wrong.append(f"{path} is another")
                self.records[name][record["id"]] = detail
        return self

    def pages(self, name: str, sort: str) -> list[Any]:
        """Every record of a list."""
        found: list[Any] = []
        number, total_pages = 1, 1
        while number <= total_pages:
            path = f"/{name}?page={number}&per_page={self.per_page}"
            page = self.get(path)
            total_pages = page["total_pages"]
            self._check_page(page, number, path)
            if SCHEMAS:
                self.wrong += [f"{path} {each}" for each in schema_faults(f"{sort}_list", page)]
            for record in page["contents"]:
                self.wrong += list(faults(sort, record, path))
            found += page["contents"]
            number += 1
        ids = [each["id"] for each in found]
        if len(set(ids)) != page["total_items"] or len(ids) != page["total_items"]:
            self.wrong.append(f"/{name} has {len(ids)} records and says {page['total_items']}")
        return found

    def _check_page(self, page: Any, number: int, path: str) -> None:
        is_last = number == page["total_pages"]
        right = {
            "page_number": number,
            "size": len(page["contents"]),
            "first_page": number == 1,
            "last_page": is_last,
            "empty": not page["contents"],
        }
        said = {name: page[name] for name in right}
        if said != right or (not is_last and len(page["contents"]) != self.per_page):
            self.wrong.append(f"{path} says {said}")

    def _check(self, sort: str, schema: str, record: Any, path: str) -> None:
        self.wrong += list(faults(sort, record, path))
        if SCHEMAS:
            self.wrong += [f"{path} {each}" for each in schema_faults(schema, record)]
