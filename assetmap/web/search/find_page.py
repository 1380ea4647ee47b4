"""The find page in words: heading, notes, chips, filters, ways on."""

from dataclasses import replace
from datetime import datetime
from typing import TypedDict

from assetmap.domain.borough.borough import Borough, Link
from assetmap.domain.search.facets import FACETS
from assetmap.domain.search.query import PER_PAGE, Search
from assetmap.domain.search.results import Answer, Match
from assetmap.domain.validation import Problem
from assetmap.exchange.formats import FORMATS
from assetmap.web.formatting import within_words
from assetmap.web.framework.query import address
from assetmap.web.presenters.cards import card_of
from assetmap.web.presenters.chips import chips_of, meant_of, place_notes
from assetmap.web.presenters.covers_words import covers_box
from assetmap.web.presenters.pages import UNSURE, Chip, FindPage, ResultPart
from assetmap.web.search.filters import filters_of
from assetmap.web.search.map_view import points_url
from assetmap.web.search.neighbours import over_border
from assetmap.web.search.no_results import suggestions_of
from assetmap.web.search.result_parts import give_part, needing_part, result_parts

_DOWNLOADS = (*((each.label, each.name) for each in FORMATS), ("JSON", "json"))
_PAPERS = (
    ("A4", "size=A4"),
    ("A4 landscape", "size=A4&orientation=landscape"),
    ("A3", "size=A3"),
    ("A3 landscape", "size=A3&orientation=landscape"),
    ("A4 in large print", "size=A4&letters=large"),
)
_FIELDS = ("q", "near", "within", "age", "bbox", "sort")  # what the form shows as typed
_ASKED_ANEW = ("q", "near", "page")
_SHOWN = {*_FIELDS, *FACETS, "page"}


def find_page(
    answer: Answer,
    borough: Borough,
    now: datetime,
    typed: dict[str, str],
    problems: tuple[Problem, ...],
) -> FindPage:
    """The page of an answer. `typed` is what the person wrote, `problems` what was wrong in it."""
    search = answer.search
    heading = _heading(answer, borough)
    to = answer.understood.place.label if answer.understood.place else ""
    cards = tuple(card_of(hit, borough, now, to) for hit in answer.hits)
    asked = _without_mistakes(answer)
    parts = result_parts(answer, cards)
    return FindPage(
        title=heading,
        answer=answer,
        heading=heading,
        status=_count(answer.total),
        cards=cards,
        **_asked(answer, borough),
        meant=meant_of(answer),
        filters=filters_of(answer, borough),
        typed={name: typed.get(name, "") for name in _FIELDS},
        hidden=tuple(pair for pair in search.parameters() if pair[0] not in _SHOWN),
        problems=(*problems, *answer.problems),
        notes=_notes(answer, borough),
        **_corrected(answer),
        parts=parts,
        **over_border(answer, parts, now),
        unsure=_unsure(answer),
        nearest=tuple(card_of(hit, borough, now) for hit in answer.nearest),
        **_apart(answer, borough, now, to),
        **_pages(answer),
        suggestions=suggestions_of(answer, borough) if answer.match is not Match.GOOD else (),
        **_ways_on(answer, asked),
        older=_older(answer),
        older_url=address(replace(search, older=True, page=1)) if answer.older else "",
        advice=advice_of(search, borough),
        other_parts=_others(search),
        covers=covers_box(answer.covers, now),
    )


class _Asked(TypedDict):
    chips: tuple[Chip, ...]
    question: str


def _asked(answer: Answer, borough: Borough) -> _Asked:
    """What was asked as chips, and in the one line that the form closes to."""
    chips = chips_of(answer, borough)
    question = _question(answer, borough) or ("Everything" if chips else "")
    return {"chips": _beside_the_heading(chips, answer.search.words), "question": question}


def _beside_the_heading(chips: tuple[Chip, ...], words: str) -> tuple[Chip, ...]:
    """The chips without one that says the words alone, which heading and box say already."""
    return () if [chip.label for chip in chips] == [f"“{words.strip()}”"] else chips


def _question(answer: Answer, borough: Borough) -> str:
    """What was typed, in one line."""
    search = answer.search
    need = borough.words.need.get(search.need or "")
    parts = [search.words.strip(), _lower(need.label) if need else ""]
    if search.near:
        parts.append(f"near {search.near}")
    return " ".join(filter(None, parts))


def _corrected(answer: Answer) -> dict[str, str]:
    """The spelling that was searched for, the way to keep it, and the way to the words as typed."""
    correction = answer.understood.correction
    if not correction:
        return {}
    return {
        "correction": correction,
        "mended_url": address(replace(answer.search, words=correction, page=1)),
        "exact_url": address(replace(answer.search, exact=True, page=1)),
    }


class _Apart(TypedDict):
    give: ResultPart | None
    also_need: ResultPart | None


def _apart(answer: Answer, borough: Borough, now: datetime, to: str) -> _Apart:
    """What stands after the list and apart from it: ways to give."""
    return {
        "give": _give(answer, borough, now, to),
        "also_need": _also_need(answer, borough, now, to),
    }


