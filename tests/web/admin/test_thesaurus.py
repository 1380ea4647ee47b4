"""`/work/words`: editors see, try, change, remove and put back what people say; others do not."""

import pytest
from werkzeug.datastructures import MultiDict

from assetmap.domain.people.people import Role
from assetmap.services.context import Context
from assetmap.storage.tables import CONCEPT_CHANGES
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.people import a_person, csrf_token, sign_in
from tests.web.conftest import Client, client_of
from tests.web.inspection import Page, words_of

HOSTILE = "<script>alert(1)</script> \"' {{ 7*7 }} mum"
NEW = {
    "name": "Lost fobs",
    "phrases": "misplaced my fobs\nmy fobs went",
    "category-1": "home/odd-jobs",
    "words": "locksmith, keys",
}


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(
        a_listing("keys", name="Odd Job Sam", summary="Locks.", categories=("home/odd-jobs",)),
        a_listing("knit", name="Knit Club", categories=("create/crafts",)),
    )


def as_(context: Context, role: Role = Role.EDITOR) -> Client:
    return sign_in(
        client_of(context), context, a_person(context, role, id=f"the-{role}", name="Edna")
    )


def post(client: Client, path: str, **typed: str | list[str]) -> int:
    data = MultiDict([("csrf_token", csrf_token(client))])
    for name, value in typed.items():
        values = value if isinstance(value, list) else [value]
        data.setlist(name.replace("_", "-") if name.startswith("category") else name, values)
    return client.post(path, data=data).status_code


def page_of(client: Client) -> Page:
    assert client.last is not None
    return client.last


def errors(client: Client) -> list[str]:
    return [words_of(each) for each in page_of(client).by_class("error-message")]


def test_new_words_are_heard_at_once_and_stand_in_the_list(context: Context) -> None:
    client = as_(context)
    assert context.phrases().find("I misplaced my fobs") == ()
    assert post(client, "/work/words/new", **NEW) == 303
    assert [match.concept.id for match in context.phrases().find("I misplaced my fobs")] == [
        "lost-fobs"
    ]
    (kept,) = context.store.find(CONCEPT_CHANGES)
    assert (kept.id, kept.by) == ("lost-fobs:1", "the-editor")
    page = client.page("/work/words?q=my+fobs+went")
    assert page.links()["Lost fobs"] == "/work/words/lost-fobs"
    assert "“my fobs went”" in page.words
    shown = client.page("/work/words/lost-fobs")
    assert shown.h1 == "Lost fobs"
    assert "Odd jobs and repairs 1 listing: Odd Job Sam" in shown.words


def test_phrase_is_added_to_what_it_means(context: Context) -> None:
    client = as_(context)
    path = "/work/words"
    assert post(client, path, phrase="rattles round the mansion", concept="lonely") == 303
    matches = context.phrases().find("she rattles round the mansion")
    assert [each.concept.id for each in matches] == ["lonely"]
    assert "“rattles round the mansion” means lonely from now on." in client.page(path).words
    assert post(client, path, phrase="Rattling round the MANSION", concept="lonely") == 422
    assert errors(client) == ["Error: They mean that already."]
    assert post(client, path, phrase="rattle round the mansion", concept="housebound") == 303
    said = "“rattle round the mansion” means housebound from now on, and lonely as before."
    assert said in client.page(path).words


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"phrase": "", "concept": "lonely"}, "Error: Enter what people say."),
        ({"phrase": "kept phrase", "concept": "nothing"}, "Error: Choose what they mean."),
        ({"phrase": "for the", "concept": "lonely"}, "add a word that tells it apart."),
        ({"phrase": "a " * 120, "concept": "lonely"}, "is too long: keep to 8 words."),
    ],
)
def test_phrase_that_cannot_be_kept_is_told_at_its_box(
    context: Context, typed: dict[str, str], message: str
) -> None:
    client = as_(context)
    assert post(client, "/work/words", **typed) == 422
    assert message in "".join(errors(client))
    assert context.store.find(CONCEPT_CHANGES) == []
    assert page_of(client).by_id("phrase").get("value", "") == " ".join(typed["phrase"].split())


def test_trying_shows_both_answers_and_keeps_nothing(context: Context) -> None:
    client = as_(context)
    post(client, "/work/words/new", **NEW)
    typed = {**NEW, "phrases": "misplaced my fobs\nfrobbed", "question": "frobbed"}
    status = post(client, "/work/words/lost-fobs", number="1", do="try", **typed)
    assert status == 200
    (now, then) = page_of(client).by_class("change__sides")[0]
    assert "It recognises none of the phrases." in words_of(now)
    assert "It recognises “frobbed” (lost fobs)" in words_of(then)
    assert "Odd Job Sam" in words_of(then)
    assert "Odd Job Sam" not in words_of(now)
    assert "The first results stay as they are." not in page_of(client).words
    post(client, "/work/words/lost-fobs", number="1", do="try", **{**typed, "question": "knit"})
    assert "The first results stay as they are." in page_of(client).words
    assert len(context.store.find(CONCEPT_CHANGES)) == 1
    assert context.phrases().find("frobbed") == ()


