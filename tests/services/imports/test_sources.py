"""A file that looks like another source's: the next month's file of the same list."""

from dataclasses import replace

from assetmap.exchange.csv_files import read_csv
from assetmap.exchange.incoming import IncomingFile
from assetmap.services.context import Context
from assetmap.services.imports.sources import other_sources
from tests.conftest import ContextMaker
from tests.services.imports.files import take

ROWS = "kind,name,postcode,Phone\ngroup,Quay Singers,RM17 6SL,01632 960101\n"


def batch_of(context: Context, text: str) -> IncomingFile:
    return read_csv(text.encode(), context.borough.words)


def test_same_headings_in_any_order_and_case_tell(make_context: ContextMaker) -> None:
    context = make_context()
    batch = batch_of(context, ROWS)
    assert other_sources(context, batch, "groups-march") == ()
    take(context, ROWS, source="groups-march")
    shuffled = "phone,NAME,kind,postcode\n01632 960101,Quay Singers,group,RM17 6SL\n"
    assert other_sources(context, batch_of(context, shuffled), "groups-april") == ("groups-march",)
    more = ROWS.replace("Phone", "Phone,cost").replace("960101", "960101,free")
    assert other_sources(context, batch_of(context, more), "groups-april") == ()


def test_source_that_is_known_is_not_asked_about(make_context: ContextMaker) -> None:
    context = make_context()
    for source in ("march", "april"):
        take(context, ROWS, source=source)
    batch = batch_of(context, ROWS)
    assert other_sources(context, batch, "april") == ()
    assert other_sources(context, batch, "may") == ("april", "march")


def test_our_own_export_is_never_asked_about(make_context: ContextMaker) -> None:
    context = make_context()
    take(context, ROWS, source="march")
    own = replace(batch_of(context, ROWS), own_export=True)
    assert other_sources(context, own, "april") == ()
