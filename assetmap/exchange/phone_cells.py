"""Phone numbers out of cells and boxes: tidied, with a note of whatever was mended or left out."""

import re
import unicodedata

from assetmap.domain.email import without_emails
from assetmap.domain.phone import FoundNumber, numbers_in, spaced
from assetmap.exchange.values import short

_FIGURES_FEWEST = 6  # fewer that do not ring are a price, a room or an extension
_CUT_SHORT = re.compile(r"\d(?:[.,]\d+)?e\+?\d+", re.IGNORECASE)  # 4.41632960104E+11
_DECIMALS = re.compile(r"(\+?\d{9,15})[.,]0+")  # 1632960103.0
_SCHEME = re.compile(r"(?:tel|callto|phone):(?=[+\d(])", re.IGNORECASE)
_ENDS = " ,;/|'\"’‘`"
_WEB = re.compile(r"(?:\b[a-z]+://|\bwww\.)\S+", re.IGNORECASE)
_RUN = re.compile(r"\d(?:[ ().-]{0,2}\d)+")
_DAY = re.compile(r"\d{1,2}([/.-])\d{1,2}\1\d{2,4}|\d{4}-\d\d-\d\d")


def read_phone(text: str, notes: list[str]) -> str:
    """A phone text as its page shows it, or empty with a note when nobody can be rung by it.

    It may hold several numbers, and words beside them. A nought that a spreadsheet took away is put
    back, 44 in front of a number becomes +44, the letter O a nought: each with a note.
    """
    text = _bare(text)
    if not text:
        return ""
    if _CUT_SHORT.fullmatch(text):
        notes.append(
            f"The phone number “{short(text)}” was cut short by a spreadsheet, so we left it out. "
            "Make the column text, and type the number again."
        )
        return ""
    text = _without_decimals(text, notes)
    numbers = numbers_in(text)
    unknown = _unknown(text, numbers)
    if not numbers and not unknown:
        notes.append(f"“{short(text)}” is not a phone number, so we left it out.")
        return ""
    notes += [
        f"“{short(run)}” is not a whole phone number, so it is not a link: please check."
        for run in unknown
    ]
    return _mended(text, numbers, notes)


def _bare(text: str) -> str:
    """On one line, in plain figures, without what spreadsheets and links put around it."""
    plain = "".join(
        str(unicodedata.decimal(each)) if each.isdecimal() else each for each in text
    ).replace("＋", "+")
    return _SCHEME.sub("", " ".join(plain.split()).strip(_ENDS), count=1)


def _without_decimals(text: str, notes: list[str]) -> str:
    whole = _DECIMALS.fullmatch(text)
    if not whole:
        return text
    notes.append(
        f"We read the phone number “{text}” as {whole[1]}, without what a spreadsheet added."
    )
    return whole[1]


def _unknown(text: str, numbers: tuple[FoundNumber, ...]) -> list[str]:
    """The runs of figures that look like a number and are none that rings."""
    for number in reversed(numbers):
        text = f"{text[: number.start]}|{text[number.end :]}"
    text = _WEB.sub(" ", without_emails(text))
    runs = (match[0] for match in _RUN.finditer(text) if not _DAY.fullmatch(match[0]))
    return [run for run in runs if sum(map(str.isdigit, run)) >= _FIGURES_FEWEST]


def _mended(text: str, numbers: tuple[FoundNumber, ...], notes: list[str]) -> str:
    """The text with each number as it can be rung."""
    said = []
    for number in reversed(numbers):
        written = text[number.start : number.end]
        mended = re.sub("[oO]", "0", written)
        if mended != written:
            said.append(f"In the phone number “{written}” we read the letter O as a nought.")
        mended = _with_its_front(mended, number, said)
        text = text[: number.start] + mended + text[number.end :]
    notes += reversed(said)
    return text


def _with_its_front(written: str, number: FoundNumber, said: list[str]) -> str:
    if not number.lost:
        return written
    if number.lost == "0":
        mended = re.sub(r"(?=\d)", "0", written, count=1)
        said.append(f"The phone number {written} had lost the 0 from its front: we put it back.")
        return mended
    mended = spaced(number.dialled) if written.isdecimal() else f"+{written}"
    said.append(f"We read the phone number {written} as {mended}.")
    return mended
