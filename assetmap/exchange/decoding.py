"""The bytes of a file as text, whichever way its letters were written."""

import codecs

from assetmap.exchange.incoming import BadFile
from assetmap.exchange.other_formats import other_bytes, other_text


def decode(data: bytes) -> tuple[str, bool]:
    """The text, and whether its letters are a guess (Windows-1252, when it is not UTF-8).

    Raises BadFile when it is not text at all, or text of another format, with what can be done.
    """
    if message := other_bytes(data):
        raise BadFile(message)
    text, guessed = _decoded(data)
    if message := other_text(text):
        raise BadFile(message)
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
