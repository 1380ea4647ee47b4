"""XML of strangers, read with care: no document type, no entities, nothing fetched, no bombs."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from assetmap.exchange.incoming import BadFile
from assetmap.exchange.other_formats import other_text

Element = Any  # lxml has no types

MOST_BYTES = 50_000_000
# Of what begins an element or an attribute, each of which is some 200 bytes once it is parsed.
_MOST_PARTS = 1_500_000
_LOOKED_AT = 20_000  # bytes at the beginning
_BEFORE_ROOT = re.compile(rb"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_ROOT = re.compile(rb"<(?:[\w.-]+:)?([\w.-]+)[\s/>]")
_DECLARED = re.compile(rb"\s*<\?xml[^>]*?\bencoding\s*=\s*[\"']([\w.:-]+)[\"']")
_MARKS = (  # the longer first: the mark of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0?\0", "utf-16-le"),
    (b"\0<\0?", "utf-16-be"),
    (b"<\0k\0", "utf-16-le"),
    (b"\0<\0k", "utf-16-be"),
)
# Encodings that a file may declare; anything else is read as UTF-8, so that nothing can be hidden
# in an encoding that we see otherwise than the parser does.
_TRUSTED = re.compile(r"iso8859-|cp125\d|latin|mac-roman|koi8|gb|big5|shift_jis|euc_|cp932")
_DAMAGED = "The letters of the file are damaged: save it again as UTF-8."
_UNDECLARED_PREFIX = 201  # libxml2's number for a prefix such as `gx:` that nothing declares


@dataclass(frozen=True)
class XmlFile:
    """The root of a document, and whether the encoding of its letters was a guess."""

    root: Element
    is_guessed: bool


def xml_root(data: bytes) -> str:
    """The name of the root of what is surely XML, in lower case and without a prefix; or empty."""
    head = data[:_LOOKED_AT]
    encoding = _marked(head)
    if encoding:
        head = head.decode(encoding, "ignore").encode("utf-8", "ignore")
    match = _ROOT.match(head, _start(head))
    return match[1].decode().lower() if match else ""


def read_xml(data: bytes, wanted: str, called: str) -> XmlFile:
    """A document whose root is `wanted`, as people call such files. Raises BadFile otherwise.

    Raises BadFile also for a document type, where entities can be defined; for anything that is
    too long, too deep or not well formed, with the line.
    """
    if len(data) > MOST_BYTES:
        raise too_large(len(data))
    text, is_guessed = _as_utf8(data)
    _check_root(text, wanted, called)
    parts = text.count(b"<") - text.count(b"</") + text.count(b'="') + text.count(b"='")
    if parts > _MOST_PARTS:
        raise BadFile("The file has too many parts: give it to us in several files, one a layer.")
    return XmlFile(_parsed(text), is_guessed)


def too_large(size: int) -> BadFile:
    """The refusal of a file of so many bytes."""
    return BadFile(
        f"The file holds {size // 1_000_000:,} MB, and the most is {MOST_BYTES // 1_000_000} MB: "
        "give it to us in several files, one a layer."
    )


def local_name(element: Element) -> str:
    """The name of an element without its namespace, which older files leave out or misspell."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2]


def children(element: Element, *names: str) -> Iterator[Element]:
    """The children that have one of these names, in their order."""
    return (each for each in element if local_name(each) in names)


def child(element: Element, name: str) -> Element | None:
    """The first child of a name."""
    return next(children(element, name), None)


def text_in(element: Element | None) -> str:
    """All text in an element, its ends stripped; empty where there is no element."""
    return "" if element is None else "".join(element.itertext()).strip()


def child_text(element: Element, name: str) -> str:
    """The text in the first child of a name."""
    return text_in(child(element, name))


def _marked(data: bytes) -> str:
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "")


def _start(data: bytes) -> int:
    """Where the root or the document type begins, behind declarations and comments."""
    at = 0
    while match := _BEFORE_ROOT.match(data, at):
        at = match.end()
    return at


def _as_utf8(data: bytes) -> tuple[bytes, bool]:
    """The bytes as UTF-8 without a mark, and whether how they were written is a guess."""
    encoding = _marked(data) or _declared(data)
    try:
        if encoding == "utf-8-sig":
            return data[len(codecs.BOM_UTF8) :], False
        if encoding:
            return data.decode(encoding).encode(), False
    except (UnicodeError, LookupError):
        if _marked(data):
            raise BadFile(_DAMAGED) from None
    if _is_utf8(data):
        return data, False
    try:
        return data.decode("cp1252").encode(), True
    except UnicodeDecodeError:
        return data.decode("latin-1").encode(), True


def _declared(data: bytes) -> str:
    match = _DECLARED.match(data[:_LOOKED_AT])
    try:
        name = codecs.lookup(match[1].decode()).name if match else ""
    except LookupError:
        return ""
    return name if _TRUSTED.match(name) else ""


def _is_utf8(data: bytes) -> bool:
    """Tried piece by piece, as a text of 50 MB can be four times as large in memory."""
    decoder, step = codecs.getincrementaldecoder("utf-8")(), 1 << 20
    try:
        for at in range(0, len(data), step):
            decoder.decode(data[at : at + step], final=at + step >= len(data))
    except UnicodeDecodeError:
        return False
    return True


def _check_root(text: bytes, wanted: str, called: str) -> None:
    at = _start(text)
    head = text[at : at + _LOOKED_AT]
    if not head:
        raise BadFile("The file is empty.")
    match = _ROOT.match(head)
    if match and match[1].decode().lower() == wanted:
        return
    shown = head.decode("utf-8", "replace")
    is_page = re.match(r"<!doctype\s+html|<html", shown, re.IGNORECASE)
    if head[:9].upper() == b"<!DOCTYPE" and not is_page:
        raise BadFile(
            "The file begins with a DOCTYPE, which can hide harmful parts, so we do not read it. "
            "Export it again, or take that line out in a text editor."
        )
    raise BadFile(other_text(shown) or f"This is not {called}: export it again.")


def _parsed(text: bytes) -> Element:
    from lxml import etree  # slow import

    parser = _parser()
    try:
        root = etree.fromstring(text, parser)
    except etree.XMLSyntaxError as error:
        if any(each.type != _UNDECLARED_PREFIX for each in parser.error_log):
            raise BadFile(_broken(error)) from None
        root = etree.fromstring(text, _parser(recover=True))
    if root.getroottree().docinfo.internalDTD is not None:
        raise BadFile("The file has a DOCTYPE, so we do not read it.")
    return root


def _parser(*, recover: bool = False) -> Any:
    from lxml import etree  # slow import

    return etree.XMLParser(
        encoding="utf-8",  # whatever the file declares: it has been decoded
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        remove_blank_text=True,
        recover=recover,
    )


def _broken(error: Any) -> str:
    """What is wrong with a text that is not well formed, in one plain line."""
    if "depth" in error.msg:
        return "The file is nested too deep: something in it lies in more than 250 others."
    if "too long" in error.msg or "huge" in error.msg or "limit" in error.msg:
        return "The file holds a text of more than 10 MB. Take it out and export the file again."
    line, column = error.position
    return (
        f"The file is damaged: it goes wrong in line {line:,}, column {column:,}. Export it again."
    )
