"""A list with no signal says of each listing what the server's says, on paper and in easy read."""

from typing import Any

from assetmap.services.context import Context
from assetmap.services.handouts.sheets import items_of
from assetmap.web.handouts.sheet_line import SheetLine, sheet_line
from tests.web.conftest import Client
from tests.web.offline.test_offline_modules import run

# What the words are; where somebody starts from is worked out from a sector on a phone.
SAYS = (
    "const { wordsOf } = await import(`${at}/sheet-view.js`);"
    "const { easyRows } = await import(`${at}/easy-rows.js`);"
    'const about = { pack: given.pack, now: new Date("2026-03-16T09:00"), place: null };'
    "const told = (each) => { const words = wordsOf(each, about);"
    "  const { notices, when, usual, where, travel, cost, first, checked, whose } = words;"
    "  return [notices, when, usual, where, travel, cost, first, checked, whose,"
    "    easyRows(each, words).map(([, label, lines]) => [label, lines])]; };"
    "console.log(JSON.stringify(Object.fromEntries(given.pack.listings.map((each) =>"
    "  [each.i, told(each)]))));"
)


def _told(line: SheetLine) -> list[Any]:
    return [
        *(list(line.notices), line.when, line.usual, line.where, list(line.travel)),
        *(line.cost, line.first_visit, line.checked, line.whose),
        [[row.label, list(row.lines)] for row in line.easy],
    ]


def test_every_listing_says_on_paper_what_the_server_says(
    node: str, client: Client, sample_context: Context
) -> None:
    offline = run(node, SAYS, {"pack": client.data("/pack.json")})
    now, borough = sample_context.clock.now(), sample_context.borough
    with client.application.test_request_context():
        for listing_id, told in offline.items():
            (item,) = items_of(sample_context, [listing_id])
            assert told == _told(sheet_line(item, borough, now)), listing_id
    assert len(offline) > 300
