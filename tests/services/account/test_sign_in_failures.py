from assetmap.domain.people.people import NOT_SIGNED_IN, Role
from assetmap.services.account.sign_in_failures import FAILED, LOCKED_OUT, note_refused_sign_in
from assetmap.services.listing_repository import Actor
from assetmap.services.privacy.audit import AuditFilter, entries, prove
from tests.conftest import ContextMaker
from tests.people import a_person


def test_one_address_leaves_one_mark_and_nothing_that_tells_it(make_context: ContextMaker) -> None:
    context = make_context()
    boss = a_person(context, Role.ADMIN)
    manager = a_person(context, Role.MANAGER)
    for email in ("Who@Example.org", " who@example.org", boss.email):
        note_refused_sign_in(context, FAILED, email)
    note_refused_sign_in(context, LOCKED_OUT, person_id=boss.id, path="/account/code")
    lines = entries(context, Actor(manager), AuditFilter(by=NOT_SIGNED_IN.id))[::-1]
    told = [(line.entry.happening.what, line.entry.happening.subject) for line in lines]
    assert told == [
        (FAILED, "sign-in:unknown"),
        (FAILED, "sign-in:unknown"),
        (FAILED, f"person:{boss.id}"),
        (LOCKED_OUT, f"person:{boss.id}"),
    ]
    marks = [value.after for line in lines for value in line.values]
    assert marks[0] == marks[1] != marks[2]
    assert "who@" not in repr(lines).casefold()
    assert prove(context).broken is None
