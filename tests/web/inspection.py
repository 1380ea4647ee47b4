"""What every HTML page has to be, whatever it says: checked on each page that a test fetches."""

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from assetmap.domain.borough.borough import Borough
from assetmap.domain.phone import phone_parts
from tests.web.markup import parse_page, parse_strictly

OWN_HOST = "localhost"
_LOADING = {
    *(("script", "src"), ("link", "href"), ("img", "src"), ("img", "srcset"), ("iframe", "src")),
    *(("source", "src"), ("source", "srcset"), ("audio", "src"), ("video", "src")),
    *(("video", "poster"), ("object", "data"), ("embed", "src"), ("form", "action")),
    *(("input", "src"), ("use", "href"), ("image", "href")),
}
_FETCHING = {attribute for _, attribute in _LOADING}
_RUNS = re.compile("javascript:|data:|vbscript:", re.IGNORECASE)
_UNLABELLED = {"hidden", "submit", "reset", "button", "image"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_NAMING_IDS = {"aria-labelledby", "aria-describedby", "aria-controls", "for", "form"}
_RUNNING = {"href", "src", "action", "formaction"}  # attributes that run a script by its address


class Page:
    """An HTML document or a part of one, parsed as strictly as browsers ought to."""

    def __init__(self, html: str, *, fragment: bool = False) -> None:
        self.root = parse_strictly(html, fragment=True) if fragment else parse_page(html)
        self._elements = [each for each in self.root.iter() if isinstance(each.tag, str)]
        self._by_name: dict[str, list[Element]] = {}
        for each in self._elements:
            self._by_name.setdefault(name_of(each), []).append(each)

    def all(self, tag: str) -> list[Element]:
        """Every element of a name, in the page's order."""
        return list(self._by_name.get(tag, ()))

    def elements(self) -> Iterator[Element]:
        """Every element, comments left out."""
        return iter(self._elements)

    def by_id(self, id_: str) -> Element:
        """The element with this id."""
        return next(each for each in self.elements() if each.get("id") == id_)

    def by_class(self, name: str) -> list[Element]:
        """Every element of a class, in the page's order."""
        return [each for each in self.elements() if name in (each.get("class") or "").split()]

    def links(self) -> dict[str, str]:
        """Where each link leads, by what it says. The last of several that say the same."""
        return {words_of(link): link.get("href", "") for link in self.all("a")}

    @property
    def h1(self) -> str:
        """What the one main heading says."""
        (heading,) = self.all("h1")
        return words_of(heading)

    @property
    def words(self) -> str:
        """Everything that the page says, spaces made single."""
        bodies = self.all("body")
        return words_of(bodies[0] if bodies else self.root)


def name_of(element: Element) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def words_of(element: Element) -> str:
    """What an element says, spaces made single."""
    return " ".join("".join(element.itertext()).split())


def defects(page: Page, borough: Borough, *, sample: bool) -> list[str]:
    """Whatever is wrong with a whole page; an empty list when nothing is."""
    return [*_frame(page), *_parts(page), *_help(page, borough, sample)]


def frame_defects(page: Page) -> list[str]:
    """Whatever is wrong with a page that is no borough's, and so has no help section."""
    return [*_frame(page), *_parts(page)]


def fragment_defects(page: Page) -> list[str]:
    """Whatever is wrong with a part of a page that a script asked for."""
    return [defect for defect in _parts(page) if "nobody" not in defect]


def _frame(page: Page) -> Iterator[str]:
    headings = [words_of(each) for each in page.all("h1")]
    titles = [words_of(each) for each in page.all("title")]
    if len(headings) != 1 or not headings[0]:
        yield f"not one h1 but {headings}"
    elif len(page.all("head")) != 1 or not titles or not titles[0].startswith(_title(page)):
        yield f"the title {titles} does not begin with {_title(page)!r}"
    yield from _heading_order(page)
    if page.all("html")[0].get("lang") != "en-GB":
        yield "the language of the page is not said"
    if len(page.all("main")) != 1:
        yield "not one main"


def _title(page: Page) -> str:
    """What a title begins with: the h1, and before it that something is wrong."""
    return ("Error: " if page.by_class("error-summary") else "") + page.h1


def _heading_order(page: Page) -> Iterator[str]:
    """Headings that skip a level on the way down; only the h2 of a panel may be before the h1."""
    before = 1
    for each in page.elements():
        level = _HEADINGS.get(name_of(each), 0)
        if level > before + 1:
            yield f"an h{level} {words_of(each)!r} stands under an h{before}"
        before = level or before


def _parts(page: Page) -> Iterator[str]:
    yield from _ids(page)
    yield from _labels(page)
    yield from _scripts_and_styles(page)
    for each in page.elements():
        for attribute, value in each.attrib.items():
            yield from _inline(each, attribute, value)
            yield from _outside(each, attribute, value)


def _ids(page: Page) -> Iterator[str]:
    ids = Counter(each.get("id") for each in page.elements() if each.get("id") is not None)
    yield from (f"the id {id_!r} stands {n} times" for id_, n in ids.items() if n > 1)
    for each in page.elements():
        for attribute in each.attrib.keys() & _NAMING_IDS:
            for id_ in each.get(attribute, "").split():
                if id_ not in ids:
                    yield f"{attribute}={id_!r} names nobody"
        href = each.get("href") or ""
        if href.startswith("#") and href[1:] not in ids:
            yield f"href={href!r} leads to nobody"


def _labels(page: Page) -> Iterator[str]:
    labels = {each.get("for"): words_of(each) for each in page.all("label")}
    wrapped = {field for label in page.all("label") for field in label.iter() if label is not field}
    for field in page.elements():
        if name_of(field) not in ("input", "select", "textarea"):
            continue
        if field.get("type") in _UNLABELLED:
            continue
        named = labels.get(field.get("id")) or field.get("aria-label")
        if not (named or field.get("aria-labelledby") or field in wrapped):
            yield f"the field {field.get('name')!r} has no label"


def _scripts_and_styles(page: Page) -> Iterator[str]:
    for name in ("style", "script"):
        for each in page.all(name):
            if name == "style" or not each.get("src"):
                yield f"an inline {name}: {words_of(each)[:60]!r}"


def _inline(element: Element, attribute: str, value: str) -> Iterator[str]:
    if attribute == "style" or attribute.startswith("on"):
        yield f"an inline {attribute} on {name_of(element)}"
    elif attribute in _RUNNING and _RUNS.match("".join(value.split())):
        yield f"{attribute}={value!r} on {name_of(element)}"


def _outside(element: Element, attribute: str, value: str) -> Iterator[str]:
    if value and attribute in _FETCHING and (name_of(element), attribute) in _LOADING:
        host = urlsplit(value).netloc
        if element.get("rel") == "alternate":
            return  # says where something is: no browser fetches it
        if host not in ("", OWN_HOST):
            yield f"{name_of(element)} loads from {host}"


def _help(page: Page, borough: Borough, sample: bool) -> Iterator[str]:
    """The same ways to a person on every page, in the same place."""
    (section,) = [each for each in page.all("section") if each.get("id") == "help"] or [None]
    if section is None:
        yield "no help section"
        return
    said = words_of(section)
    wanted = (
        *(borough.help.text, borough.help.phone, borough.help.hours),
        *(borough.worried.text, borough.worried.phone),
    )
    yield from (f"the help section does not say {text!r}" for text in wanted if text not in said)
    numbers = [each.get("href") for each in section.iter() if name_of(each) == "a"]
    lines = (borough.help.phone, borough.worried.phone)
    if numbers != [part.tel for line in lines for part in phone_parts(line) if part.tel]:
        yield f"the help section's links are {numbers}"
    (footer,) = page.all("footer")
    links = {each.get("href"): words_of(each) for each in footer.iter() if name_of(each) == "a"}
    for href, words in (("/accessibility", "Accessibility statement"), ("/privacy", "Privacy")):
        if words not in links.get(href, ""):
            yield f"the footer does not link to {href}"
    if bool(page.by_class("sample-banner")) is not sample:
        yield f"sample listings loaded: {sample}; banner shown: {not sample}"
