"""The table of who may do what, written out once more in full, and the rules around it."""

from datetime import UTC, datetime, timedelta

import pytest

from assetmap.domain.people.people import (
    COMMAND_LINE,
    PROGRAM,
    RESIDENT,
    SECOND_FACTOR,
    STAFF,
    Action,
    NotAllowed,
    Person,
    Role,
    SignIn,
    may,
    organiser_of,
    require,
)

START = datetime(2026, 3, 16, 9, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("seen", "ended", "now", "is_over"),
    [
        (START, None, START, False),
        (START, None, START + HOUR, True),  # idle
        (START + HOUR, None, START + HOUR + HOUR / 2, False),
        (START + 2 * DAY, None, START + 2 * DAY, True),  # too old
        (START, START, START, True),  # ended
        (START, None, START - DAY, False),  # the clock jumped back
    ],
)
def test_sign_in_is_over_by_age_idling_or_end(
    seen: datetime, ended: datetime | None, now: datetime, is_over: bool
) -> None:
    sign_in = SignIn("s", "p", START, seen, "", ended)
    assert sign_in.is_over(now, longest=2 * DAY, idle=HOUR) is is_over


# Columns: resident, organiser, hub team, volunteer, coordinator, editor, broker, admin, manager,
# program. "own" means their own listings, "all" every one, "-" none. A resident's wish for an
# edit or a removal comes as a report; a broker has the time bank and no listing.
COLUMNS = (
    *(Role.RESIDENT, Role.ORGANISER, Role.HUB_TEAM, Role.VOLUNTEER, Role.COORDINATOR),
    *(Role.EDITOR, Role.BROKER, Role.ADMIN, Role.MANAGER, Role.PROGRAM),
)
TABLE = {
    #                        res  org  hub  vol  coo  edi  bro  adm  man  pro
    Action.SUGGEST:         "all  all  all  all  all  all  all  all  all  all",
    Action.CONFIRM:         " -   own  own  all  all  all   -   all   -    - ",
    Action.PROPOSE:         " -   own  own  all  all  all   -   all   -   all",
    Action.CHANGE_LIVE:     " -   own  own  all   -   all   -   all   -    - ",
    Action.CREATE:          " -    -   own  all  all  all   -   all   -   all",
    Action.PUBLISH:         " -    -    -    -    -   all   -   all   -   all",
    Action.ARCHIVE:         " -    -    -    -    -   all   -   all   -   all",
    Action.PROPOSE_ARCHIVE: " -   own  own  all  all  all   -   all   -   all",
    Action.SEE_PRIVATE:     " -   own  own  all   -   all   -   all   -    - ",
    Action.SEE_HOME_PLACE:  " -    -    -   all   -   all   -   all   -    - ",
    Action.SEE_WITHHELD_PLACE: " -    -    -    -    -   all   -   all   -    - ",
    Action.SEE_NOTES:       " -    -    -   all  all  all   -   all  all   - ",
    Action.WRITE_NOTES:     " -    -    -   all  all  all   -   all   -    - ",
    Action.RECORD_EVIDENCE: " -    -    -    -    -   all   -   all   -    - ",
    Action.SEE_WORK:        " -    -   own  all  all  all  all  all  all   - ",
    Action.SEE_AUDIT:       " -    -    -   all  all  all   -   all  all   - ",
    Action.IMPORT:          " -    -    -    -    -   all   -   all   -   all",
    Action.REVIEW:          " -    -    -    -    -   all   -   all   -    - ",
    Action.EDIT_WORDS:      " -    -    -    -    -   all   -   all   -    - ",
    Action.ADD_GAP:         " -    -   all  all  all  all  all  all   -    - ",
    Action.READ_GAPS:       " -    -    -    -   all  all   -   all  all   - ",
    Action.EXPORT_AUDIT:    " -    -    -    -    -    -    -   all  all   - ",
    Action.MANAGE_PEOPLE:   " -    -    -    -    -    -    -   all   -    - ",
    Action.MANAGE_FEEDS:    " -    -    -    -    -    -    -   all   -    - ",
    Action.SEE_LEADS:       " -    -    -   all  all  all   -   all   -    - ",
    Action.MANAGE_WEBHOOKS: " -    -    -    -    -    -    -   all   -    - ",
    Action.REMOVE_SAMPLE:   " -    -    -    -    -    -    -   all   -   all",
    Action.SET_UP:          " -    -    -    -    -    -    -   all   -    - ",
    Action.RUN_TIME_BANK:   " -    -    -    -    -    -   all  all   -    - ",
    Action.SEE_TIME_BANK_FIGURES: "- -   -    -    -    -   all  all  all   - ",
    Action.ASK_BROKER:      " -    -   all   -   all  all  all  all   -    - ",
    Action.SEE_REPORTS:     " -    -    -    -   all  all   -   all  all  all",
    Action.KEEP_REPORTS:    " -    -    -    -    -   all   -   all   -    - ",
    Action.ADD_FEEDBACK:    " -    -   all  all  all  all  all  all   -    - ",
    Action.ERASE:           " -    -    -    -    -    -    -   all   -    - ",
}  # fmt: skip
CELLS = [
    (role, action, reach)
    for action, row in TABLE.items()
    for role, reach in zip(COLUMNS, row.split(), strict=True)
]