def test_saving_what_somebody_else_changed_meanwhile_is_told_and_keeps_what_was_typed(
    context: Context,
) -> None:
    client = as_(context)
    post(client, "/work/words/new", **NEW)
    first = {**NEW, "phrases": "mine"}
    assert post(client, "/work/words/lost-fobs", number="1", **first) == 303
    late = {**NEW, "phrases": "theirs came late"}
    assert post(client, "/work/words/lost-fobs", number="1", **late) == 409
    said = "Somebody else changed these words in the meantime. Look at what they are now."
    assert page_of(client).links()[said] == "#versions-heading"
    assert words_of(page_of(client).by_class("step")[0]) == (
        "Version 2: 1 phrase Edna, 16 March 2026, 09:00 "
        "Phrases added: mine Phrases taken out: misplaced my fobs, my fobs went"
    )
    assert "theirs came late" in (page_of(client).by_id("phrases").text or "")
    assert [each.concept.say for each in context.store.find(CONCEPT_CHANGES)] == [
        ("misplaced my fobs", "my fobs went"),
        ("mine",),
    ]


def test_versions_tell_what_differs(context: Context) -> None:
    client = as_(context)
    post(client, "/work/words/new", **NEW)
    changed = {
        **NEW,
        "phrases": "\n".join((HOSTILE, *(f"fob {n}" for n in range(7)))),
        "category-1": "home/safety",
        "audience": ["older"],
        "words": "locksmith",
        "urgent": "yes",
    }
    assert post(client, "/work/words/lost-fobs", number="1", **changed) == 303
    second, first = client.page("/work/words/lost-fobs").by_class("step")
    lines = [words_of(each) for each in second.iter("p") if each.get("class") == "step__line"]
    assert lines == [
        "Version 2: 8 phrases",
        f"Phrases added: {HOSTILE}, fob 0, fob 1, fob 2, fob 3, fob 4 and 2 more",
        "Phrases taken out: misplaced my fobs, my fobs went",
        "Subjects added: Safety at home",
        "Subjects taken out: Odd jobs and repairs",
        "Who it is for added: Older people",
        "Words of listings taken out: keys",
        "Marked as urgent",
    ]
    assert "added" not in words_of(first)


def test_removed_words_are_not_heard_until_they_are_put_back(context: Context) -> None:
    client = as_(context)
    assert context.phrases().find("housebound")
    assert post(client, "/work/words/housebound/remove", number="0") == 303
    assert context.phrases().find("housebound") == ()
    shown = client.page("/work/words/housebound")
    assert "These words were removed" in shown.words
    assert post(client, "/work/words/housebound/restore/0", number="1") == 303
    assert context.phrases().find("housebound")
    assert post(client, "/work/words/housebound/remove", number="0") == 303
    assert context.phrases().find("housebound"), "a late press of the button does nothing"


def test_ten_thousand_phrases_are_refused_plainly(context: Context) -> None:
    client = as_(context)
    many = {**NEW, "phrases": "\n".join(f"k{n}" for n in range(6_000))}
    assert post(client, "/work/words/new", **many) == 422
    (said,) = errors(client)
    assert said.startswith("Error: These are 6,000 phrases. A concept holds 400 at most")
    more = {**NEW, "phrases": "\n".join(f"phrase {n}" for n in range(10_000))}
    assert post(client, "/work/words/new", **more) == 413
    assert context.store.find(CONCEPT_CHANGES) == []


def test_hostile_phrase_is_only_text(context: Context) -> None:
    client = as_(context)
    typed = {**NEW, "phrases": HOSTILE, "words": HOSTILE[:38], "question": HOSTILE}
    assert post(client, "/work/words/new", **typed) == 303
    for address in ("/work/words?q=alert", "/work/words/lost-fobs", f"/work/words?q={HOSTILE}"):
        html = client.get(address).text
        assert "<script>alert" not in html
        assert "{{ 7*7 }}" in html
    assert post(client, "/work/words/lost-fobs", number="1", do="try", **typed) == 200


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"phrases": " \n "}, "Enter at least one thing that people say."),
        ({"category-1": "no/such"}, "There is no subject called “no/such”."),
        ({"category-1": "", "words": ""}, "Choose a subject, or enter words that listings use."),
        ({"words": "x" * 41}, "is too long for a word of listings."),
        ({"name": "???"}, "Enter a short name"),
        ({"name": "lonely"}, "There is a concept of this name."),
        ({"name": "New"}, "Choose another name: this one has a page of its own."),
        ({"phrases": "…"}, "“…” says too little: enter a word."),
        ({"phrases": "1"}, "“1” says too little: enter a word."),
        ({"audience": ["nobody"]}, "There is nobody called “nobody” in the list."),
    ],
)
def test_words_with_a_mistake_are_told_at_the_field(
    context: Context, change: dict[str, str | list[str]], message: str
) -> None:
    client = as_(context)
    assert post(client, "/work/words/new", **{**NEW, **change}) == 422
    assert message in "".join(errors(client))
    assert context.store.find(CONCEPT_CHANGES) == []


def test_words_that_are_not_there_answer_404(context: Context) -> None:
    client = as_(context)
    assert client.get("/work/words/nothing").status_code == 404
    assert post(client, "/work/words/nothing", number="0", **NEW) == 404
    assert post(client, "/work/words/lonely/restore/9", number="0") == 404


@pytest.mark.parametrize(
    "role", [Role.VOLUNTEER, Role.COORDINATOR, Role.MANAGER, Role.BROKER, Role.HUB_TEAM]
)
def test_words_are_for_editors(context: Context, role: Role) -> None:
    client = as_(context, role)
    for path in ("/work/words", "/work/words/new", "/work/words/lonely"):
        assert client.get(path).status_code == 403
        assert post(client, path, phrase="x", concept="lonely", number="0", **NEW) == 403
    assert post(client, "/work/words/lonely/remove", number="0") == 403
    assert context.store.find(CONCEPT_CHANGES) == []


def test_post_without_the_token_is_refused(context: Context) -> None:
    client = as_(context)
    assert client.post("/work/words/new", data=NEW).status_code == 400
    assert context.store.find(CONCEPT_CHANGES) == []
