"""Reads the words that listings carry: categories, audiences, access, needs, wishes."""

import re
from collections.abc import Container, Mapping
from dataclasses import replace
from typing import Any

from assetmap.borough.borough_file import plain_colour, plain_name, web_address
from assetmap.borough.entries import read_each
from assetmap.domain.borough.vocabulary import Audience, Category, Liking, Need, Term

_SLUG = re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)?")


def read_categories(file: Mapping[str, Any]) -> tuple[Category, ...]:
    """The categories in the file. Raises KeyError or ValueError when it cannot be used."""
    if "category" not in file:
        raise KeyError("category")
    return read_each(file, "category", _category)


def read_vocabulary_terms(file: Mapping[str, Any], key: str) -> tuple[Term, ...]:
    """The words under `key`, such as features of access. Raises KeyError or ValueError."""
    return read_each(file, key, _term)


def _term(entry: Mapping[str, Any]) -> Term:
    term = Term(**entry)
    _slug(term.slug)
    return term


def read_audiences(
    file: Mapping[str, Any], known: Container[str], *, is_own: bool
) -> tuple[Audience, ...]:
    """For whom listings are. Raises KeyError or ValueError when the file cannot be used."""
    return read_each(file, "audience", lambda entry: _audience(entry, known, is_own=is_own))


def _audience(entry: Mapping[str, Any], known: Container[str], *, is_own: bool) -> Audience:
    told_by = _there("audience", {"categories": (), **entry}, known, is_own=is_own)
    lists = {key: tuple(entry.get(key, ())) for key in ("say", "kin", "ages")}
    audience = Audience(**{**entry, **lists, "categories": told_by})
    _slug(audience.slug)
    if len(audience.ages) not in (0, 2):
        raise ValueError(f"{audience.slug}: ages are two numbers, the least and the greatest")
    return audience


def read_needs(file: Mapping[str, Any], known: Container[str], *, is_own: bool) -> tuple[Need, ...]:
    """The tiles that lead to some category that is `known`. Raises KeyError or ValueError."""
    needs = read_each(
        file, "need", lambda entry: _need(entry, _there("need", entry, known, is_own=is_own))
    )
    return tuple(need for need in needs if need.categories)


def _need(entry: Mapping[str, Any], categories: tuple[str, ...]) -> Need:
    return Need(
        _slug(entry["slug"]),
        entry["label"],
        entry.get("hint", ""),
        entry.get("icon", "map-pin"),
        categories,
        entry.get("picture", ""),
        web_address(entry.get("advice_url", "")),
        entry.get("advice_text", ""),
    )


def read_wishes(
    file: Mapping[str, Any], known: Container[str], *, is_own: bool
) -> tuple[Liking, ...]:
    """The wishes that lead to some category that is `known`. Raises KeyError or ValueError."""
    likings = read_each(
        file,
        "wish",
        lambda entry: Liking(
            _slug(entry["slug"]),
            entry["label"],
            entry.get("icon", "map-pin"),
            _there("wish", entry, known, is_own=is_own),
        ),
    )
    return tuple(liking for liking in likings if liking.categories)


def _there(
    what: str, entry: Mapping[str, Any], known: Container[str], *, is_own: bool
) -> tuple[str, ...]:
    """The categories of a need, a wish or an audience that there are.

    In a borough's own file one that is not there is a slip and refused. The shipped files are
    left to fit whatever categories a borough has.
    """
    slugs = tuple(entry["categories"])
    missing = [slug for slug in slugs if slug not in known]
    name = f"the {what} {entry['slug']}"
    if is_own and missing:
        raise ValueError(f"{name} names a category {missing[0]} that is not there")
    if is_own and not slugs and what != "audience":
        raise ValueError(f"{name} names no category")
    return tuple(slug for slug in slugs if slug in known)


def _category(entry: Mapping[str, Any], parent: Category | None = None) -> Category:
    slug = _slug(entry["slug"]) if parent else plain_name(entry["slug"])
    if parent is not None and not slug.startswith(f"{parent.slug}/"):
        raise ValueError(f"the category {slug} stands within {parent.slug} but is not named so")
    icon = entry.get("icon", parent.icon if parent else "map-pin")
    colour = plain_colour(entry.get("colour", parent.colour if parent else "#37474f"))
    itself = Category(
        *(slug, entry["label"], entry.get("hint", ""), icon, colour),
        named=entry.get("named") is True,
        sensitive=entry.get("sensitive") is True or (parent is not None and parent.sensitive),
    )
    within = read_each(entry, "within", lambda child: _category(child, itself))
    return replace(itself, within=within)


def _slug(text: str) -> str:
    if not _SLUG.fullmatch(text):
        raise ValueError(f"{text!r} is no slug: small letters, figures and hyphens only")
    return text
