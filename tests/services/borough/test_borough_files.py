"""Changes of the borough's files: tried, kept with who and what, audited, followed, put back."""

from datetime import date

import pytest

from assetmap.borough.files import BadBorough, own_text
from assetmap.domain.people.people import NotAllowed, Role
from assetmap.services.borough.borough_files import (
    differences,
    digest_of,
    put_back,
    save_text,
    shipped_text,
    text_of,
    tried,
    versions,
)
from assetmap.services.borough.borough_watch import BoroughWatch
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.privacy.audit import AuditFilter, export
from assetmap.storage.store import NotFound, Stale
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.people import a_person

DAY = '[[day]]\non = 2027-05-14\nname = "The Royal Wedding"\n'


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(a_listing())


@pytest.fixture
def admin(context: Context) -> Actor:
    return Actor(a_person(context, Role.ADMIN, id="ada"))


def save(context: Context, by: Actor, file: str, text: str | None, what: str = "x") -> None:
    save_text(context, by, file, text, made_from=digest_of(text_of(context, file)), what=what)


def test_change_counts_at_once_and_is_put_back(context: Context, admin: Actor) -> None:
    save(context, admin, "closures", DAY, "added a day")
    assert own_text(context.config.borough, "closures") == DAY
    assert context.borough.bank_holidays.added == {date(2027, 5, 14): "The Royal Wedding"}
    (change,) = versions(context, "closures")
    assert (change.number, change.before, change.after, change.by) == (1, None, DAY, "ada")
    digest = digest_of(text_of(context, "closures"))
    put_back(context, admin, "closures", 1, made_from=digest)
    assert own_text(context.config.borough, "closures") is None
    assert context.borough.bank_holidays.added == {}
    assert [each.what for each in versions(context, "closures")] == [
        "put back what it said before: added a day",
        "added a day",
    ]
    with pytest.raises(NotFound):
        put_back(context, admin, "closures", 9, made_from=digest)


def test_audit_says_who_changed_what_from_and_to(context: Context, admin: Actor) -> None:
    save(context, admin, "closures", DAY, "added a day")
    entry = list(export(context, admin, AuditFilter(), personal=True))[-1]
    happening = entry.entry.happening
    assert (happening.by, happening.what, happening.subject) == (
        *("ada", "borough: added a day", "borough:closures"),
    )
    assert {each.field: (each.before, each.after) for each in entry.values} == {
        "day.The Royal Wedding.on": ("", "2027-05-14"),
        "day.The Royal Wedding.name": ("", "The Royal Wedding"),
    }


def test_what_cannot_be_used_changes_nothing(context: Context, admin: Actor) -> None:
    before = context.borough
    with pytest.raises(BadBorough) as wrong:
        save(context, admin, "terms", '[[term]]\nyear = "x"\nfrom = 2026-09-02\nto = 2026-01-01\n')
    assert "before it begins" in wrong.value.reason
    assert str(context.config.home) not in wrong.value.reason
    with pytest.raises(Stale):
        save_text(context, admin, "closures", DAY, made_from="another", what="x")
    editor = Actor(a_person(context, Role.EDITOR, id="edna"))
    with pytest.raises(NotAllowed):
        save(context, editor, "closures", DAY)
    assert context.borough is before
    assert not context.config.borough.exists()
    assert versions(context, "closures") == versions(context, "terms") == ()


def test_file_and_history_are_kept_together_or_not_at_all(
    context: Context, admin: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: object) -> None:
        raise MemoryError

    save(context, admin, "closures", DAY)
    monkeypatch.setattr(context, "take_borough", fails)
    with pytest.raises(MemoryError):
        save(context, admin, "closures", DAY.replace("Royal", "Other"))
    assert own_text(context.config.borough, "closures") == DAY
    assert len(versions(context, "closures")) == 1


def test_names_of_categories_are_found_by_their_new_words(context: Context, admin: Actor) -> None:
    label = context.borough.words.categories[0].label
    text = shipped_text("categories").replace(f'label = "{label}"', 'label = "Zyzzyva"')
    save(context, admin, "categories", text)
    assert context.borough.words.categories[0].label == "Zyzzyva"
    assert context.category_names is not None
    assert context.indexer.compare().agrees
    assert not context.indexer.wants_rebuild
    assert context.directory_cache.current().snapshot.words is context.borough.words


def test_another_process_follows(context: Context, admin: Actor) -> None:
    follower = BoroughWatch(context)
    assert not follower.look()
    save(context, admin, "closures", DAY)
    assert not follower.look()  # it has it already: it was the one that saved
    (context.config.borough / "closures.toml").write_text("day = 3", encoding="utf-8")
    before = context.borough
    assert not follower.look()  # half written by hand: the borough stays as it was
    assert context.borough is before
    (context.config.borough / "closures.toml").unlink()
    assert follower.look()
    assert context.borough.bank_holidays.added == {}


def test_differences_are_by_what_an_entry_is_called() -> None:
    one = '[[need]]\nslug = "a"\nlabel = "A"\n[[need]]\nslug = "b"\nlabel = "B"\n'
    two = '[[need]]\nslug = "b"\nlabel = "C"\n[[need]]\nslug = "a"\nlabel = "A"\n'
    assert differences(one, two) == {"need.b.label": ("B", "C")}


def test_trying_leaves_everything_as_it_is(context: Context) -> None:
    assert tried(context, "closures", DAY).bank_holidays.added
    assert context.borough.bank_holidays.added == {}
    assert not context.config.borough.exists()
