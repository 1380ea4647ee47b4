"""Reads a borough from its TOML files: the shipped ones, each replaced by the borough's own."""

import hashlib
import json
import os
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import tomli

from assetmap.borough.borough_file import read_borough_file
from assetmap.borough.closures_file import read_closures
from assetmap.borough.cues_file import read_cues
from assetmap.borough.danger_file import read_danger
from assetmap.borough.danger_words_file import read_danger_words
from assetmap.borough.entries import what_is_wrong
from assetmap.borough.giving_file import read_giving
from assetmap.borough.local_phrases_file import read_local_phrases, with_phrases
from assetmap.borough.map_file import read_map
from assetmap.borough.open_referral_file import read_service_types
from assetmap.borough.places_file import read_landmarks, read_places
from assetmap.borough.practices_file import read_practices
from assetmap.borough.refusals_file import read_refusals
from assetmap.borough.short_forms_file import read_short_forms
from assetmap.borough.signin_file import read_second_factor
from assetmap.borough.signposts_file import read_signposts
from assetmap.borough.terms_file import read_terms
from assetmap.borough.thesaurus_file import read_thesaurus
from assetmap.borough.time_bank_file import read_time_bank
from assetmap.borough.upkeep_file import read_upkeep
from assetmap.borough.vocabulary_files import (
    read_audiences,
    read_categories,
    read_needs,
    read_vocabulary_terms,
    read_wishes,
)
from assetmap.domain.borough.borough import Borough
from assetmap.domain.borough.council import Council
from assetmap.domain.borough.drawn_map import DrawnMap
from assetmap.domain.borough.signposts import Signpost
from assetmap.domain.borough.vocabulary import Vocabulary

Made = TypeVar("Made")
_FILES = (
    *("categories", "audiences", "access", "needs", "wishes", "places", "upkeep", "thesaurus"),
    "cues",
    *("short_forms", "signposts", "refusals", "practices"),
    *("terms", "closures", "signin", "danger", "danger_words"),
    *("giving", "open_referral", "time_bank", "borough"),
)
# About one borough alone. One that ships counts for the authority that it names and no other.
_ONE_BOROUGH = ("places", "practices")
_MAP = "map.geojson"  # the borough's own alone: none is shipped


class BadBorough(Exception):
    """A borough file that cannot be used; the message names the file and the fix.

    `reason` is the fix alone, for whoever changes the file on a page.
    """

    def __init__(self, message: str, reason: str = "") -> None:
        super().__init__(message)
        self.reason = reason or message


@dataclass(frozen=True)
class _File:
    """What stands in one of the files. `is_own` when it is the borough's own."""

    path: Path
    text: str
    is_own: bool

    def made(self, make: Callable[..., Made], *more: Hashable) -> Made:
        """What `make` makes of it, and of `more`. Raises BadBorough."""
        made: Made = _made(self, make, more)
        return made

    def made_of(self, words: Vocabulary, make: Callable[..., Made], *more: Hashable) -> Made:
        """The same of what names categories, which a borough's own file may not get wrong."""
        made: Made = self.made(_of_categories, make, words, self.is_own, *more)
        return made

    def made_of_both(self, words: Vocabulary, make: Callable[..., Made]) -> Made:
        """The same of what names categories and audiences."""
        made: Made = self.made(_of_both, make, words, self.is_own)
        return made


# Where one file is changed, nothing is read anew but that: as many as four boroughs are made of.
@lru_cache(maxsize=128)
def _made(file: _File, make: Callable[..., Any], more: Sequence[Hashable]) -> Any:
    read = json.loads if file.path.name == _MAP else tomli.loads
    try:
        content = read(file.text)
    except ValueError as error:
        raise BadBorough(f"{file.path} cannot be read: {error}") from error
    try:
        return make(content, *more)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        what = what_is_wrong(error)
        raise BadBorough(f"{file.path} cannot be used: {what}", what) from error


def _of_categories(
    top: Mapping[str, Any],
    make: Callable[..., Any],
    words: Vocabulary,
    is_own: bool,
    *more: Hashable,
) -> Any:
    return make(top, words.category, *more, is_own=is_own)


def _of_both(
    top: Mapping[str, Any], make: Callable[..., Any], words: Vocabulary, is_own: bool
) -> Any:
    return make(top, words.category, words.audience, is_own=is_own)


def read_borough(
    shipped: Path, own: Path, *, instead: Mapping[str, str | None] | None = None
) -> Borough:
    """The borough in `shipped`, where each file that also stands in `own` comes from there.

    `instead` gives texts that count in place of the borough's own files of those names (`terms`),
    to try a change before it is made; None stands for taking the own file away.
    Files that say the same give the same object again, of which nothing can be changed.
    Raises BadBorough.
    """
    drawn = _read_path(own / _MAP, is_own=True) if (own / _MAP).is_file() else None
    texts = instead or {}
    return _borough_of(
        drawn,
        *(
            _tried(name, shipped, own, texts[name]) if name in texts else _read(name, shipped, own)
            for name in _FILES
        ),
    )


def read_vocabulary(shipped: Path, own: Path) -> tuple[Vocabulary, str]:
    """The words that a borough's listings are found by, and a mark that changes when they do.

    Quicker than all of the borough. Raises BadBorough.
    """
    file = {name: _read(name, shipped, own) for name in _WORDS}
    return _vocabulary(file), _mark_of(list(file.values()))


