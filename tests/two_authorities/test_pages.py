"""Every page that a role may see in one authority, and nothing of the other on any of them.

Each GET address of the app is asked, for what is there and for what only the other authority has.
Papers are left out: they are printed from the same pages.
"""

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from werkzeug.routing import Rule

from assetmap.app import create_app
from assetmap.domain.people.people import STAFF, Role
from assetmap.web.framework.sessions import is_staff_path
from tests.everything import NEVER_PUBLIC, SHOWN
from tests.installations import CASTLE_POINT, THURROCK
from tests.two_authorities.two import MARKS, OTHER, Two

LISTINGS = [*(f"shown-{status}" for status in SHOWN), *(f"hidden-{each}" for each in NEVER_PUBLIC)]
QUESTIONS = {
    "/find": ("", "q={mark}+asked&older=yes", "near=Grays&older=yes"),
    "/find.json": ("older=yes", "q={mark}+asked&exact=yes&older=yes"),
    "/find.geojson": ("older=yes",),
    "/find.csv": ("older=yes",),
    "/suggest.json": ("q={mark}+asked",),
    "/work/listings": ("", "q={mark}+asked"),
    "/work/people": ("", "q={mark}+asked"),
    "/work/audit": ("", "by=p-admin"),
    "/open-referral/services": ("per_page=100", "format=ndjson&full=yes"),
}
_BLANK = r"(?: |\+|-|%20|%2520|%2b|&#32;)"
# Pages that had a mark of the other authority, if it came out anywhere.
MARKED = (
    *("/account", "/work/people", "/work/people/p-admin", "/work/audit", "/work/review"),
    *("/work/listings", "/work/listings/hidden-draft", "/work/time-bank/members"),
    *("/work/imports", "/work/collections", "/work/webhooks", "/work/leads"),
)
# Where listings of a neighbour may stand that anybody may see, which lead to its site.
NEIGHBOURLY = ("/find", "/map", "/whats-on", "/listing/", "/embed")
PAPERS = (".pdf", "/poster")


def rules(two: Two) -> list[Rule]:
    """Every address that takes GET."""
    found = create_app(two.contexts[THURROCK]).url_map.iter_rules()
    skipped = ("/static/", "/vendor/", "/tiles/", "/account/sign-out")
    return [
        rule
        for rule in found
        if "GET" in (rule.methods or ())
        and not rule.rule.startswith(skipped)
        and not rule.rule.endswith(PAPERS)
    ]


def ids_of(rule: Rule, mark: str) -> Iterator[dict[str, str]]:
    """What stands in the places of an address for what has a mark."""
    usual = dict.fromkeys(rule.arguments, f"{mark} id")
    usual |= {name: "shown-published" for name in usual if name.endswith("listing_id")}
    usual |= {name: "shown-paused" for name in usual if name == "other_id"}
    usual |= {name: "1" for name in usual if name in ("x", "y", "z", "size")}
    usual |= {name: "101" for name in usual if name == "number"}
    yield usual
    if "listing_id" in usual:
        yield from ({**usual, "listing_id": each} for each in LISTINGS[1:])
    if "person_id" in usual:
        yield {**usual, "person_id": "p-admin"}


def addresses(two: Two) -> Iterator[str]:
    """Every address with what either authority has in it."""
    for rule in rules(two):
        for mark in MARKS.values():
            for values in ids_of(rule, mark):
                if (built := filled(rule, values)) is not None:
                    yield built
            if not rule.arguments:
                asked = QUESTIONS.get(rule.rule, ("",))
                yield from (f"{rule.rule}?{each.format(mark=mark)}".rstrip("?") for each in asked)


def filled(rule: Rule, values: dict[str, str]) -> str | None:
    """An address of a rule, one of whose words is chosen where it has a choice."""
    path = ""
    for is_dynamic, part in rule._trace:
        if is_dynamic:
            converter = rule._converters[part]
            words = getattr(converter, "items", None) or ()
            path += quote(next(iter(sorted(words)), values[part]))
        else:
            path += part.lstrip("|")
    return path


def leaked(text: str, mark: str) -> list[str]:
    """What stands around each mark that is not what was asked for, as pages repeat it."""
    found = re.finditer(rf"{mark}(?!{_BLANK}(?:id|asked))", text.casefold())
    return [text[max(0, each.start() - 40) : each.end() + 40] for each in found]


@pytest.mark.parametrize("role", [None, *STAFF])
@pytest.mark.parametrize("code", [THURROCK, CASTLE_POINT])
def test_no_page_of_one_has_anything_of_the_other(both: Two, code: str, role: Role | None) -> None:
    visitor = both.signed_in(code, f"p-{role}") if role else both.stranger(code)
    own, other = MARKS[code], MARKS[OTHER[code]]
    both.contexts[code].hits.forget()  # a walk is more than anybody may ask for in an hour
    host_of_other = both.installation.authorities[OTHER[code]].host
    leaks: dict[str, list[str]] = {}
    statuses: dict[int, list[str]] = {}
    seen: set[str] = set()
    for address in dict.fromkeys(addresses(both)):
        if role and role is not Role.ADMIN and not is_staff_path(address):
            continue  # where no cookie is read, each has what a stranger has
        answer = visitor.get(address)
        text = answer.get_data().decode("utf-8", "replace") + str(answer.headers)
        statuses.setdefault(answer.status_code, []).append(address)
        led_there = host_of_other in text and not address.startswith(NEIGHBOURLY)
        if found := leaked(text, other) or [host_of_other] * led_there:
            leaks[address] = found
        if leaked(text, own):
            seen.add(address)
    assert leaks == {}
    assert {each for each in statuses if each >= 500 or each == 429} == set()
    assert (role is None) == (seen == set()), "there was nothing to leak"
    if role is Role.ADMIN:  # who sees most of what there was to leak
        assert {each for each in MARKED if each not in seen} == set()
