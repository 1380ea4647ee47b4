import json
import re
import time

import brotli

from assetmap.domain.checks.report import Trouble
from assetmap.paths import STATIC
from assetmap.storage.tables import REPORTS
from assetmap.web.framework.public_form_token import issue
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.web.conftest import Client, client_of


def test_pack_is_answered_304_to_who_has_it(client: Client) -> None:
    first = client.get("/pack.json")
    assert first.headers["Cache-Control"] == "no-cache"
    again = client.get("/pack.json", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_pack_changes_with_a_listing(make_context: ContextMaker) -> None:
    context = make_context(a_listing("one"))
    client = client_of(context)
    before = client.get("/pack.json").headers["ETag"]
    with context.store.transaction() as uow:
        uow.save_listing(a_listing("two"))
    changed = client.get("/pack.json", headers={"If-None-Match": before})
    assert changed.status_code == 200
    assert json.loads(changed.text)["listings"]["i"] == ["one", "two"]


def test_pack_of_the_sample_is_small_over_the_wire(client: Client) -> None:
    sizes = []
    for address in ("/pack.json", "/offline/rules.json"):
        packed = client.get(address, headers={"Accept-Encoding": "br"})
        assert packed.headers["Content-Encoding"] == "br"
        sizes.append(len(packed.data))
    assert sizes[0] < 160_000  # after each change
    # Once for each release; 88 kB are what it was before the words of danger, with their weights.
    assert sizes[1] < 130_000


def test_rules_are_kept_with_the_pages_and_not_in_the_pack(client: Client) -> None:
    worker = client.get("/sw.js").text
    assert "/offline/rules.json" in worker.splitlines()[0]
    rules = client.get("/offline/rules.json").json
    assert set(rules) == {"format", "short", "tongues", "signposts", "danger", "refusals"}
    assert set(rules) & set(client.get("/pack.json").json) == {"format"}


def test_every_file_that_the_worker_keeps_is_there(client: Client) -> None:
    worker = client.get("/sw.js")
    assert (worker.mimetype, worker.headers["Cache-Control"]) == ("text/javascript", "no-cache")
    kept = re.findall(r'"([^"]+)"', worker.text.splitlines()[0])
    assert "/offline/page" in kept
    assert {address: client.get(address).status_code for address in kept} == dict.fromkeys(
        kept, 200
    )


def test_every_module_that_a_kept_one_needs_is_kept(client: Client) -> None:
    kept = client.get("/sw.js").text.splitlines()[0]
    needed = set()
    waiting = [STATIC / "js" / "offline" / "show.js"]
    while waiting:
        module = waiting.pop()
        for path in re.findall(r'"(\.{1,2}/[^"]+\.js)"', module.read_text("utf-8")):
            found = (module.parent / path).resolve()
            if found.relative_to(STATIC).as_posix() not in needed:
                needed.add(found.relative_to(STATIC).as_posix())
                waiting.append(found)
    assert {
        "js/handouts/conversation.js",
        "js/handouts/sheet-list.js",
        "js/offline/draw.js",
    } < needed
    assert {path for path in needed if f'"/static/{path}"' not in kept} == set()


def test_worker_never_keeps_a_page_that_anybody_looked_at(client: Client) -> None:
    kept = client.get("/sw.js").text.splitlines()[0]
    assert [
        each for each in ("/work", "/account", "/organiser", "/sheet/") if f'"{each}' in kept
    ] == []


def test_manifest_names_the_directory(client: Client) -> None:
    answer = client.get("/manifest.webmanifest")
    assert answer.mimetype == "application/manifest+json"
    assert answer.get_json(force=True)["name"] == "Thurrock Community Directory"


def test_offline_pages_are_read_without_a_pack(client: Client) -> None:
    assert client.page("/offline").h1 == "Use the directory without the internet"
    assert client.page("/offline/page").h1 == "You are offline"


def test_report_kept_on_a_phone_is_one_report_however_often_it_is_sent(
    make_context: ContextMaker,
) -> None:
    context = make_context(a_listing("arts"))
    client = client_of(context)
    for age in (60, 50):
        token = issue(context.config.secret_key, "report", time.time() - age)
        data = {"form_token": token, "once": "mark-of-the-phone", "trouble": "number-dead"}
        assert client.post("/listing/arts/wrong", data=data).status_code == 303
    (kept,) = context.store.find(REPORTS)
    assert (kept.listing_id, kept.trouble) == ("arts", Trouble.NUMBER_DEAD)


def test_pack_is_sent_though_there_is_no_room_to_keep_it(make_context: ContextMaker) -> None:
    context = make_context(a_listing("knit"))
    context.config.offline.write_text("")  # a file where the folder would be
    client = client_of(context)
    packed = client.get("/pack.json", headers={"Accept-Encoding": "br"})
    assert (packed.status_code, packed.headers["Content-Encoding"]) == (200, "br")
    assert b"knit" in brotli.decompress(packed.data)


def test_packs_of_many_edits_stay_out_of_memory(make_context: ContextMaker) -> None:
    context = make_context(a_listing("knit"))
    client = client_of(context)
    for number in range(6):
        with context.unit_of_work() as uow:
            uow.save_listing(a_listing("knit", name=f"Knit {number}"))
        assert client.get("/pack.json", headers={"Accept-Encoding": "br"}).status_code == 200
    assert len(list(context.config.offline.glob("*.json"))) == 2