def own_text(own: Path, name: str) -> str | None:
    """What the borough's own file of that name says; None when the shipped one counts.

    Raises BadBorough when it cannot be read.
    """
    path = own / f"{name}.toml"
    return _read_path(path, is_own=True).text if path.is_file() else None


def state_of(own: Path) -> tuple[tuple[str, int, int, int], ...]:
    """What tells that the borough's own files are others than before: quick, to ask often."""
    try:
        with os.scandir(own) as entries:
            found = [(each.name, each.stat()) for each in entries]
    except FileNotFoundError:
        return ()
    # A file that was put in another's place has another number, even within one tick of the clock.
    return tuple(sorted((name, at.st_ino, at.st_mtime_ns, at.st_size) for name, at in found))


def borough_paths(shipped: Path, own: Path) -> list[Path]:
    """The files that a borough is read from now: each of its own, else the shipped one."""
    paths = [own / f"{name}.toml" for name in _FILES]
    found = [path if path.is_file() else shipped / path.name for path in paths]
    return sorted(found + [own / _MAP] * (own / _MAP).is_file(), key=lambda path: path.name)


def _read(name: str, shipped: Path, own: Path) -> _File:
    its_own = own / f"{name}.toml"
    path = its_own if its_own.is_file() else shipped / its_own.name
    return _read_path(path, is_own=path == its_own)


def _tried(name: str, shipped: Path, own: Path, text: str | None) -> _File:
    if text is None:
        return _read_path(shipped / f"{name}.toml", is_own=False)
    return _File(own / f"{name}.toml", text, is_own=True)


def _read_path(path: Path, *, is_own: bool) -> _File:
    try:
        return _File(path, path.read_text(encoding="utf-8"), is_own)
    except (OSError, UnicodeDecodeError) as error:
        raise BadBorough(f"{path} cannot be read: {error}") from error


_WORDS = ("categories", "audiences", "access", "needs", "wishes")  # what a vocabulary is read from


def _vocabulary(file: Mapping[str, _File]) -> Vocabulary:
    categories = file["categories"].made(read_categories)
    known = Vocabulary(categories)
    return Vocabulary(
        categories,
        audiences=file["audiences"].made_of(known, read_audiences),
        access=file["access"].made(read_vocabulary_terms, "access"),
        needs=file["needs"].made_of(known, read_needs),
        likings=file["wishes"].made_of(known, read_wishes),
    )


# Remembered by all of their text and not by when they were written: two changes within one tick
# of the file system's clock must not look alike, and reading them takes half a millisecond.
@lru_cache(maxsize=4)
def _borough_of(drawn: _File | None, *files: _File) -> Borough:
    file = _of_this_borough(dict(zip(_FILES, files, strict=True)))
    words = _vocabulary(file)
    places = file["places"].made(read_places)
    local = file["places"].made(read_local_phrases)
    thesaurus = file["thesaurus"].made_of_both(words, read_thesaurus)
    cues = file["cues"].made_of_both(words, read_cues)
    danger_words = file["danger_words"].made(read_danger_words)
    forms = file["short_forms"].made(read_short_forms)
    borough = file["borough"].made(read_borough_file, places, words)
    days = file["closures"].made(read_closures)
    return replace(
        borough,
        bank_holidays=replace(borough.bank_holidays, added=days),
        landmarks=file["places"].made(read_landmarks),
        upkeep=file["upkeep"].made(read_upkeep),
        second_factor=file["signin"].made(read_second_factor),
        thesaurus=replace(
            thesaurus,
            concepts=with_phrases(thesaurus.concepts, local.thesaurus),
            cues=with_phrases(cues, local.cues),
        ),
        danger=file["danger"].made_of(words, read_danger, danger_words),
        giving=file["giving"].made_of(words, read_giving),
        service_types=file["open_referral"].made_of(words, read_service_types),
        school_terms=file["terms"].made(read_terms),
        short_forms=replace(forms, right=forms.right | local.nearby),
        signposts=file["signposts"].made(
            _signposts, borough.council.name, *borough.council.pages.items()
        ),
        practices=file["practices"].made(read_practices),
        time_bank=file["time_bank"].made(read_time_bank),
        drawn_map=drawn.made(read_map) if drawn else DrawnMap(),
        refusals=file["refusals"].made_of(words, read_refusals),
        mark=_mark_of([drawn, *files] if drawn else list(files)),
    )


def _mark_of(files: Sequence[_File]) -> str:
    whole = hashlib.sha256()
    for each in files:
        whole.update(f"{each.path.name}\0{each.text}\0".encode())
    return whole.hexdigest()[:12]


def _signposts(
    top: Mapping[str, Any], council: str, *pages: tuple[str, str]
) -> tuple[Signpost, ...]:
    return read_signposts(top, Council(council, dict(pages)))


def _code(top: Mapping[str, Any], unsaid: str | None) -> Any:
    return top.get("authority_code", unsaid)


def _of_this_borough(file: Mapping[str, _File]) -> Mapping[str, _File]:
    """The files, where what ships about another borough is empty."""
    code = file["borough"].made(_code, None)
    return {
        name: replace(each, text="")
        if name in _ONE_BOROUGH and not each.is_own and each.made(_code, code) != code
        else each
        for name, each in file.items()
    }
