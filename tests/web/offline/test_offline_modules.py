"""The modules that search on a phone: the server's stems, and nearly the server's order."""

import json
import re
import subprocess
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import parse_qsl

from assetmap.domain.handouts.conversation import Conversation
from assetmap.domain.listings.listing import Checked, Contact
from assetmap.domain.listings.public_listing import public_view
from assetmap.domain.phone import phone_parts
from assetmap.domain.search.facets import FACETS
from assetmap.domain.search.query import Search
from assetmap.domain.search.query_reading import read_search
from assetmap.domain.text import fold
from assetmap.paths import BOROUGH, SAMPLE, STATIC
from assetmap.search_index.schema import OWN_STEMS, stemmed
from assetmap.services.context import Context
from assetmap.services.handouts.conversations import Option, options_for
from assetmap.services.search.finding import answer, hits
from assetmap.services.search.reading import hit_of
from assetmap.services.search.selection import select
from assetmap.web.framework.request_context import KEY
from assetmap.web.presenters.cards import doubt_words, notice_words
from scripts.quality_check.own_sets import items
from tests.factories import a_listing
from tests.services.search.everyday_danger import DANGER, HARMLESS
from tests.services.search.refusal_questions import REFUSING, REFUSING_NOTHING
from tests.web.conftest import Client, ClientMaker

MODULES = STATIC / "js" / "offline"
QUESTIONS = (
    *(("lunch", ""), ("lunch club", "Tilbury"), ("knitting", ""), ("help with my garden", "")),
    *(("dementia lunch club near RM16", ""), ("my mum is lonely and used to love knitting", "")),
    *(("somewhere warm to go on Tuesdays", ""), ("walking group", "Grays"), ("choir", "")),
    *(("food bank", "RM17"), ("help with forms", ""), ("debt advice", ""), ("men's shed", "")),
    *(("exercise for older people", "Purfleet"), ("carers support", ""), ("memory loss", "")),
    *(("toddler group", "Aveley"), ("gardening volunteers", ""), ("library", "")),
    *(("community hub", "Stanford-le-Hope"), ("stop smoking", ""), ("someone to talk to", "")),
    *(("cooking class", ""), ("swimming", "Corringham"), ("English lessons", "")),
    *(("repair cafe", ""), ("befriending", "RM18 8"), ("transport to hospital", "")),
    *(("yoga", "South Ockendon"), ("bingo", "Chadwell St Mary")),
)
LEAST_SHARED = 3
SAID = (
    Conversation("Tilbury", likings=("company",), musts=("daytime", "step-free")),
    Conversation("RM18 8", "lonely and used to love gardening", likings=("move",)),
    Conversation("Grays", "lunch", musts=("bus",)),
    Conversation("", "knitting", musts=("free", "quiet")),
    Conversation("Aveley", likings=("give",), musts=("women",)),
    Conversation("Purfleet", likings=("food",), musts=("dementia-friendly", "men")),
    Conversation("Corringham", language="Polish"),
    Conversation("Tilbury", "my mum is lonely since dad died", musts=("step-free", "women")),
    Conversation("Grays", "my husband drinks too much", likings=("been-there",), musts=("women",)),
    Conversation("", "knitting on a Tuesday", likings=("make",), musts=("men", "women")),
    Conversation("Grays", "gardening", musts=("free", "daytime", "quiet")),
    Conversation("", "he hits me", likings=("safe",)),
    Conversation("", "zzyzx qwrtp", musts=("free",)),
)


def without_cues(context: Context) -> Context:
    """The server with what a phone has: cues stay behind, for which the pack has no room."""
    return context.trying(replace(context.current_thesaurus.thesaurus(), cues=()))