def _give(answer: Answer, borough: Borough, now: datetime, to: str) -> ResultPart | None:
    """The way to give that stands after the list; on the first page only, where people look."""
    if answer.give is None or answer.search.page > 1 or not answer.hits:
        return None
    return give_part(card_of(answer.give, borough, now, to))


def _also_need(answer: Answer, borough: Borough, now: datetime, to: str) -> ResultPart | None:
    """What others need that the person wants to give; on the first page, as `_give`."""
    if not answer.also_need or answer.search.page > 1:
        return None
    return needing_part(tuple(card_of(hit, borough, now, to) for hit in answer.also_need))


def _downloads(search: Search) -> tuple[tuple[str, str], ...]:
    data = tuple((label, address(search, f"/find.{suffix}")) for label, suffix in _DOWNLOADS)
    return (*data, ("Map in one file", address(search, "/find-map.html")))


def _papers(search: Search) -> tuple[tuple[str, str], ...]:
    """The printed maps of a question."""
    whole = address(search, "/find.pdf")
    joint = "&" if "?" in whole else "?"
    return tuple((label, f"{whole}{joint}{paper}") for label, paper in _PAPERS)


def _others(search: Search) -> tuple[tuple[str, str], ...]:
    """The parts of the question that are kept when it is asked anew with a place."""
    return tuple(pair for pair in search.parameters() if pair[0] not in _ASKED_ANEW)


class _WaysOn(TypedDict):
    map_url: str
    downloads: tuple[tuple[str, str], ...]
    papers: tuple[tuple[str, str], ...]
    website_url: str
    whats_on_url: str


def _ways_on(answer: Answer, asked: Search) -> _WaysOn:
    """The same question on the map, as data, and on the page of what is on this week."""
    by_day = address(replace(asked, sort="best", per_page=PER_PAGE), "/whats-on")
    return {
        "map_url": points_url(asked, answer.search.view),
        "downloads": _downloads(asked),
        "papers": _papers(asked),
        "website_url": address(asked, "/embed/make"),
        "whats_on_url": by_day if answer.total else "",
    }


def _pages(answer: Answer) -> dict[str, str]:
    number = answer.search.page
    return {
        "previous_url": _page_url(answer, number - 1),
        "next_url": _page_url(answer, number + 1),
    }


def _page_url(answer: Answer, number: int) -> str:
    return address(replace(answer.search, page=number)) if 1 <= number <= answer.pages else ""


def _without_mistakes(answer: Answer) -> Search:
    """The question that was answered, from its first page: the data formats refuse mistakes."""
    wrong = {problem.parameter for problem in answer.problems}
    search = replace(answer.search, page=1, view="list")
    if "q" in wrong:
        search = replace(search, words=answer.understood.said)
    for parameter in wrong & {"near", "within", "sort", "ignore", "ward"}:
        search = search.without(parameter)
    return search


def _count(total: int) -> str:
    return "1 result" if total == 1 else f"{total:,} results"


def _heading(answer: Answer, borough: Borough) -> str:
    search, understood = answer.search, answer.understood
    words = understood.said.strip()
    nothing = answer.match is Match.NONE and words
    parts = ["We found nothing" if nothing else _count(answer.total)]
    if words:
        parts.append(f"for “{words}”")
    if search.need:
        parts.append(f"about {_lower(borough.words.need[search.need].label)}")
    if understood.place is not None:
        within = f"within {within_words(search.within)} of" if search.within else "near"
        within = "in" if understood.place.whole_area else within
        parts.append(f"{within} {understood.place.label}")
    return " ".join(parts)


def _unsure(answer: Answer) -> str:
    """That nothing surely is what was meant: better said than shown as an answer."""
    return UNSURE if answer.match is Match.WEAK else ""


def _older(answer: Answer) -> str:
    """That some were left out; where nothing else was found, the ways on offer them instead."""
    if not answer.older or not answer.total:
        return ""
    has = "has" if answer.older == 1 else "have"
    return f"{answer.older:,} more {has} not been confirmed for a long time."


def _lower(label: str) -> str:
    return label[0].lower() + label[1:]


def _notes(answer: Answer, borough: Borough) -> tuple[str, ...]:
    notes = place_notes(answer.understood, borough)
    if answer.understood.relaxed and answer.match is Match.GOOD:  # a doubt or a no says it already
        notes.append("Few or none have all of your words, so these have some of them.")
    known, open_ones = answer.total_known, answer.total - answer.total_known
    if open_ones and known:
        match = "matches" if known == 1 else "match"
        rest = "does not say, so it comes" if open_ones == 1 else "do not say, so they come"
        notes.append(f"{known:,} {match} everything you chose. {open_ones:,} more {rest} last.")
    elif open_ones:
        notes.append("None of these say whether they match everything you chose. Ring to ask.")
    return tuple(notes)


def advice_of(search: Search, borough: Borough) -> Link | None:
    """Where there is more advice on the need that was asked for; None without one, or a need."""
    need = borough.words.need.get(search.need or "")
    if need is None:
        return None
    if need.advice_url:
        return Link(need.advice_text or f"More advice: {need.label}", need.advice_url)
    return borough.advice if borough.advice.url else None
