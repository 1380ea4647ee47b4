"""Text made comparable: no case, no accents, no punctuation; letters of any script are kept."""

import re
import unicodedata

_APOSTROPHES = str.maketrans("", "", "'’‘`´")
# Vowel signs of other scripts are no letters to `re`, yet words fall apart without them.
_SIGNS = "".join(
    chr(code) for code in range(0x0370, 0x3100) if unicodedata.category(chr(code))[0] == "M"
)
_ACCENTS = re.compile("[\u0300-\u036f]")
_ELSE = re.compile(rf"(?:[^\w{_SIGNS}]|_)+")
_NOT_ADDRESS = re.compile(r"[^a-z0-9]+")


def fold(text: str) -> str:
    """`Café  O'Neill & Sons` as `cafe oneill and sons`: what two spellings of a name share."""
    text = text.translate(_APOSTROPHES).casefold()
    if not text.isascii():
        # Taking a sign apart can bring capitals forth (`№` gives `No`), so it is done both sides.
        text = unicodedata.normalize("NFKD", text).casefold().translate(_APOSTROPHES)
        text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    return _ELSE.sub(" ", text.replace("&", " and ")).strip()


def slug(text: str, longest: int = 48) -> str:
    """`text` as part of an address: `riverside-memory-lunch-club`; empty when nothing is left."""
    whole = _NOT_ADDRESS.sub("-", fold(text)).strip("-")
    if len(whole) <= longest:
        return whole
    return whole[:longest].rsplit("-", 1)[0]
