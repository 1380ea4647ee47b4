"""The bytes of a file as text, whichever way its letters were written."""

import codecs

from assetmap.exchange.incoming import BadFile

_NOT_TEXT = (
    (b"PK\x03\x04", "This is a spreadsheet or a zip file. Open it and choose Save as, CSV."),
    (b"\xd0\xcf\x11\xe0", "This is an old spreadsheet file. Open it and choose Save as, CSV."),
    (b"%PDF", "This is a PDF. Ask for the list as a CSV file."),
)


def decode(data: bytes) -> tuple[str, bool]:
    """The text, and whether its letters are a guess (Windows-1252, when it is not UTF-8).

    Raises BadFile when it is not text at all.
    """
    for start, message in _NOT_TEXT:
        if data.startswith(start):
            raise BadFile(message)
    text, guessed = _decoded(data)
    if "\0" in text:
        raise BadFile("This is not a text file. Open it in a spreadsheet and choose Save as, CSV.")
    return text, guessed


def _decoded(data: bytes) -> tuple[str, bool]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16"), False
        except UnicodeDecodeError:
            raise BadFile("The file breaks off or is damaged: save it again as UTF-8.") from None
    try:
        return data.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252"), True
    except UnicodeDecodeError:
        return data.decode("latin-1"), True


def letters_note(texts: list[str], guessed: bool) -> list[str]:
    """A note for a row whose letters beyond plain English ones were guessed."""
    if guessed and not "".join(texts).isascii():
        return ["The file is not UTF-8, so check letters and signs such as é and £."]
    return []
