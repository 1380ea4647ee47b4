"""`people export` and `people erase`."""

import json
from pathlib import Path

from assetmap.domain.listings.listing import Contact
from assetmap.domain.time_bank.members import Member
from assetmap.storage.sqlite.sqlite_store import SqliteStore
from assetmap.storage.tables import TIME_BANK_MEMBERS
from tests.cli.conftest import Runner, Said, refusal
from tests.factories import a_listing

EMAIL = "zelda@quackenbush.example"
HELD = (
    f"Listing Knit Club (knit-club), private email address: {EMAIL}\n"
    "Texts that name them, which are not changed. Look at each:\n"
    f"  other, More about it: Write to {EMAIL}.\n"
)


def keep(home: Path) -> None:
    store = SqliteStore(home / "assetmap.db")
    with store.transaction() as uow:
        uow.save_listing(a_listing(private=Contact(email=EMAIL)))
        uow.save_listing(a_listing("other", description=f"Write\nto {EMAIL}."))
    store.close()


def private_email(home: Path) -> str:
    store = SqliteStore(home / "assetmap.db")
    email = store.private_contact("knit-club").email
    store.close()
    return email


def test_people_export_writes_everything_held(call: Runner, home: Path, tmp_path: Path) -> None:
    keep(home)
    file = tmp_path / "held.json"
    said = Said(0, f"Everything held was written to {file}\n", "")
    assert call("people", "export", EMAIL, file) == said
    held = json.loads(file.read_text(encoding="utf-8"))
    assert held["listings"] == [
        {
            "listing": "knit-club",
            "name": "Knit Club",
            "field": "Private email address",
            "value": EMAIL,
            "is_public": False,
            "is_current": True,
            "revisions": [],
        }
    ]
    assert json.loads(call("people", "export", EMAIL).out) == held


def test_people_export_tells_no_secret_of_an_account(call: Runner, home: Path) -> None:
    invited = call("people", "invite", EMAIL, "--name", "Zelda", "--role", "volunteer").out
    held = call("people", "export", EMAIL).out
    link = invited.splitlines()[1]
    assert link.rpartition("/")[2] not in held
    (staff,) = json.loads(held)["staff"]
    assert (staff["name"], staff["roles"]) == ("Zelda", ["volunteer"])
    assert staff["account"] == {
        "has_password": False,
        "has_second_factor": False,
        "recovery_codes_left": 0,
        "first_sign_in": "",
    }


def test_people_erase_only_says_what_there_is_until_told_to(call: Runner, home: Path) -> None:
    keep(home)
    told = "Nothing was erased. To erase it, run this again with --yes\n"
    assert call("people", "erase", EMAIL) == Said(0, HELD + told, "")
    assert private_email(home) == EMAIL


def test_people_erase_erases_and_the_audit_stays_whole(call: Runner, home: Path) -> None:
    keep(home)
    assert call("people", "erase", EMAIL, "--yes") == Said(0, f"{HELD}Erased: 1 listing\n", "")
    assert private_email(home) == ""
    assert call("audit", "check").status == 0
    left = HELD.split("\n", 1)[1]
    assert call("people", "erase", EMAIL, "--yes") == Said(0, f"{left}Erased: nothing\n", "")


def test_people_erase_of_staff_leaves_nobody_in_the_list(call: Runner, home: Path) -> None:
    call("people", "invite", EMAIL, "--name", "Zelda", "--role", "volunteer")
    assert "Erased: 1 staff account" in call("people", "erase", EMAIL, "--yes").out
    assert "Nobody yet." in call("people", "list").out
    assert EMAIL.encode() not in (home / "assetmap.db").read_bytes()


def test_people_export_and_erase_refuse_what_is_no_address(call: Runner, tmp_path: Path) -> None:
    for command in ("export", "erase"):
        said = refusal("Give a whole email address or phone number.")
        assert call("people", command, "Zelda") == said
    file = tmp_path / "held.txt"
    assert call("people", "export", EMAIL, file) == refusal(f"{file}: the name must end in .json")
    assert not file.exists()


def test_people_erase_of_somebody_of_whom_nothing_is_held(call: Runner) -> None:
    nothing = Said(0, "Nothing is held about them\nErased: nothing\n", "")
    assert call("people", "erase", "nobody@example.org", "--yes") == nothing


def test_people_erase_of_a_couple_with_one_address_says_what_to_do(
    call: Runner, home: Path
) -> None:
    store = SqliteStore(home / "assetmap.db")
    with store.transaction() as uow:
        for number, name in (("101", "Ada Lovelock"), ("102", "Bertram Lovelock")):
            uow.save(TIME_BANK_MEMBERS, Member(number, name, EMAIL))
    store.close()
    said = call("people", "erase", EMAIL, "--yes")
    assert said.status == 2
    assert "It is of Ada Lovelock (101) and Bertram Lovelock (102) in the time bank." in said.err
    shown = call("people", "erase", EMAIL)
    assert "Member 101 of the time bank, Ada Lovelock" in shown.out
