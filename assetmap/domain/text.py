"""Text made fit to keep, and made comparable: no case, no accents, no punctuation, any script."""

import re
import unicodedata

_APOSTROPHES = "'’‘`´"
# Vowel signs of other scripts are no letters to `re`, yet words fall apart without them.
_SIGNS = "".join(
    chr(code) for code in range(0x0370, 0x3100) if unicodedata.category(chr(code))[0] == "M"
)
_ACCENTS = re.compile("[\u0300-\u036f]")
_ELSE = re.compile(rf"[^\w{_SIGNS}]+")
# The same for text without accents: every character once, no pattern.
_ASCII = {
    code: None if chr(code) in _APOSTROPHES else (chr(code).lower() if chr(code).isalnum() else " ")
    for code in range(128)
}
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACES = str.maketrans({"\t": " ", "\xa0": " ", "\u202f": " ", "\u2007": " "})
# Control characters, invisible marks that turn text round, byte order marks, and halves of pairs
# that no file can hold.
_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff"
    "\ud800-\udfff]"
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_NOT_ADDRESS = re.compile(r"[^a-z0-9]+")


def clean(text: str) -> str:
    """`text` without control and invisible characters, with plain line ends, ends stripped."""
    if text.isprintable():  # most are: no line ends, no other spaces, nothing that is dropped
        return text.strip()
    text = _LINE_ENDS.sub("\n", text).translate(_SPACES)
    return _DROPPED.sub("", text).strip()


def one_line(text: str) -> str:
    """`text` on one line, a space for each run of control characters."""
    return _CONTROL.sub(" ", text)


def fold(text: str) -> str:
    """`Café  O'Neill & Sons` as `cafe oneill and sons`: what two spellings of a name share."""
    if text.isascii():
        return " ".join(text.replace("&", " and ").translate(_ASCII).split())
    text = _without_apostrophes(text).casefold()
    # Taking a sign apart can bring capitals forth (`№` gives `No`), so it is done both sides.
    text = _without_apostrophes(unicodedata.normalize("NFKD", text).casefold())
    text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    return _ELSE.sub(" ", text.replace("&", " and ").replace("_", " ")).strip()


def _without_apostrophes(text: str) -> str:
    for sign in _APOSTROPHES:
        text = text.replace(sign, "")
    return text


def slug(text: str, longest: int = 48) -> str:
    """`text` as part of an address: `riverside-memory-lunch-club`; empty when nothing is left."""
    whole = _NOT_ADDRESS.sub("-", fold(text)).strip("-")
    if len(whole) <= longest:
        return whole
    return whole[:longest].rsplit("-", 1)[0]
