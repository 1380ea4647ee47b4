"""On a phone: the wishes that the server reads, and the parts of the list with its headings."""

import json
import subprocess
from datetime import time
from types import SimpleNamespace
from typing import Any

import pytest

from assetmap.domain.search.preference import Preference
from assetmap.domain.search.preferences import extract_preferences
from assetmap.domain.search.query import Search
from assetmap.paths import STATIC
from assetmap.services.context import Context
from assetmap.services.search.finding import answer
from assetmap.web.offline.wish_rules import browsers, wish_rules
from assetmap.web.search.result_parts import result_parts
from tests.domain.search import test_preference_costs as costs
from tests.domain.search import test_preference_days as days
from tests.domain.search import test_preference_hours as hours
from tests.domain.search import test_preference_people as people
from tests.domain.search import test_preference_times as times
from tests.domain.wishing import MONDAY
from tests.factories import a_listing
from tests.web.conftest import Client
from tests.web.offline.test_offline_modules import without_cues

SENTENCES = [
    *(row[0] for each in (days, times, hours, costs, people) for row in each.READ),
    *hours.GUARDS,
]
QUESTIONS = (
    *("lunch on Tuesday", "whats on today", "whats on tonight", "things to do this weekend"),
    *("yoga after 6", "choir once the kids are at school", "free lunch", "lunch for under £3"),
    *("knitting on Sunday", "a lift to hospital on Tuesday", "Riverside Hub Tuesday"),
    *("skint and hungry", "a walk tomorrow morning", "step free lunch on Wednesdays", "singing"),
    *("somewhere for coffee between 10 and 2", "toddler group today", "dancing next Tuesday"),
    *("singing, no evenings please", "exercise but not yoga, bowls or yoga"),
    *("gardening, I'm 22", "walking on weekdays before 12", "what is on at the weekend"),
)


def run(node: str, script: str, given: Any) -> Any:
    """What a script prints as JSON; it finds the modules in `at` and `given` on its input."""
    start = (
        f'import fs from "fs"; const at = "{STATIC}/js/offline";'
        "const given = JSON.parse(fs.readFileSync(0));"
    )
    done = subprocess.run(
        [node, "--input-type=module", "-e", start + script],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def minutes(at: time | None) -> int | None:
    return at.hour * 60 + at.minute if at else None


def told(wish: Preference) -> dict[str, Any]:
    """A wish as a phone has it."""
    everything = {
        "sort": str(wish.sort),
        "values": list(wish.values),
        "label": wish.label,
        "phrase": wish.phrase,
        "dates": [on.isoformat() for on in wish.dates] or None,
        "earliest": minutes(wish.earliest),
        "latest": minutes(wish.latest),
        "most": wish.most,
    }
    return {name: value for name, value in everything.items() if value is not None}


def test_pattern_is_written_as_browsers_write_it() -> None:
    assert browsers(r"(?P<day>mon)(?<!x)(?:y)") == r"(?<day>mon)(?<!x)(?:y)"


def test_rules_tell_what_texts_of_listings_do_not() -> None:
    rules = wish_rules(
        [
            a_listing("plain"),
            a_listing("free", cost="free", when=["Tuesday mornings"]),
            a_listing("lift", cost="", when=["Any day"], min_age=60),
        ]
    )
    assert {name: rules[name] for name in ("arranged", "worded", "pence", "ages")} == {
        "arranged": [2],
        "worded": {1: 0b1000},
        "pence": {0: 200, 1: 0},
        "ages": {2: [60, None]},
    }


def test_wishes_are_those_of_the_server(node: str) -> None:
    found = run(
        node,
        "const { Wishes } = await import(`${at}/wishes.js`);"
        'const wishes = new Wishes({ wishes: given.rules }, new Date("2026-03-16T09:00"));'
        "console.log(JSON.stringify(given.words.map((each) => wishes.read(each))));",
        {"rules": wish_rules([]), "words": SENTENCES},
    )
    for words, offline in zip(SENTENCES, found, strict=True):
        read = extract_preferences(words, MONDAY)
        assert offline == {"wishes": [told(each) for each in read.preferences], "rest": read.rest}


@pytest.fixture(scope="module")
def script() -> str:
    return (
        "const { Search } = await import(`${at}/search.js`);"
        "const { partsOf } = await import(`${at}/parts.js`);"
        'const search = new Search(given.pack, "2026-03-16", new Date("2026-03-16T09:00"));'
        "const told = (q) => {"
        "  const { found, conditions, refusals } = search.answer({ q });"
        "  const hasAside = found.some(({ isAside }) => isAside);"
        "  const all = partsOf(found, conditions, 0, 100, hasAside, given.pack.wishes, refusals);"
        "  const idOf = ({ listing }) => listing.i;"
        "  return all.map(({ heading, says, before, only, found: those }) =>"
        '    [heading, says ?? "", before ?? "", only ?? "", those.map(idOf)]); };'
        "console.log(JSON.stringify(given.questions.map(told)));"
    )


def test_parts_and_their_headings_are_those_of_the_server(
    node: str, script: str, client: Client, sample_context: Context
) -> None:
    given = {"pack": client.data("/pack.json"), "questions": QUESTIONS}
    plain = without_cues(sample_context)
    for words, offline in zip(QUESTIONS, run(node, script, given), strict=True):
        found = answer(plain, Search(words=words, per_page=100, older=True))
        cards: list[Any] = [SimpleNamespace(id=hit.listing.id) for hit in found.hits]
        with client.application.test_request_context():
            online = [
                [part.heading, part.says, part.before, part.only, [each.id for each in part.cards]]
                for part in result_parts(found, cards)
            ]
        assert [part[:4] for part in offline] == [part[:4] for part in online], words
        for ours, theirs in zip(offline, online, strict=True):
            assert len(set(ours[4]) ^ set(theirs[4])) <= len(theirs[4]) // 4, (words, ours, theirs)
