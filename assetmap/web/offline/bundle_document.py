"""The pack as JSON, in short keys: it is carried on a phone, often over a slow line.

What only a release or the borough's files change is not in it: see `reading_rules`.

| key | holds |
|---|---|
| `format` | the form of this document; another number is another form |
| `as_at` | when it was put together, ISO 8601 |
| `left` | how many listings are not in it, of a directory that is too large for a phone |
| `body` | who runs the directory |
| `categories` | label by slug, both levels |
| `kinds`, `audiences` | label by slug |
| `facets` | the filters, see `pack_rules`: choices, who has what, what is not said |
| `wishes` | how days, hours, costs and ages are read and part a list, see `wish_rules` |
| `slots` | weekdays and times of day of each listing, as bits: day * 3 + time |
| `gives` | the kinds that are a way to give, and what their cards say |
| `doubt` | how it is told that a listing was not confirmed |
| `terms` | first and last day of each stretch of school terms |
| `holidays` | names of the bank holidays by date |
| `weights`, `talk`, `walk` | figures of the search, of a conversation, of ways on foot |
| `access` | label, and the line that a listing's page shows, by slug |
| `needs` | categories by need |
| `likings` | label and categories of each "I'd like to..." |
| `musts` | what it must be: value, label, what a listing leaves open, 1 when it says for whom |
| `places` | name or part of a postcode, latitude, longitude |
| `landmarks` | the same of stations, hospitals and the like |
| `whole` | names of the whole borough |
| `towns` | latitude and longitude of each place of the borough |
| `meanings` | by concept: phrases, categories, audiences, words, danger, phrases of one thing |
| `roles`, `audience` | who is shown roles, and whom listings are for, see `who_rules` |
| `needing` | how what listings need is found, likewise |
| `wording` | what the page says of a way to give |
| `stop`, `fields` | words that are not looked for; weight and length share of each field |
| `facts` | what a page says, in order: label, key of a listing, and of slugs the key of words |
| `texts` | what feeds `fields`: the field, key of a listing, and of slugs the key of words |
| `troubles` | value and words of what may be wrong with a listing |
| `listings` | see below: by key the values of all of them, 0 for what one does not have |

A listing (its fields as `pack_fields` has them: one with no short key stands under its name): `i`
id, `n` name, `s` summary, `d` description, `k` kind, `c` categories, `a` other names, `w`
audiences, `who` lines of who may come, `p` words of its place for searching, `at` the place on a
card, `ad` with street and postcode (1 where it is the words of `p`), `wb` under a name that says
the venue, `hr` 1 when an hour is given for an hour, `wl` the lines of where unless they are the
words of `p`, `g` getting there, `pt` [lat, lon] as far as it may be shown, `so` 1 when that is only
about where, `ar` points of the ground it serves, `all` 1 when that is the whole borough, `out` 1
when outside it, `cm` 1 when it comes to people, `re` 1 when it is had by phone or online, `r` times
that a program reads, `t` times in words, `x` dates it is closed, `en` its last day, `ec` 1 where it
closes then, `co` cost, `j` how to join, `f` the first visit, `x11y` access, `l` languages, `ta`
time asked, `sk` skills, `ph` `em` `we` `cn` phone, email, website and name, `pp` the phone's parts,
`ck` who checked it ({} for the date), `cd` the date of that, `ov` the day from which it counts as
not confirmed, `un` how many days after that lists leave it out, `nd` what would help it, `nu` the
last day on which that is told, `no` and `nw` notices, `pl` of what is planned the day and what is
said after it, `off` 1 while closed for now or only planned, `tt` what is said in the holidays of
one that goes by school terms, `se` what was seen, `sa` 1 for invented ones, `m` the bits of `musts`
that it has, the first the lowest, `mu` those that it does not speak of. Pictures are not in it.
Parts of a phone are pairs of a text and the `tel:` address that rings it, empty of words; left out
where the phone is one number that its own figures ring. Of a large directory the descriptions are
cut short, and `cut` is 1.
"""

from datetime import date, datetime
from typing import Any

from assetmap.domain.borough.borough import Borough
from assetmap.domain.borough.thesaurus import Concept
from assetmap.domain.checks.report import Trouble
from assetmap.domain.listings.listing import Kind, Listing
from assetmap.domain.listings.needs import needed_until
from assetmap.domain.phone import phone_parts
from assetmap.domain.search.results import Hit
from assetmap.domain.times.borough_calendar import BoroughCalendar
from assetmap.search_index.row import Row
from assetmap.search_index.schema import FIELDS, STOP_WORDS
from assetmap.services.offline.offline_bundle import OfflineBundle
from assetmap.web.formatting import long_date
from assetmap.web.offline.bundle_columns import columns_of
from assetmap.web.offline.bundle_fields import carried, facts_by_key, texts_by_key
from assetmap.web.offline.bundle_places import sides_of, where_of
from assetmap.web.offline.bundle_rules import (
    conversation_rules,
    doubt_words,
    facet_rules,
    kind_rules,
    walking,
    weights,
)
from assetmap.web.offline.bundle_times import bank_holidays, times_of
from assetmap.web.offline.who_rules import who_rules
from assetmap.web.offline.wish_rules import wish_rules
from assetmap.web.presenters.cards import is_for_an_hour
from assetmap.web.presenters.facts import days_that_differ
from assetmap.web.presenters.listing_page import listing_page

FORMAT = 9
DESCRIPTIONS = 138_000  # characters for all of them: what makes a pack heavy