def run(node: str, script: str, given: Any) -> Any:
    """What a script prints as JSON; it finds the modules in `at` and `given` on its input."""
    start = (
        f'import fs from "fs"; const at = "{MODULES}";const given = JSON.parse(fs.readFileSync(0));'
        'if (given.pack) (await import(at + "/pack.js")).unpacked(given.pack);'
    )
    done = subprocess.run(
        [node, "--input-type=module", "-e", start + script],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def test_stems_are_those_of_the_server(node: str) -> None:
    text = (BOROUGH / "thesaurus.toml").read_text("utf-8") + SAMPLE.read_text("utf-8")
    plain = {word for word in fold(text).split() if not re.search("[0-9]", word)}
    ends = ("ing", "edly", "ational", "iveness", "fulness", "ities", "ously")
    words = sorted({*plain, *OWN_STEMS, *(word + end for word in plain for end in ends)})
    assert len(words) > 5_000
    stems = run(
        node,
        "const { stem } = await import(`${at}/stem.js`);"
        "console.log(JSON.stringify(given.map(stem)));",
        words,
    )
    assert dict(zip(words, stems, strict=True)) == dict(
        zip(words, stemmed(" ".join(words)), strict=True)
    )


def test_first_five_are_mostly_those_of_the_server(
    node: str, client: Client, sample_context: Context
) -> None:
    given = {
        "pack": client.data("/pack.json"),
        "questions": [{"q": words, "near": near} for words, near in QUESTIONS],
    }
    found = run(
        node,
        "const { Search } = await import(`${at}/search.js`);"
        'const search = new Search(given.pack, "2026-03-16");'
        "const all = (question) => search.answer(question).listings;"
        "const first = (question) => all(question).slice(0, 5).map((listing) => listing.i);"
        "console.log(JSON.stringify(given.questions.map(first)));",
        given,
    )
    assert len(QUESTIONS) == 30
    short, plain = {}, without_cues(sample_context)
    for (words, near), offline in zip(QUESTIONS, found, strict=True):
        selected = select(plain, Search(words=words, near=near))
        online = [listing.id for listing in selected.listings[:5]]
        if len(set(online) & set(offline)) < min(LEAST_SHARED, len(online)):
            short[words] = (online, offline)
    assert short == {}


def test_filters_leave_what_the_server_leaves(
    node: str, client: Client, sample_context: Context
) -> None:
    choices = sample_context.directory_cache.current().snapshot.choices
    asked = [
        *(
            f"{name}={value}"
            for name, labels in choices.items()
            if not FACETS[name].by_clock  # the phone has no such filter
            for value in list(labels)[:8]
        ),
        *("day=tue&time=evening", "time=morning,evening", "day=sat&day=sun", "day=sat,sun"),
        *("category=meet&category=active,learn", "access=step-free&access=toilet&cost=free"),
        *("language=polish&cost=upto5", "language=polish,urdu", "language=polish&language=urdu"),
        *("kind=hub&day=mon&access=step-free&language=english", "language=klingon&cost=nothing"),
    ]
    found = run(
        node,
        "const { Search } = await import(`${at}/search.js`);"
        'const search = new Search(given.pack, "2026-03-16");'
        "const read = (asked) => search.facets.read(new URLSearchParams(asked));"
        "const answer = (asked) => search.answer({ chosen: read(asked) });"
        "const told = ({ listings, unsaid }) => listings.map((each) => [each.i, unsaid.get(each)]);"
        "console.log(JSON.stringify(given.asked.map(answer).map(told)));",
        {"pack": client.data("/pack.json"), "asked": asked},
    )
    for question, offline in zip(asked, found, strict=True):
        search, _ = read_search(parse_qsl(question), sample_context.borough.words, choices)
        online = [
            [hit.listing.id, [FACETS[name].unsaid for name in hit.unknown]]
            for hit in hits(sample_context, select(sample_context, search))
        ]
        assert sorted(offline) == sorted(online), question
        assert [unsaid != [] for _, unsaid in offline] == [unsaid != [] for _, unsaid in online]


def test_conversation_shows_what_the_server_shows_and_in_its_order(
    node: str, client: Client, sample_context: Context
) -> None:
    known = sample_context.borough.words.liking
    assert {slug for said in SAID for slug in said.likings} <= set(known)
    given = {
        "pack": client.data("/pack.json"),
        "said": [
            {
                "near": said.near,
                "q": said.words,
                "likings": said.likings,
                "musts": said.musts,
                "language": said.language,
            }
            for said in SAID
        ],
    }
    found = run(
        node,
        "const { Search } = await import(`${at}/search.js`);"
        "const { optionsFor } = await import(`${at}/options.js`);"
        'const search = new Search(given.pack, "2026-03-16");'
        'const now = new Date("2026-03-16T09:00");'
        "const idOf = ({ listing, unsaid, reasons }) => [listing.i, unsaid, reasons ?? []];"
        "const all = (said) => optionsFor(search, said, now);"
        "const told = ({ options, give, count, ruledOut, left, unsaid }) => [options.map(idOf),"
        "  give ? idOf(give) : null, count, ruledOut, left, unsaid];"
        "console.log(JSON.stringify(given.said.map(all).map(told)));",
        given,
    )
    plain = without_cues(sample_context)
    for said, offline in zip(SAID, found, strict=True):
        online = options_for(plain, said)
        assert offline == [
            [_told(each) for each in online.options],
            _told(online.give) if online.give else None,
            online.fitting,
            [list(each) for each in online.ruled_out],
            online.left_out,
            list(online.unsaid),
        ], said


def _told(option: Option) -> list[Any]:
    return [option.hit.listing.id, list(option.unsaid), list(option.reasons)]


def test_danger_is_heard_and_answered_as_by_the_server(
    node: str, client: Client, sample_context: Context
) -> None:
    asked = [*(words for words, _ in DANGER), *HARMLESS, "I want to end it all", "dark evenings"]
    hinted = [*items("danger", "dev4"), *items("ordinary", "dev4")]  # by all words together
    asked += [each.text for each in hinted]
    found = run(
        node,
        # The panel's own module needs a page; what it shows is worked out in danger.js.
        "const { Search } = await import(`${at}/search.js`);"
        "const { leaveAddress, linesFor } = await import(`${at}/danger.js`);"
        'const search = new Search(given.pack, "2026-03-16");'
        "const rules = given.pack.danger;"
        "const told = (q) => { const { danger, listings } = search.answer({ q });"
        "  return [danger, danger.length ? linesFor(rules, danger).map((line) => line[2]) : [],"
        "    leaveAddress(rules, danger), listings.map((each) => each.i)]; };"
        "console.log(JSON.stringify(given.asked.map(told)));",
        {"pack": client.data("/pack.json"), "asked": asked},
    )
    for words, (kinds, phones, leave, listings) in zip(asked, found, strict=True):
        online = answer(sample_context, Search(words=words, exact=False, per_page=100))
        assert kinds == list(online.understood.dangers), words
        assert phones == [line.phone for line in online.urgent], words
        assert leave == online.leave_url, words
        if kinds:
            shown = {hit.listing.id for hit in online.hits}
            assert online.total <= 100
            assert set(listings[:3]) <= shown, words


def test_what_is_refused_is_read_and_kept_back_as_by_the_server(
    node: str, client: Client, sample_context: Context
) -> None:
    asked = [*(words for words, _ in REFUSING), *REFUSING_NOTHING]
    found = run(
        node,
        "const { Search } = await import(`${at}/search.js`);"
        'const search = new Search(given.pack, "2026-03-16");'
        "const told = (q) => { const { refusals, listings } = search.answer({ q });"
        "  return [refusals, listings.slice(0, 3).map((each) => each.i)]; };"
        "console.log(JSON.stringify(given.asked.map(told)));",
        {"pack": client.data("/pack.json"), "asked": asked},
    )
    cached = sample_context.directory_cache.current()
    for words, (refusals, first) in zip(asked, found, strict=True):
        selection = select(sample_context, Search(words=words))
        assert refusals == [each.what for each in selection.query.refusals], words
        unwanted = selection.signals.unwanted
        assert not unwanted[[cached.snapshot.position[each] for each in first]].any(), words


def test_each_number_of_a_phone_is_a_link_as_on_the_server(
    node: str, make_client: ClientMaker
) -> None:
    phones = ("01632 960001", "+44 (0)1632 960105 ext 2 / 07700 900105 (Sue)", "960105", "999")
    listings = [a_listing(f"g{n}", public=Contact(phone)) for n, phone in enumerate(phones)]
    pack = make_client(*listings).data("/pack.json")
    drawn = run(
        node,
        "globalThis.document = { createElement: () => ({ append(text) { this.text = text; },"
        "  setAttribute(name, value) { this[name] = value; } }) };"
        "const { phoneLinks } = await import(`${at}/draw.js`);"
        "const told = (part) => (part.href ? [part.text, part.href] : [part, '']);"
        "console.log(JSON.stringify(given.map(({ ph, pp }) => phoneLinks(ph, pp).map(told))));",
        sorted(pack["listings"], key=lambda each: str(each["i"])),
    )
    assert drawn == [[[part.text, part.tel] for part in phone_parts(phone)] for phone in phones]


def test_times_and_trust_are_what_the_server_says(node: str, make_client: ClientMaker) -> None:
    """On days in and out of term, and long after the bundle was saved."""
    weekly = a_listing("club", when=["Mon 10:00-12:00"])
    terms = replace(weekly.schedule, terms="School term time only")
    since = date(2026, 1, 5)
    listings = (
        replace(weekly, schedule=terms),
        a_listing("other", schedule=replace(terms, terms="In term time, trips in the holidays")),
        a_listing("never", checked=Checked(), published_on=since),
        a_listing("never-no-phone", checked=Checked(), published_on=since, public=Contact()),
        a_listing("checked"),
    )
    days = ("2026-03-16", "2026-03-28", "2026-05-26", "2026-08-10", "2027-09-06")
    pack = make_client(*listings).data("/pack.json")
    found = run(
        node,
        "const { doubtWords, nextSession, noticeWords } = await import(`${at}/times.js`);"
        "const said = (day) => { const about = { pack: given.pack, now: new Date(`${day}T09:00`) };"
        "  return given.pack.listings.map((each) => [each.i, nextSession(each, about)?.start"
        "    .toLocaleDateString('sv') ?? null, noticeWords(each, about),"
        "    doubtWords(each, about)]); };"
        "console.log(JSON.stringify(given.days.map(said)));",
        {"pack": pack, "days": days},
    )
    for today, offline in zip(days, found, strict=True):
        context = make_client(*listings, today=f"{today}T09:00").application.extensions[KEY]
        online = []
        for listing in listings:
            hit = hit_of(context, public_view(listing))
            on = hit.next.start.date().isoformat() if hit.next else None
            now = context.clock.today()
            online.append([listing.id, on, notice_words(hit, now), doubt_words(hit, now)])
        assert sorted(offline) == sorted(online), today
