"""`/work/words`: the box of particular things, and forms that are sent as they stand."""

import pytest

from assetmap.services.context import Context
from assetmap.storage.tables import CONCEPT_CHANGES
from tests.conftest import ContextMaker
from tests.web.admin.test_thesaurus import HOSTILE, NEW, as_, errors, page_of, post
from tests.web.inspection import Page, words_of


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context()


def form_of(page: Page) -> dict[str, str | list[str]]:
    """What the concept's form holds, as a browser would send it unchanged."""
    form = page.by_class("form")[0]
    typed: dict[str, list[str]] = {}
    for each in form.iter():
        name = each.get("name", "")
        if each.tag == "textarea":
            typed[name] = [each.text or ""]
        elif each.tag == "select":
            chosen = [one for one in each.iter("option") if "selected" in one.attrib]
            typed[name] = [one.get("value", "") for one in chosen] or [""]
        elif each.tag == "input" and (each.get("type") != "checkbox" or "checked" in each.attrib):
            typed.setdefault(name, []).append(each.get("value", ""))
    return {name: values for name, values in typed.items() if name != "csrf_token"}


def test_every_concept_posted_as_it_stands_is_kept_as_it_was(context: Context) -> None:
    client = as_(context)
    every = context.borough.thesaurus.concepts
    assert any(each.narrower for each in every)
    # Those with particular things, danger or people, and some others.
    chosen = [each for each in every if each.narrower or each.urgent or each.audience]
    for concept in (*chosen[:12], *every[:3]):
        path = f"/work/words/{concept.id}"
        typed = form_of(client.page(path))
        assert post(client, path, **typed) == 303, concept.id
        assert context.store.find(CONCEPT_CHANGES) == [], concept.id
        assert typed["narrower"] == ["\n".join(concept.narrower)]


def test_a_concept_of_ones_own_with_particular_things_stays_as_it_was(context: Context) -> None:
    client = as_(context)
    typed = {**NEW, "narrower": "car fob\nMY FOBS went\n\n  bike   lock key \ncar fob"}
    assert post(client, "/work/words/new", **typed) == 303
    (kept,) = context.store.find(CONCEPT_CHANGES)
    assert kept.concept.narrower == ("car fob", "MY FOBS went", "bike lock key")
    assert kept.concept.say == ("misplaced my fobs", "my fobs went", *kept.concept.narrower)
    path = "/work/words/lost-fobs"
    assert post(client, path, **form_of(client.page(path))) == 303
    assert context.store.find(CONCEPT_CHANGES) == [kept]


def test_phrase_typed_only_as_a_particular_thing_is_heard(context: Context) -> None:
    client = as_(context)
    typed = {**NEW, "phrases": "", "narrower": "longcase clock"}
    assert post(client, "/work/words/new", **typed) == 303
    (match,) = context.phrases().find("wind my longcase clock")
    told = (match.concept.id, match.phrase, match.is_narrower)
    assert told == ("lost-fobs", "longcase clock", True)


def test_versions_tell_which_particular_things_differ(context: Context) -> None:
    client = as_(context)
    post(client, "/work/words/new", **NEW, narrower="car fob")
    assert post(client, "/work/words/lost-fobs", number="1", **NEW, narrower=HOSTILE) == 303
    second, _ = client.page("/work/words/lost-fobs").by_class("step")
    lines = [words_of(each) for each in second.iter("p") if each.get("class") == "step__line"]
    assert lines == [
        "Version 2: 3 phrases",
        f"Phrases added: {HOSTILE}",
        "Phrases taken out: car fob",
        f"Particular things added: {HOSTILE}",
        "Particular things taken out: car fob",
    ]
    # Moved from one box to the other, it is the same phrase and no particular thing.
    typed = {**NEW, "phrases": f"{NEW['phrases']}\n{HOSTILE}", "narrower": ""}
    assert post(client, "/work/words/lost-fobs", number="2", **typed) == 303
    third = client.page("/work/words/lost-fobs").by_class("step")[0]
    lines = [words_of(each) for each in third.iter("p") if each.get("class") == "step__line"]
    assert lines == ["Version 3: 3 phrases", f"Particular things taken out: {HOSTILE}"]


@pytest.mark.parametrize(
    ("narrower", "message"),
    [
        ("1", "“1” says too little: enter a word."),
        ("for the", "add a word that tells it apart."),
        ("a " * 120, "is too long: keep to 8 words."),
    ],
)
def test_particular_thing_that_cannot_be_kept_is_told_at_its_own_box(
    context: Context, narrower: str, message: str
) -> None:
    client = as_(context)
    assert post(client, "/work/words/new", **NEW, narrower=narrower) == 422
    assert message in "".join(errors(client))
    addresses = [at for at in page_of(client).links().values() if at.startswith("#")]
    assert "#narrower" in addresses
    assert "#phrases" not in addresses
    assert context.store.find(CONCEPT_CHANGES) == []
    assert (page_of(client).by_id("narrower").text or "").split() == narrower.split()