def bundle_document(pack: OfflineBundle, borough: Borough, now: datetime) -> dict[str, Any]:
    """The whole document; `now` is when the listings were looked at."""
    words = borough.words
    longest, calendar = DESCRIPTIONS // max(1, len(pack.rows)), pack.calendar
    return {
        "format": FORMAT,
        "as_at": now.isoformat(timespec="minutes"),
        "left": pack.left_out,
        "body": borough.body,
        "categories": {slug: category.label for slug, category in words.category.items()},
        "kinds": {str(kind): kind.label for kind in Kind},
        "audiences": {term.slug: term.label for term in words.audiences},
        "access": {term.slug: [term.label, _line(term.label, term.hint)] for term in words.access},
        **_rules(pack, borough),
        "holidays": bank_holidays(calendar, now.date()),
        **who_rules(borough, [each.id for each in pack.concepts]),
        "needs": {need.slug: list(need.categories) for need in words.needs},
        "likings": {each.slug: [each.label, list(each.categories)] for each in words.likings},
        "musts": [
            [must.slug, must.label, must.unsaid, int(must.facet == "audience")]
            for must in pack.musts
        ],
        **_where_words(pack, borough),
        "meanings": [_meaning(each, borough) for each in pack.concepts],
        "facts": facts_by_key(),
        "texts": texts_by_key(),
        "troubles": [[str(trouble), trouble.label] for trouble in Trouble],
        "listings": columns_of(
            {**_listing(row, hit, borough, now, longest, calendar), "m": has, "mu": unsaid}
            for row, hit, has, unsaid in zip(
                pack.rows, pack.hits, pack.has, pack.unsaid, strict=True
            )
        ),
    }


def _meaning(concept: Concept, borough: Borough) -> list[Any]:
    """One concept of the thesaurus."""
    return [
        "|".join(each for each in concept.say if each not in concept.narrower),
        *(list(concept.categories), list(concept.audience)),
        *(list(concept.words), borough.danger.kind_of(concept.id) if concept.urgent else ""),
        "|".join(concept.narrower),
    ]


def _where_words(pack: OfflineBundle, borough: Borough) -> dict[str, Any]:
    """What people call places."""
    return {
        "places": [[name, *sides_of(point)] for name, point in pack.places],
        "landmarks": [[name, *sides_of(point)] for name, point in pack.landmarks],
        "whole": list(borough.whole_area_names),
        "towns": [sides_of(point) for point in pack.towns],
    }


def _rules(pack: OfflineBundle, borough: Borough) -> dict[str, Any]:
    """What the phone reckons with, and what it says, as the server does."""
    terms = borough.school_terms
    return {
        "facets": facet_rules(borough.words, (row.listing.shown for row in pack.rows)),
        "slots": [row.slots for row in pack.rows],
        "wishes": wish_rules(row.listing.shown for row in pack.rows),
        "gives": kind_rules(),
        "doubt": doubt_words(),
        "terms": [[first.isoformat(), last.isoformat()] for first, last in terms.stretches],
        "weights": weights(),
        "stop": sorted(STOP_WORDS),
        "fields": [[field.name, field.weight, field.b] for field in FIELDS],
        "talk": conversation_rules(borough.words),
        "walk": walking(),
    }


def _listing(
    row: Row, hit: Hit, borough: Borough, now: datetime, longest: int, calendar: BoroughCalendar
) -> dict[str, Any]:
    shown = row.listing.shown
    page = listing_page(hit, borough, now)
    return {
        **carried(shown, page.facts),
        **_needs(shown, page.needs),
        **_about(shown),
        **_described(shown.description, longest),
        **where_of(row, borough, page),
        **times_of(shown, calendar, now.date()),
        "dd": [[until.isoformat(), words] for until, words in days_that_differ(shown, now.date())],
        **_contact(shown),
        **_trust(row, now.date(), page.checked),
        "se": page.seen,
        "no": page.card.notice,
    }


def _needs(shown: Listing, needs: tuple[str, ...]) -> dict[str, Any]:
    """What it needs, and the last day on which that is told."""
    until = needed_until(shown)
    return {"nd": needs, "nu": until.isoformat() if needs and until else ""}


def _about(shown: Listing) -> dict[str, Any]:
    return {
        "i": shown.id,
        "nw": shown.notice.strip(),
        "sa": int(shown.is_sample),
        "hr": int(is_for_an_hour(shown)),
    }


def _described(text: str, longest: int) -> dict[str, Any]:
    """The description up to `longest` characters, cut between words."""
    if len(text) <= longest:
        return {"d": text}
    return {"d": text[:longest].rpartition(" ")[0] + " …", "cut": 1}


def _contact(shown: Listing) -> dict[str, Any]:
    contact = shown.public
    return {
        "ph": contact.phone,
        "pp": _parts(contact.phone),
        "em": contact.email,
        "we": contact.website,
        "cn": contact.name,
    }


def _parts(phone: str) -> list[list[str]]:
    """A phone's parts, unless it is all one number that its own figures ring."""
    parts = [[part.text, part.tel] for part in phone_parts(phone)]
    figures = "".join(each for each in phone if each in "+0123456789")
    return [] if parts == [[phone, f"tel:{figures}"]] else parts


def _trust(row: Row, today: date, checked: str) -> dict[str, Any]:
    """Days that have come already are told as today: the day itself may be that of a report."""
    on = row.listing.shown.checked.on
    late = max(row.standing.overdue_on, today) if row.standing.overdue_on else None
    hidden = max(row.standing.unconfirmed_on, today) if row.standing.unconfirmed_on else None
    return {
        "ck": checked.replace(long_date(on), "{}") if on else checked,
        "cd": on.isoformat() if on else "",
        "ov": late.isoformat() if late else "",
        "un": None if late is None or hidden is None else (hidden - late).days,
    }


def _line(label: str, hint: str) -> str:
    """An access feature as a listing's page says it."""
    return f"{label}: {hint[:1].lower()}{hint[1:]}" if hint else label
