"""No page or file of Wexcombe has a word of the borough that ships."""

import io
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf
import pytest
from flask.testing import FlaskClient
from werkzeug.routing import AnyConverter, Rule

from assetmap.bootstrap import open_context
from assetmap.domain.listings.listing import Status
from assetmap.domain.people.people import Role
from assetmap.places.postcode_tiles import tile_of
from assetmap.services.context import Context
from assetmap.storage.tables import IMPORT_BATCHES
from assetmap.web.framework.sessions import is_staff_path
from tests.conftest import config_at
from tests.people import a_person, sign_in
from tests.second_borough.other_borough import words_of_the_other
from tests.web.conftest import Client, client_of
from tests.web.test_routes import ADDRESSES, UNANSWERED

# What stands in the addresses of the sample, and what Wexcombe has instead.
INSTEAD = {
    "riverside-memory-lunch-club": "monday-broth-club",
    "riverside-hub": "tide-hall-hub",
    "RM18+7TB": "DG1+2JU",
    "RM18": "DG1",
    "SAMPLE-TILBURY": "WEX-1",
    "need=lonely": "need=company",
}
DRAFT = "draft-club"


def own(address: str, context: Context) -> str:
    for theirs, ours in INSTEAD.items():
        address = address.replace(theirs, ours)
    found = context.gazetteer.find(context.borough.example.postcode)
    assert found
    assert found.point
    return address.replace("4103/2725", "{}/{}".format(*tile_of(found.point)))


def text_of(content: bytes) -> str:
    if content.startswith(b"%PDF"):
        reader = pypdf.PdfReader(io.BytesIO(content))
        return "\n".join([str(reader.metadata), *(page.extract_text() for page in reader.pages)])
    return content.decode("utf-8", "replace")


def public_addresses(context: Context) -> Iterator[str]:
    for each in (*ADDRESSES.values(), *UNANSWERED.values()):
        yield own(each, context)
    yield from (
        "/static/js/offline/pack.js",
        "/nowhere",
        "/find.json?age=old",
        "/find?near=ZZ1+1ZZ",
    )
    rows = context.directory_cache.current().snapshot.rows
    of_each_kind = {row.listing.shown.kind: row.listing.id for row in rows}
    yield from (f"/listing/{each}" for each in of_each_kind.values())
    words = context.borough.words
    yield from (f"/find?need={each.slug}" for each in words.needs)
    yield from (f"/find?category={slug}" for slug in ("shore", "meet/lunch-clubs"))
    yield from (f"/conversation?like={each.slug}&show=cards" for each in words.likings)
    yield from (f"/find?near={each.name}&sort=near" for each in context.borough.places[:2])
    yield from (f"/practice/{each.code}" for each in context.borough.practices)
    said = (
        "council tax",
        "dentist",
        "I want to die",
        "he hits me",
        "new to wexcombe",
        "marrm lunch",
    )
    yield from (f"/find?q={each.replace(' ', '+')}" for each in said)
    yield from (f"/sheet/new?id=skiff-crew&near={near}" for near in ("", "nowhere"))
    yield from ("/who-covers", "/conversation", "/find-map.html", "/listing/skiff-crew.ics")
    yield from (f"/open-referral/services?search={each}" for each in ("skiff", ""))
    yield "/open-referral/services?postcode=nowhere"


def test_no_public_address_names_the_other_borough(client: Client, sample_context: Context) -> None:
    found = {}
    for address in public_addresses(sample_context):
        response = client.get(address)
        assert response.status_code < 500, address
        if words := words_of_the_other(text_of(response.data) + str(response.headers)):
            found[address] = words
    assert found == {}


@pytest.fixture
def changing(wexcombe_home: Path, postcode_cache: Path, tmp_path: Path) -> Iterator[Context]:
    """Wexcombe with a draft, to be signed in to."""
    shutil.copytree(wexcombe_home, tmp_path / "own", symlinks=True)
    context = open_context(config_at(tmp_path / "own", postcode_cache))
    usual = context.store.get_listing("skiff-crew").listing
    draft = replace(usual, id=DRAFT, source_id=DRAFT, status=Status.DRAFT, name="Draft Club")
    with context.unit_of_work() as uow:
        uow.save_listing(draft)
    yield context
    context.close()


def staff_addresses(context: Context, client: FlaskClient) -> Iterator[str]:
    set_id = context.areas.sets()[0].id
    values = {
        "set_id": set_id,
        "batch_id": next((each.id for each in context.store.find(IMPORT_BATCHES)), "none"),
        "concept_id": "new-here",
        "person_id": "p-editor",
        "other_id": "tide-hall-hub",
        "date_name": "2026-03-21",
        "number": 1,
        "size": 320,
    }
    for rule in client.application.url_map.iter_rules():
        if not is_staff_path(rule.rule) or "GET" not in (rule.methods or ()):
            continue
        is_draft = "/drafts/" in rule.rule or "/review/" in rule.rule
        given = {**dict.fromkeys(rule.arguments, "none"), **values}
        given["listing_id"] = DRAFT if is_draft else "skiff-crew"
        yield from (_built(rule, {**given, "part": part}) for part in _parts(rule))
    yield from (f"/work/listings/skiff-crew/change?part={part}" for part in ("where", "about"))


def _parts(rule: Rule) -> list[str]:
    """Each group of questions of a rule, where it has some."""
    converter = getattr(rule, "_converters", {}).get("part")
    return sorted(converter.items) if isinstance(converter, AnyConverter) else [""]


def _built(rule: Rule, values: Mapping[str, Any]) -> str:
    built = rule.build({name: values[name] for name in rule.arguments})
    assert built, rule
    return built[1]


# Between them they see every page; what each may see of it is tested elsewhere.
@pytest.mark.parametrize("role", [Role.ADMIN, Role.COORDINATOR, Role.VOLUNTEER])
def test_no_page_of_staff_names_the_other_borough(changing: Context, role: Role) -> None:
    someone = a_person(changing, role)
    client = sign_in(client_of(changing), changing, someone)
    found, opened = {}, 0
    for address in dict.fromkeys(staff_addresses(changing, client)):
        if "sign-out" in address:
            continue
        response = client.get(address)
        assert response.status_code < 500, address
        opened += response.status_code == 200
        if words := words_of_the_other(text_of(response.data)):
            found[address] = words
    assert found == {}
    assert opened > 5
