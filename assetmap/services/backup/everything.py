"""Everything in open formats, for whoever leaves this program or wants to look at it elsewhere."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

import msgspec

from assetmap import __version__
from assetmap.borough.files import borough_paths
from assetmap.domain.listings.hidden_place import HiddenPlace
from assetmap.domain.listings.listing import Contact
from assetmap.domain.people.people import Action, require
from assetmap.exchange.audit_csv import audit_json
from assetmap.exchange.csv_files import write_csv, write_table
from assetmap.exchange.geojson_files import write_geojson
from assetmap.exchange.zip_files import Entry
from assetmap.images.formats import SIZES
from assetmap.paths import BOROUGH
from assetmap.services.backup.area_sets import area_sets
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.listings.images import folder
from assetmap.services.privacy.audit import AuditFilter, export
from assetmap.services.search.exporting import listings_of
from assetmap.storage.listing_document import to_document, to_place_document
from assetmap.storage.tables import (
    ACCOUNTS,
    AREA_SETS,
    AREAS,
    CHANGES_SEEN,
    EMAILS,
    IDENTITIES,
    KEY_CHECKS,
    PUBLIC_MARKS,
    REMEMBERED_BROWSERS,
    SIGN_INS,
    TABLES,
    WEBHOOK_MESSAGES,
    WEBHOOKS,
    Table,
)

# What lets somebody in, letters, whose links do, and webhooks' secrets; digests; and areas, which
# are there as files already.
_NEVER = frozenset(
    table.name
    for table in (
        AREA_SETS,
        AREAS,
        ACCOUNTS,
        IDENTITIES,
        SIGN_INS,
        REMEMBERED_BROWSERS,
        KEY_CHECKS,
        EMAILS,
        WEBHOOKS,
        WEBHOOK_MESSAGES,
        PUBLIC_MARKS,
        CHANGES_SEEN,
    )
)
_ABOUT = """\
{title}: everything that is public, in open formats
Written on {day} by assetmap {version}.

listings.csv         every public listing, a row each (UTF-8, commas; the columns are explained in
                     docs/files.md of the program)
listings.geojson     the same for maps (GeoJSON, WGS 84)
everyday-words.json  what people say, and the categories that it points to, as it is now
borough/             the borough's own names, places, categories and words (TOML, map: GeoJSON)
areas/               wards, patches and other areas, each set as a file (GeoJSON or CSV)
pictures/            the pictures of public listings (WebP, in two sizes)
pictures.csv         which listing each picture belongs to, and what can be seen on it
"""
_ABOUT_PRIVATE = """
PRIVATE, for whoever may see personal data and nobody else:
private/listings.jsonl  every listing in any status, with private contacts and places not shown
private/*.jsonl         people, checks, reports, requests, earlier texts, notes (JSON, one a line)
private/ledger_*.jsonl  the time bank's accounts, by number, and every entry in its order
private/audit.json      who did what, with all that its digests are made of
pictures/               also those of listings that are not public
Passwords, codes, sessions, letters and the key are not in it: for those make a backup.
"""


def everything(context: Context) -> Iterator[Entry]:
    """Each file of an export of all that is public: its name, and its text or where it lies."""
    listings = listings_of(context)
    yield "README.txt", _about(context, _ABOUT)
    yield "listings.csv", "".join(write_csv(listings))
    yield "listings.geojson", "".join(write_geojson(listings, title=context.borough.title))
    yield "everyday-words.json", _everyday_words(context)
    for path in borough_paths(BOROUGH, context.config.borough):
        yield f"borough/{path.name}", path
    yield from area_sets(context)
    shown = [(each.id, picture) for each in listings for picture in each.shown.pictures]
    rows = ((id_, picture.name, picture.alt) for id_, picture in shown)
    yield "pictures.csv", "".join(write_table(("listing", "picture", "alt"), rows))
    yield from _pictures(context, (picture.name for _, picture in shown))


def everything_with_private(context: Context, actor: Actor) -> Iterator[Entry]:
    """The same with all that is kept about people, and the history. Raises NotAllowed."""
    require(actor.person, Action.ERASE)
    public = dict(everything(context))
    yield "README.txt", _about(context, _ABOUT + _ABOUT_PRIVATE)
    yield from ((name, content) for name, content in public.items() if name != "README.txt")
    known = folder(context).names()
    yield from (each for each in _pictures(context, known) if each[0] not in public)
    yield "private/listings.jsonl", "".join(_listings(context))
    for table in TABLES:
        if table.name not in _NEVER:
            yield f"private/{table.name}.jsonl", _lines(context, table)
    ledger = context.store.ledger
    yield "private/ledger_accounts.jsonl", _documents(ledger.accounts())
    yield "private/ledger_transfers.jsonl", _documents(ledger.transfers())
    lines = export(context, actor, AuditFilter(), personal=True)
    yield "private/audit.json", "".join(audit_json((line.entry, line.values) for line in lines))


def _about(context: Context, text: str) -> str:
    day = context.clock.today().isoformat()
    return text.format(title=context.borough.title, day=day, version=__version__)


def _everyday_words(context: Context) -> str:
    concepts = context.current_thesaurus.thesaurus().concepts
    return msgspec.json.format(msgspec.json.encode(concepts)).decode() + "\n"


def _pictures(context: Context, names: Iterable[str]) -> Iterator[Entry]:
    kept = folder(context)
    for name in sorted(set(names)):
        for path in (kept.file(name, size) for size in SIZES):
            if path:
                yield f"pictures/{path.name}", path


def _listings(context: Context) -> Iterator[str]:
    contacts, places = context.store.private_contacts(), context.store.hidden_places()
    for record in context.store.all():
        document: dict[str, Any] = json.loads(to_document(record.listing))
        document["private"] = asdict(contacts.get(record.listing.id, Contact()))
        place = places.get(record.listing.id, HiddenPlace())
        document["hidden_place"] = json.loads(to_place_document(place))
        yield json.dumps(document, ensure_ascii=False) + "\n"


def _lines(context: Context, table: Table[Any]) -> str:
    return "".join(f"{table.to_text(each)}\n" for each in context.store.find(table))


def _documents(each_of: Iterable[Any]) -> str:
    return "".join(f"{msgspec.json.encode(each).decode()}\n" for each in each_of)
