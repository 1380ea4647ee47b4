"""A phone puts listings in the server's order when a sentence is told."""

from typing import Any

from assetmap.domain.search.query import Search
from assetmap.search_index.schema import terms_of
from assetmap.services.context import Context
from assetmap.services.search.selection import select
from tests.web.conftest import Client
from tests.web.offline.test_offline_modules import run, without_cues

SENTENCES = (
    "the letters keep coming and I hide them, I owe so much money",
    "she used to bake for the whole street and now she cooks for one",
    "my hands seize up in winter and I can't do the buttons on my coat",
    "lost my licence after the stroke so I'm stuck in and getting low",
    "my wife has dementia and I need a rest, and the lawn's a disgrace",
    "I'm 19 and look after my dad who has MS, want to meet others in the same boat",
    "quiet place for my autistic daughter, she's 15, after school",
    "a friend is sofa surfing with a toddler and has no money for food",
    "I used to belt out show tunes in the car and my kids say I should do it somewhere proper",
    "he's got no money, no job and no heating",
    "something active for my husband and something crafty for me on the same day",
    "I want a group of ordinary people to have a laugh and a pint with on a weeknight",
    "my mum lost her husband, she'd like to meet others and she’d love lunch",
    "I'll try anything, we'd like to sing and she'd love a shed to tinker in",
    "crafts", "lunch club", "she's 72 and likes walking", "my husband hits me",
)  # fmt: skip


def test_first_five_of_a_sentence_are_those_of_the_server_without_cues(
    node: str, client: Client, sample_context: Context
) -> None:
    found = run(
        node,
        "const { Search } = await import(`${at}/search.js`);"
        'const search = new Search(given.pack, "2026-03-16");'
        "const first = (q) => search.answer({ q }).listings.slice(0, 5).map(({ i }) => i);"
        "console.log(JSON.stringify(given.asked.map(first)));",
        {"pack": client.data("/pack.json"), "asked": SENTENCES},
    )
    plain = without_cues(sample_context)
    online = {
        words: [each.id for each in select(plain, Search(words=words)).listings[:5]]
        for words in SENTENCES
    }
    assert dict(zip(SENTENCES, found, strict=True)) == online


def test_words_lean_as_on_the_server(node: str, client: Client, sample_context: Context) -> None:
    found: list[dict[str, Any]] = run(
        node,
        "const { Associations } = await import(`${at}/associations.js`);"
        "const associations = new Associations(given.pack);"
        "const leaning = (terms) => Object.fromEntries(associations.of(terms));"
        "console.log(JSON.stringify(given.asked.map(leaning)));",
        {"pack": client.data("/pack.json"), "asked": [terms_of(each) for each in SENTENCES]},
    )
    server = without_cues(sample_context).phrases().associations
    rounded = [{slug: round(vote, 9) for slug, vote in each.items()} for each in found]
    assert rounded == [
        {slug: round(vote, 9) for slug, vote in server.of(terms_of(each)).items()}
        for each in SENTENCES
    ]
    assert all(found)


def test_a_pack_that_was_saved_before_has_no_words_that_lean(node: str, client: Client) -> None:
    pack = client.data("/pack.json")
    later = ("association", "beside", "associations", "of_age", "in_sentence")
    pack["weights"] = {name: each for name, each in pack["weights"].items() if name not in later}
    pack["audience"] = {name: each for name, each in pack["audience"].items() if name != "ages"}
    (count,) = run(
        node,
        "const { Search } = await import(`${at}/search.js`);"
        'const search = new Search(given.pack, "2026-03-16");'
        "console.log(JSON.stringify([search.answer({ q: given.q }).listings.length]));",
        {"pack": pack, "q": SENTENCES[6]},
    )
    assert count > 5
