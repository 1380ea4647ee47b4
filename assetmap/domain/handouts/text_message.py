"""How long a text message is: the GSM 03.38 alphabet, seven bits a letter, at most two parts.

One part alone holds 160 letters; of two joined ones each holds 153. A letter that the alphabet
lacks would turn the whole message into 16-bit letters and halve it, so we write it otherwise.
"""

import re
import unicodedata
from collections.abc import Sequence

ONE_PART = 160
JOINED_PART = 153
MOST_PARTS = 2
_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_TWICE = frozenset("^{}\\[~]|€")  # the alphabet's second table: an escape and a letter
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
_MONTHS = "January February March April May June July August September October November December"
_NAMES = re.compile(rf"\b(?:{'|'.join(f'{_DAYS} {_MONTHS}'.split())})\b")
_PLAIN = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "“": '"',
        "”": '"',
        "–": "-",
        "—": "-",
        "−": "-",
        "…": "...",
        "\u00a0": " ",
        "\t": " ",
        "½": " 1/2",
        "×": "x",
        "•": "-",
        "`": "'",
        "ł": "l",
        "Ł": "L",
    }
)


def letters(text: str) -> int:
    """How many of the alphabet's letters a text takes. Raises ValueError for one it lacks."""
    for each in text:
        if each not in _BASIC and each not in _TWICE:
            raise ValueError(f"no text message letter: {each!r}")
    return sum(2 if each in _TWICE else 1 for each in text)


def parts(text: str) -> int:
    """How many parts a text is sent in. Raises ValueError for a letter the alphabet lacks.

    A letter of the second table is not torn apart: where its half would end a part, it moves on.
    """
    if letters(text) <= ONE_PART:
        return 1
    count, used = 1, 0
    for each in text:
        wide = letters(each)
        count, used = (count + 1, wide) if used + wide > JOINED_PART else (count, used + wide)
    return count


def plain(text: str) -> str:
    """A text in the alphabet's letters alone: accents it lacks go, as do pictures."""
    return "".join(_letter(each) for each in text.translate(_PLAIN))


def _letter(each: str) -> str:
    if each in _BASIC or each in _TWICE:
        return each
    bare = unicodedata.normalize("NFKD", each)
    return "".join(part for part in bare if part in _BASIC or part in _TWICE)


def short_dates(text: str) -> str:
    """The names of days and months by their first three letters: `Tue 17 Mar`."""
    return _NAMES.sub(lambda name: name[0][:3], text)


def short_message(items: Sequence[str], link: str) -> str:
    """As many items as fit, one a line, how many more there are, and the link, which always fits.

    The first item is cut short rather than left out.
    """
    end = plain(link)
    lines = [" ".join(plain(item).split()) for item in items]
    for count in range(len(lines), 0, -1):
        text = _joined(lines[:count], len(lines) - count, end)
        if parts(text) <= MOST_PARTS:
            return text
    return _with_one_cut(lines, end) if lines else end


def _joined(lines: Sequence[str], left_out: int, end: str) -> str:
    more = [f"+ {left_out} more on the list"] if left_out else []
    return "\n".join([*lines, *more, end])


def _with_one_cut(lines: Sequence[str], end: str) -> str:
    first = lines[0]
    while first:
        text = _joined([f"{first.rstrip()}..."], len(lines) - 1, end)
        if parts(text) <= MOST_PARTS:
            return text
        first = first[:-1]
    return end
