"""Words to sort by that a change takes away though something names them.

Slugs are for good: listings, links, printed codes and other people's files say them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assetmap.domain.borough.borough import Borough
from assetmap.domain.listings.listing import HAD_AT_HOME
from assetmap.domain.text import fold
from assetmap.services.borough.change_problem import ChangeProblem, UsedBy, quoted, used_by
from assetmap.services.borough.word_uses import GIVING, TILE, WISH, Use, use_words, uses_of
from assetmap.services.context import Context
from assetmap.services.search.audience import EVERYONE


@dataclass(frozen=True)
class _Entry:
    """One entry of a file: its slug, its label, and which of the entries beside it it is."""

    slug: str
    label: str
    place: tuple[str, int]  # the slug of what it stands within, and the number


@dataclass(frozen=True)
class _Kind:
    """One kind of entries: its file, what one is called, the field of a listing that names it.

    `fixed` are the slugs that the program itself asks for.
    """

    file: str
    noun: str
    field: str = ""
    fixed: frozenset[str] = frozenset()
    mend: str = ""


_CATEGORIES = _Kind(
    "categories", "category", "categories", mend="Give {them} another category first."
)
_AUDIENCES = _Kind(
    *("audiences", "group of people", "audience", frozenset({EVERYONE})),
    "Take it off there first.",
)
_ACCESS = _Kind("access", "access feature", "access", HAD_AT_HOME, "Take it off there first.")
_NEEDS = _Kind("needs", "picture tile")
_WISHES = _Kind("wishes", "choice")
_SIGNPOSTS = _Kind("signposts", "signpost")
_PRACTICES = _Kind("practices", "surgery")


def vanished_words(context: Context, before: Borough, after: Borough) -> Iterator[ChangeProblem]:
    """The slugs that are gone though something names them, or that were put in another's place."""
    for kind in (_CATEGORIES, _AUDIENCES, _ACCESS, _NEEDS, _WISHES, _SIGNPOSTS, _PRACTICES):
        old, new = _entries(kind, before), _entries(kind, after)
        kept = {entry.slug for entry in new}
        gone = [entry for entry in old if entry.slug not in kept]
        uses = uses_of(context, kind.field, [each.slug for each in gone]) if kind.field else {}
        came = [entry for entry in new if entry.slug not in {each.slug for each in old}]
        for entry in gone:
            named = uses.get(entry.slug, [])
            if kind is _CATEGORIES:
                named += _by_other_files(entry.slug, before, after)
            yield from _problem(kind, entry, named, _in_its_place(entry, came, is_used=bool(named)))


def _problem(
    kind: _Kind, entry: _Entry, uses: list[Use], renamed: _Entry | None
) -> Iterator[ChangeProblem]:
    users = list(dict.fromkeys(use.user for use in uses))
    told = _use_sentence(uses)
    if renamed is not None:
        message = (
            f"Put the short name {quoted(entry.slug)} back in place of {quoted(renamed.slug)}. "
            "Short names are for good, because links and files use them: change the label instead."
        )
        message += f" {told}" if uses else ""
    elif entry.slug in kind.fixed:
        message = (
            f"The {kind.noun} {quoted(entry.label)} must stay: the directory itself asks for it. "
            "You can change its label."
        )
    elif uses:
        mend = kind.mend.format(them="it" if len(uses) == 1 else "them")
        message = f"The {kind.noun} {quoted(entry.label)} cannot go: {told} {mend}"
    else:
        return
    yield used_by(kind.file, entry.slug, message, users)


def _use_sentence(uses: Sequence[Use]) -> str:
    """`3 listings use it: “Riverside Hub” and others.`"""
    if not uses:
        return ""
    verb, others = ("uses", "") if len(uses) == 1 else ("use", " and others")
    return f"{use_words(uses)} {verb} it: {quoted(uses[0].user.title)}{others}."


def _in_its_place(entry: _Entry, came: Sequence[_Entry], *, is_used: bool) -> _Entry | None:
    """The new entry that says the same or, of one that is used, stands where it stood."""
    same = (each for each in came if fold(each.label) == fold(entry.label))
    beside = (each for each in came if is_used and each.place == entry.place)
    return next(same, next(beside, None))


def _by_other_files(slug: str, before: Borough, after: Borough) -> Iterator[Use]:
    """What of other files would be gone with a category: it has no other that is still there.

    What only names one category fewer goes on: the shipped files fit whatever there is, and the
    borough's own are refused by their readers.
    """
    for need in before.words.needs:
        if slug in need.categories and need.slug not in after.words.need:
            yield Use(slug, TILE, UsedBy(need.label, f"/find?need={need.slug}"))
    for liking in before.words.likings:
        if slug in liking.categories and liking.slug not in after.words.liking:
            yield Use(slug, WISH, UsedBy(liking.label))
    if slug in before.giving.categories and not after.giving.categories:
        yield Use(slug, GIVING, UsedBy("Who asks for ways to give time"))


def _entries(kind: _Kind, borough: Borough) -> list[_Entry]:
    words = borough.words
    if kind is _CATEGORIES:
        return list(_categories(borough))
    pairs = {
        _AUDIENCES: [(each.slug, each.label) for each in words.audiences],
        _ACCESS: [(each.slug, each.label) for each in words.access],
        _NEEDS: [(each.slug, each.label) for each in words.needs],
        _WISHES: [(each.slug, each.label) for each in words.likings],
        _SIGNPOSTS: [(each.slug, each.text) for each in borough.signposts],
        _PRACTICES: [(each.code, each.name) for each in borough.practices],
    }[kind]
    return [_Entry(slug, label, ("", at)) for at, (slug, label) in enumerate(pairs)]


def _categories(borough: Borough) -> Iterator[_Entry]:
    for at, top in enumerate(borough.words.categories):
        yield _Entry(top.slug, top.label, ("", at))
        for number, category in enumerate(top.within):
            yield _Entry(category.slug, category.label, (top.slug, number))