def reach_of(person: Person, action: Action) -> str:
    """What `may` answers about a listing of theirs, one of others, and any at all."""
    answers = (may(person, action, "mine"), may(person, action, "theirs"), may(person, action))
    return {
        (True, True, True): "all",
        (True, False, True): "own",
        (False, False, False): "-",
    }[answers]


def test_table_names_every_role_and_action() -> None:
    assert set(COLUMNS) == set(Role)
    assert list(TABLE) == list(Action)


@pytest.mark.parametrize(("role", "action", "reach"), CELLS)
def test_role_reaches_as_far_as_the_table_says(role: Role, action: Action, reach: str) -> None:
    person = Person("p", roles=(role,), own=("mine",))
    assert reach_of(person, action) == reach
    if reach == "-":
        for listing_id in ("mine", "theirs", None):
            with pytest.raises(NotAllowed):
                require(person, action, listing_id)
    else:
        require(person, action, "mine")


@pytest.mark.parametrize("action", Action)
def test_person_without_a_role_may_nothing(action: Action) -> None:
    assert reach_of(Person("p", own=("mine",)), action) == "-"


@pytest.mark.parametrize("action", Action)
def test_person_who_left_may_nothing(action: Action) -> None:
    everything = Person("p", roles=tuple(Role), own=("mine",), active=False)
    assert reach_of(everything, action) == "-"


@pytest.mark.parametrize("action", Action)
def test_person_of_several_roles_may_what_any_of_them_may(action: Action) -> None:
    hub = Person("p", roles=(Role.HUB_TEAM,), own=("mine",))
    manager = Person("p", roles=(Role.MANAGER,))
    both = Person("p", roles=(Role.HUB_TEAM, Role.MANAGER), own=("mine",))
    order = ("-", "own", "all")
    alone = (reach_of(hub, action), reach_of(manager, action))
    assert reach_of(both, action) == max(alone, key=order.index)


def test_person_who_owns_nothing_may_do_nothing_to_their_own() -> None:
    hub = Person("p", roles=(Role.HUB_TEAM,))
    assert [may(hub, Action.CONFIRM, listing_id) for listing_id in (None, "", "any")] == [False] * 3


def test_organiser_owns_the_listings_of_the_link_only() -> None:
    organiser = organiser_of(("a", "b"))
    assert [may(organiser, Action.CONFIRM, listing_id) for listing_id in ("a", "b", "c")] == [
        True,
        True,
        False,
    ]
    assert not organiser.is_staff


def test_not_allowed_says_who_and_what_without_a_name() -> None:
    with pytest.raises(NotAllowed) as refusal:
        require(Person("v1", "Vera", "vera@example.org", (Role.VOLUNTEER,)), Action.PUBLISH, "x")
    assert str(refusal.value) == "v1 may not publish x"
    assert (refusal.value.action, refusal.value.listing_id) == (Action.PUBLISH, "x")


@pytest.mark.parametrize("role", Role)
def test_staff_are_those_who_sign_in(role: Role) -> None:
    outside = {Role.RESIDENT, Role.ORGANISER, Role.PROGRAM}
    assert Person("p", roles=(role,)).is_staff is (role not in outside)
    assert set(STAFF) == set(Role) - outside


@pytest.mark.parametrize("role", Role)
def test_second_factor_is_needed_by_those_who_decide(role: Role) -> None:
    needed = role in (Role.EDITOR, Role.BROKER, Role.ADMIN)
    assert Person("p", roles=(Role.MANAGER, role)).needs_second_factor is needed
    assert (role in SECOND_FACTOR) is needed


def test_people_who_are_not_kept_have_no_address() -> None:
    assert {person.email for person in (RESIDENT, PROGRAM, COMMAND_LINE, organiser_of(()))} == {""}
    assert [person.is_staff for person in (RESIDENT, PROGRAM, COMMAND_LINE)] == [False, False, True]


def test_role_labels_are_plain_words() -> None:
    assert [role.label for role in STAFF] == [
        "Hub team",
        "Volunteer",
        "Local Area Coordinator or link worker",
        "Editor",
        "Broker",
        "Admin",
        "Manager",
    ]
