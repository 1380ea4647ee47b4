"""The text of a cell as people should read it: no HTML, no letters that were encoded twice."""

import html
import re

from assetmap.domain.text import clean

MENDED = "We mended letters in the wrong encoding, such as â€™ for ’: please check."
STRIPPED = "We turned HTML into plain text: please check how it reads."

# Only what is HTML's own is taken for a tag, so that `a < b`, `<3` and `<jo@example.org>` stay.
_BLOCKS = (
    "p|div|ul|ol|dl|dt|dd|table|tr|thead|tbody|tfoot|section|article|header|footer|aside|main|nav|"
    "h[1-6]|blockquote|pre|hr|address|figure|figcaption|form|fieldset|details|summary|center"
)
_INLINE = (
    "a|abbr|acronym|b|bdi|bdo|big|body|button|caption|cite|code|col|colgroup|del|dfn|em|font|html|"
    "i|iframe|img|input|ins|kbd|label|legend|link|mark|meta|o:p|option|picture|q|s|samp|select|"
    "small|source|span|strike|strong|sub|sup|textarea|time|title|tt|u|var|video|audio|wbr|svg|path"
)
# An attribute has a value, so that `a <b and b> c` stays; but for those that never have one.
_ATTRIBUTES = (
    r"""(?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+)"""
    r"""|\s+(?:hidden|checked|disabled|selected|nowrap|controls|allowfullscreen|noshade|open))*"""
)
_HIDDEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<!doctype[^>]*>|<\?xml[^>]*>|<!\[CDATA\[|\]\]>"
    r"|<(script|style|template|noscript)\b[^>]*>.*?(?:</\1\s*>|\Z)"
    r"|</?(?:script|style|template|noscript)\b[^>]*>?",
    re.IGNORECASE | re.DOTALL,
)
_LINK = re.compile(
    rf"<a(?P<attributes>{_ATTRIBUTES})\s*>(?P<text>.{{0,1000}}?)</a\s*>", re.IGNORECASE | re.DOTALL
)
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_LINE_BREAK = re.compile(rf"<br{_ATTRIBUTES}\s*/?>", re.IGNORECASE)
_ITEM = re.compile(rf"<li{_ATTRIBUTES}>", re.IGNORECASE)
_CELL = re.compile(rf"</?t[dh]{_ATTRIBUTES}/?>", re.IGNORECASE)
_BLOCK = re.compile(rf"</?(?:{_BLOCKS}){_ATTRIBUTES}\s*/?>", re.IGNORECASE)
_TAG = re.compile(rf"</?(?:{_BLOCKS}|{_INLINE}|br|li|td|th){_ATTRIBUTES}\s*/?>", re.IGNORECASE)
# With its semicolon: `arts&regeneration` holds no sign for a trade mark.
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_LEADS_OUT = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_DEEPEST = 6  # how often HTML may stand within HTML: `&amp;lt;p&amp;gt;`
_ONE_ADDRESS = ("website", "email", "facebook", "twitter", "instagram", "social_media")


def _mended(cell: str) -> str:
    from ftfy import fix_encoding  # slow import: only where there is something to mend

    return fix_encoding(cell)


def plain_cell(field: str, cell: str, notes: list[str]) -> str:
    """A cell for one of our fields as clean text; what was mended is noted, once a row."""
    mended = cell if cell.isascii() else _mended(cell)
    if mended != cell:
        _note(MENDED, notes)
    text = clean(mended)
    if "<" not in text and "&" not in text:
        return text
    address = _first_address(text) if field in _ONE_ADDRESS else ""
    plain = address or without_html(text)
    if plain != text:
        _note(STRIPPED, notes)
    return plain


def without_html(text: str) -> str:
    """The text that HTML shows: paragraphs become lines, links keep their text and address.

    Text that holds no HTML stays as it is. Never raises; no tag of HTML is left.
    """
    for _ in range(_DEEPEST):
        before = text
        if _TAG.search(text) or _HIDDEN.search(text):
            text = _without_tags(text)
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
        if text == before:
            return text
        text = clean(text)
    return clean(_HIDDEN.sub(" ", _TAG.sub(" ", text)))


def _without_tags(text: str) -> str:
    text = _HIDDEN.sub(" ", text)
    text = re.sub(r"\s+", " ", text) if _BLOCK.search(text) or _LINE_BREAK.search(text) else text
    text = _LINK.sub(_link_words, text)
    text = _LINE_BREAK.sub("\n", text)
    text = _CELL.sub(" ", _ITEM.sub("\n- ", text))
    text = _TAG.sub("", _BLOCK.sub("\n\n", text))
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _link_words(match: re.Match[str]) -> str:
    """`our page (https://example.org)`; only the text where it says the address already."""
    text = _TAG.sub("", match["text"]).strip()
    address = _address(match["attributes"])
    bare = re.sub(r"^(?:https?://|mailto:|tel:)(?:www\.)?", "", address).rstrip("/")
    if not bare or bare.casefold() in text.casefold():
        return text
    if address.startswith("tel:"):
        return text or bare
    return f"{text} ({address.removeprefix('mailto:')})" if text else address


def _address(attributes: str) -> str:
    """The address of a link, when it is one that people can follow; else empty."""
    found = _HREF.search(attributes)
    address = html.unescape(next(filter(None, found.groups()), "")).strip() if found else ""
    return address if re.match(r"(?:https?://|mailto:|tel:)", address, re.IGNORECASE) else ""


def _first_address(text: str) -> str:
    """What the first link of a cell leads to, for a cell that should hold an address alone."""
    for link in _LINK.finditer(text):
        if address := _address(link["attributes"]):
            return re.sub(r"^mailto:|\?.*$", "", address) if address[0] in "mM" else address
    return ""


def _note(text: str, notes: list[str]) -> None:
    if text not in notes:
        notes.append(text)
