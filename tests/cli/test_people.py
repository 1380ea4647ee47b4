import re
from dataclasses import replace
from pathlib import Path

from assetmap.bootstrap import open_context
from assetmap.config import Config
from assetmap.domain.people.identity import IdentityClaims
from assetmap.services.account.identities import member_of
from assetmap.services.account.people import invited
from assetmap.storage.sqlite.sqlite_store import SqliteStore
from assetmap.storage.tables import ACCOUNTS, EMAILS
from tests.cli.conftest import Runner, Said, refusal
from tests.factories import a_listing

INVITE = ("people", "invite", "jo@example.org", "--name", "Jo Bloggs", "--role", "admin")


def test_people_invite_prints_a_link_that_the_server_knows(call: Runner, home: Path) -> None:
    said = call(*INVITE, ASSETMAP_PUBLIC_URL="https://directory.example.org")
    assert (said.status, said.err) == (0, "")
    first, link = said.out.splitlines()
    assert first == "Jo Bloggs is invited. The link works until 23 March 2026:"
    assert link.startswith("https://directory.example.org/account/invitation/")
    context = open_context(Config(home, secret_key=""))
    member = invited(context, link.rpartition("/")[2])
    (letter,) = context.store.find(EMAILS)
    context.close()
    assert member is not None
    assert member.person.email == "jo@example.org"
    assert letter.to == "jo@example.org"
    assert link in re.sub(r"\s", "", letter.text)


def test_people_list_says_who_may_do_what(call: Runner) -> None:
    nobody = call("people", "list")
    assert nobody.out.startswith("Nobody yet. Begin with: assetmap people invite")
    call(*INVITE)
    call(
        *("people", "invite", "al@example.org", "--name", "Al", "--role", "volunteer"),
        *("--role", "coordinator", "--patch", "tilbury"),
    )
    call("people", "disable", "AL@example.org")
    assert call("people", "list") == Said(
        0,
        "al@example.org  Al  volunteer, coordinator  Tilbury  disabled\n"
        "jo@example.org  Jo Bloggs  admin  invited\n",
        "",
    )


def test_people_role_gives_and_takes(call: Runner) -> None:
    call(*INVITE)
    said = call("people", "role", "jo@example.org", "--add", "editor", "--remove", "admin")
    assert said == Said(0, "jo@example.org: editor\n", "")
    assert call("people", "enable", "jo@example.org") == Said(0, "jo@example.org can sign in\n", "")


def keep_hub(home: Path) -> None:
    store = SqliteStore(home / "assetmap.db")
    with store.transaction() as uow:
        uow.save_listing(a_listing("hub", name="Riverside Hub", steward=""))
    store.close()


def test_people_hub_gives_and_takes(call: Runner, home: Path) -> None:
    keep_hub(home)
    invited = ("people", "invite", "hugh@example.org", "--name", "Hugh", "--role", "hub-team")
    call(*invited, "--hub", "hub")
    line = "hugh@example.org  Hugh  hub-team  hub  invited\n"
    assert call("people", "list") == Said(0, line, "")
    at = ("people", "hub", "hugh@example.org")
    assert call(*at, "--remove", "hub") == Said(0, "hugh@example.org: no hub\n", "")
    assert call(*at, "--add", "hub") == Said(0, "hugh@example.org: hub\n", "")
    assert call(*at, "--add", "nowhere") == refusal("there is no listing 'nowhere'")
    assert call(*at) == refusal("say which listing with --add or --remove")


def test_people_patch_gives_and_takes(call: Runner) -> None:
    call(*INVITE)
    at = ("people", "patch", "jo@example.org")
    said = call(*at, "--add", "tilbury", "--add", "Grays")
    assert said == Said(0, "jo@example.org: Tilbury, Grays\n", "")
    said = call(*at, "--remove", "grays", "--remove", "Tilbury")
    assert said == Said(0, "jo@example.org: all of the borough\n", "")
    assert call(*at) == refusal("say which place with --add or --remove")


