"""What a question's words mean: spelling, the place, everyday phrases, wishes, what is left."""

from collections.abc import Collection
from dataclasses import dataclass

from assetmap.domain.answer import Found, Understood
from assetmap.domain.folding import fold
from assetmap.domain.search import Problem, Search
from assetmap.domain.thesaurus import Heard
from assetmap.domain.wish import Sort, Wish
from assetmap.domain.wishes import read_wishes
from assetmap.index.plain_words import is_plain_word
from assetmap.index.schema import content_words
from assetmap.index.spelling import Spelling
from assetmap.services.desk import Desk
from assetmap.services.search.place_reading import is_outside, place_in, place_named

_NO_SUBJECT = {Sort.DAY, Sort.TIME, Sort.KIN}  # `Wed` is no wedding, `my mate` no wish for mates
PLACE = "place"  # in `ignore`: the place named in the words is an ordinary word


@dataclass(frozen=True)
class Reading:
    """How a question was read; `understood.terms` are the words to look for in listings."""

    understood: Understood
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class _Said:
    """The words with the place taken out of them, before anything else is read."""

    words: str
    place: Found | None = None
    phrase: str = ""  # what named the place
    mended: str = ""


def understand(desk: Desk, search: Search, spelling: Spelling) -> Reading:
    """Read a question's words and place."""
    problems = _unknown_to_ignore(desk, search.ignore)
    said = _said(desk, search, spelling, problems)
    place = said.place
    if search.near:
        place, wrong = place_named(desk, search.near)
        problems += wrong
    everything = desk.phrases().heard(said.words)
    # Danger counts as it was typed too: mended spelling must not hide it.
    as_typed = desk.phrases().heard(search.words)
    is_urgent = any(each.concept.urgent for each in (*everything, *as_typed))
    heard: tuple[Heard, ...] = ()
    wishes: tuple[Wish, ...] = ()
    terms = said.words
    if not search.exact:
        heard = tuple(each for each in everything if each.concept.id not in search.ignore)
        # Whoever hurts somebody is named as kin too: then the words stay as they are.
        ignore = {*search.ignore, Sort.KIN} if is_urgent else search.ignore
        wishes, terms = _wishes(desk, search, said.words, ignore)
        heard = tuple(each for each in heard if not _is_but_a_wish(each, wishes))
    understood = Understood(
        terms=terms,
        words=said.words,
        place=place,
        place_in_words=said.phrase,
        outside_borough=is_outside(desk, place),
        mended=said.mended,
        wishes=wishes,
        heard=heard,
        is_urgent=is_urgent,
    )
    return _with_nothing_to_look_for(search, Reading(understood, tuple(problems)))


def _said(desk: Desk, search: Search, spelling: Spelling, problems: list[Problem]) -> _Said:
    """The words without the place in them, their spelling put right."""
    if search.exact:
        return _Said(search.words)
    reads_place = not search.near and PLACE not in search.ignore
    words, place, phrase = search.words, None, ""
    if reads_place:
        words, place, phrase, wrong = place_in(desk, words)
        problems += wrong
    mended = spelling.mend(words, leave=lambda word: _is_right(desk, word))
    told = _told(mended, search.words, words)
    if mended and reads_place and place is None:
        # A slip in a place's name (`tilbery`) is a place once its spelling is put right.
        words, place, phrase, wrong = place_in(desk, mended)
        problems += wrong
        return _Said(words, place, phrase, told)
    return _Said(mended or words, place, phrase, told)


def _wishes(
    desk: Desk, search: Search, words: str, ignore: Collection[str]
) -> tuple[tuple[Wish, ...], str]:
    """The wishes in the words and the words left; a filter that is set beats a wish of its sort."""
    read = read_wishes(words, desk.clock.today(), ignore)
    if not read.wishes:
        return (), words
    kept = tuple(wish for wish in read.wishes if not _is_set(search, wish.sort))
    return kept, _trimmed(read.rest)


def _is_right(desk: Desk, word: str) -> bool:
    """Whether a word needs no mending though no listing uses it."""
    return desk.gazetteer.is_place_word(word) or is_plain_word(word)


def _is_but_a_wish(heard: Heard, wishes: Collection[Wish]) -> bool:
    """Whether a phrase is already read as a wish: all of it, or one with no subject (`free`)."""
    read = [wish for wish in wishes if f" {heard.phrase} " in f" {fold(wish.phrase)} "]
    return any(wish.sort in _NO_SUBJECT or not heard.concept.categories for wish in read)


def _is_set(search: Search, sort: Sort) -> bool:
    if sort is Sort.KIN:
        return False
    if sort is Sort.AGE:
        return search.age is not None
    return bool(search.choices(sort))


def _trimmed(words: str) -> str:
    """What is left of a sentence, without the joining words at its ends."""
    left = words.split()
    while left and not content_words(left[0]):
        left.pop(0)
    while left and not content_words(left[-1]):
        left.pop()
    return " ".join(left)


def _with_nothing_to_look_for(search: Search, reading: Reading) -> Reading:
    """The reading, and the problem that it has no word to look for when it has none."""
    understood = reading.understood
    if not search.words or content_words(understood.terms):
        return reading
    told = any(problem.parameter == "q" for problem in reading.problems)
    if understood.place or understood.wishes or understood.heard or told:
        return reading
    problem = Problem("q", "We could not find a word to look for in that. Try others.")
    blank = Understood(**{**vars(understood), "terms": "", "words": ""})
    return Reading(blank, (*reading.problems, problem))


def _unknown_to_ignore(desk: Desk, ignore: Collection[str]) -> list[Problem]:
    known = {*Sort, PLACE}
    return [
        Problem("ignore", f"We do not know “{name}”, so there is nothing of it to ignore.")
        for name in ignore
        if name not in known and name not in desk.phrases().concepts
    ]


def _told(mended: str, typed: str, looked_at: str) -> str:
    """The whole of what was typed with the mended part in it."""
    if not mended:
        return ""
    return typed.replace(looked_at, mended) if looked_at in typed else mended
