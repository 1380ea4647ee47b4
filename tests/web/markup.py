"""HTML read into elements, and refused where browsers would have to mend it."""

import re
from typing import ClassVar
from xml.etree.ElementTree import Comment, Element

import html5lib
from html5lib.html5parser import ParseError
from turbohtml.treebuild import parse_into

_HTML = "http://www.w3.org/1999/xhtml"
# Characters that are no part of markup, wherever they stand in a text or between double quotes.
_PLAIN = "\t\n -!#-%(-;=?-~\u00a0-\ud7ff"
_REFERENCE = re.compile("&(?:amp|lt|gt|quot|#34|#39);")
_TEXT = re.compile(f"""(?<=>)[{_PLAIN}"']+(?=<)""")
# Of values, only that of `type` counts for where an element may stand: a hidden field in a table.
_VALUE = re.compile(f'(?<! type)="[{_PLAIN}]*"')


def parse_page(html: str) -> Element:
    """The root of a whole page. Raises AssertionError, with the line, where the page is not valid.

    The strict parser is slow, so it reads each markup once: another page with the same tags,
    attributes and references, and other words in between, is as valid as the first.
    """
    outline = outline_of(html)
    if outline not in _Known.outlines:
        parse_strictly(html)
        _Known.outlines.add(outline)
    return parse_into(html, _Builder())[0]


def parse_strictly(html: str, *, fragment: bool = False) -> Element:
    """The root of a page or of a part of one. Raises AssertionError at the first thing wrong."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    try:
        root: Element = parser.parseFragment(html) if fragment else parser.parse(html)
    except ParseError as error:
        position, code, details = parser.errors[-1]
        line = html.splitlines()[min(position[0], len(html.splitlines())) - 1]
        raise AssertionError(f"line {position[0]}: {code} {details}\n{line}") from error
    return root


def outline_of(html: str) -> str:
    """The markup alone: plain words are `x`, and spaces stay spaces, since a table may hold those.

    Whatever might be markup or be wrong, such as a lone `&`, stays as it is.
    """
    html = _VALUE.sub('="x"', _REFERENCE.sub("x", html))
    return _TEXT.sub(lambda found: " " if found[0].isspace() else "x", html)


class _Known:
    outlines: ClassVar[set[str]] = set()  # of pages that the strict parser found valid


class _Builder:
    """Makes elements as html5lib does, from what the quick parser reads."""

    def create_document(self) -> Element:
        return Element("document")

    def create_doctype(self, name: str, public_id: str | None, system_id: str | None) -> None:
        return None

    def create_element(
        self, name: str, namespace: str, attrs: tuple[tuple[str, str | None], ...]
    ) -> Element:
        tag = name if namespace == _HTML else f"{{{namespace}}}{name}"
        return Element(tag, {key: value or "" for key, value in attrs})

    def create_text(self, data: str) -> str:
        return data

    def create_comment(self, data: str) -> Element:
        return Comment(data)

    def create_pi(self, target: str, data: str) -> Element:
        return Comment(f"{target} {data}")

    def append(self, parent: Element, child: Element | str | None) -> None:
        if isinstance(child, str):
            if len(parent):
                parent[-1].tail = (parent[-1].tail or "") + child
            else:
                parent.text = (parent.text or "") + child
        elif child is not None:
            parent.append(child)