def test_people_disable_hands_over(call: Runner, home: Path) -> None:
    keep_hub(home)
    call(*INVITE)
    call(*("people", "invite", "al@example.org", "--name", "Al", "--role", "volunteer"))
    call("people", "patch", "al@example.org", "--add", "Tilbury")
    said = call("people", "disable", "al@example.org")
    assert said == Said(
        0,
        "al@example.org can no longer sign in\nthe calls of Tilbury: with nobody for now\n",
        "",
    )
    said = call("people", "disable", "al@example.org", "--hand-over-to", "jo@example.org")
    assert said.out.splitlines()[1] == "the calls of Tilbury: handed over to jo@example.org"
    said = call("people", "disable", "al@example.org", "--hand-over-to", "al@example.org")
    assert said == refusal("choose somebody else to hand it over to")


def test_people_unlink_takes_the_council_account_away(call: Runner, home: Path) -> None:
    call(*INVITE)
    at = ("people", "unlink", "jo@example.org")
    assert call(*at) == refusal("Jo Bloggs has no council account here")
    context = open_context(Config(home, secret_key=""))
    member_of(context, IdentityClaims("https://login.example.org", "s", "jo@example.org", True))
    context.close()
    assert call("people", "list").out == "jo@example.org  Jo Bloggs  admin\n"
    said = "jo@example.org has no council account here until they next sign in with one\n"
    assert call(*at) == Said(0, said, "")
    assert call("people", "list").out == "jo@example.org  Jo Bloggs  admin  invited\n"


def test_people_reset_factor_takes_it_away_and_tells_them(call: Runner, home: Path) -> None:
    call(*INVITE)
    assert call("people", "reset-factor", "jo@example.org") == refusal(
        "Jo Bloggs has no second step of signing in to reset"
    )
    context = open_context(Config(home, secret_key=""))
    (before,) = context.store.find(ACCOUNTS)
    with context.unit_of_work() as uow:
        lost = replace(before, second_factor="authenticator", second_factor_secret="SECRET")
        uow.save(ACCOUNTS, replace(lost, recovery_codes=("HASH",)))
    context.close()
    assert call("people", "reset-factor", "JO@example.org") == Said(
        0, "jo@example.org sets up another second factor at the next sign-in\n", ""
    )
    context = open_context(Config(home, secret_key=""))
    (after,) = context.store.find(ACCOUNTS)
    assert after == replace(before, mark=after.mark)
    assert after.mark != before.mark
    *_, letter = context.store.find(EMAILS)
    (*_, event) = (each.entry.happening for each in context.store.audited())
    context.close()
    assert (letter.to, "Thurrock CVS has reset" in letter.text) == ("jo@example.org", True)
    assert (event.by, event.what, event.origin) == (
        *("command-line", "reset second factor", "command line"),
    )


def test_people_refuses_in_one_line(call: Runner) -> None:
    call(*INVITE)
    assert call("people", "role", "x@example.org", "--add", "editor") == refusal(
        "nobody here has the address x@example.org"
    )
    assert call("people", "role", "jo@example.org") == refusal(
        "say which role with --add or --remove"
    )
    assert call("people", "role", "jo@example.org", "--remove", "admin") == refusal(
        "jo@example.org would have no role left: disable them instead"
    )
    assert call("people", "invite", "jo", "--name", "Jo", "--role", "admin") == refusal(
        "'jo' is not an email address"
    )
    assert call("people", "invite", "b@example.org", "--name", " ", "--role", "admin") == refusal(
        "give their name"
    )
    assert call(*INVITE, "--patch", "Atlantis") == refusal(
        "'Atlantis' is not a place of the borough: see data/borough/places.toml"
    )
    wrong = call("people", "invite", "b@example.org", "--name", "B", "--role", "resident")
    assert (wrong.status, wrong.out) == (2, "")
