"""What the data directory `data/home-0.1` holds: everything invented, and some of it hostile.

Release 0.1 kept just this through its store, on 16 March 2026: `assetmap.sql` is the `iterdump()`
of what came of it, and beside it lie the other files of a data directory that a start reads. The
directory is never made anew: a name that was stored once stays readable, whatever it is called
here.
"""

from datetime import UTC, date, datetime
from typing import Any

from assetmap.domain.borough.thesaurus import Concept, ConceptChange
from assetmap.domain.checks.check import Check, Method, Outcome
from assetmap.domain.checks.report import Report, ReportState, Trouble
from assetmap.domain.handouts.collection import Collection
from assetmap.domain.handouts.sheet import Format, Sheet, UnmetNeed
from assetmap.domain.listings.cost import Cost
from assetmap.domain.listings.evidence import Evidence, Proof
from assetmap.domain.listings.listing import (
    Checked,
    Contact,
    Kind,
    Listing,
    Picture,
    Precision,
    Status,
    Where,
)
from assetmap.domain.listings.proposal import FieldChange, Proposal, ProposalState, Revision
from assetmap.domain.listings.suggestion import NotSame, StaffNote, Suggestion
from assetmap.domain.mail_queue import EmailState, OrganiserLink, QueuedEmail
from assetmap.domain.people.people import Account, Person, Role, SignIn
from assetmap.domain.place import Point
from assetmap.domain.privacy.do_not_list import DoNotList
from assetmap.domain.times.schedule_text import parse_schedule

AT = datetime(2026, 3, 10, 9, 30, 15, 123456, tzinfo=UTC)
MADE = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
CHANGED = datetime(2026, 3, 3, 16, 20, tzinfo=UTC)
HOSTILE = "Café “Ô” <script>alert(1)</script> '; DROP TABLE listings;-- \u2028 100% 😀"

SECRET_KEY = "0123456789abcdef" * 4
PASSWORD = "heron teapot gravel lantern"
PASSWORD_HASH = (
    "$argon2id$v=19$m=8,t=1,p=1$yEV5Y9ryR95sbaTiHHb0Lw$WwpZwAYsKpDYxU8yqqid/TnzS3LccJ1lbC+Hk11mQmc"
)
# An authenticator's secret and a code for when the phone is lost, locked with that key.
CODES = (
    '{"enckey":{"c":14,"k":"FN66VMBASOBKEAEDEESP66IMO2UCWU2S","s":"YNMGWTPJLUVQKQEIGHDA",'
    '"t":"1","v":1},"type":"totp","v":1}'
)
RECOVERY_CODE = (
    "gAAAAABrC2tQGfLUY75CPOB163rohYyu-CvqR6-6PfXkQ9Mfb4eOLE53be_0oAgmiQf-"
    "H6fChC2Wnvlqi_0uXKwThRTFNPaBoA=="
)
LINK = "ImxpbmstMSI.9MIOIs6r7Fci_2UalSoAfdk9AP0"  # what a letter led to, signed with that key
MARK_OF_A_PHONE = (
    "b84a81519e10364164174f86a4606635b7d845dc40202aae1ad57cb31e84fc98"  # made with that key
)
PICTURE = "03fc2bb693579fe1910d"

PRIVATE = {
    "knit": Contact("01632 960777", "MARK@example.org", "https://mark.example.org", "MARK-Jean"),
    "lifts": Contact(phone="01632 960778"),
}
KNIT = Listing(
    id="knit",
    kind=Kind.GROUP,
    name="Knit <b>Club</b> & Friends",
    summary="Knitting, talk and tea.",
    description=HOSTILE,
    also_known_as=("Purlers", "Wool O'Clock"),
    categories=("create/crafts", "meet/social-clubs"),
    audience=("older",),
    min_age=50,
    max_age=110,
    where=Where(
        Precision.VENUE,
        "Dock Road Hall",
        "1 Dock Road",
        "Tilbury",
        "RM18 7TB",
        Point(51.463432, 0.359608),
        "",
        "E06000034",
    ),
    schedule=parse_schedule(
        ["Tue 10:00-12:00", "Last Fri 19:00-21:00", "2026-04-04 10:00-11:30", "Ask for outings"],
        "In term time only",
        [date(2026, 3, 24)],
    ),
    cost=Cost("£2"),
    join="ring-first",
    join_note="Ask for the “wool corner”.",
    access=("step-free",),
    languages=("English", "Polski"),
    first_visit="Somebody meets you\nat the door.",
    getting_there="Bus 99 to Dock Road",
    time_asked="2 hours",
    skills="Patience",
    image_alts=("People knitting",),
    pictures=(Picture(PICTURE, "A plain green square"),),
    evidence=(
        Evidence(Proof.DBS, date(2026, 1, 2), date(2027, 1, 2), "enhanced", "p-edna"),
        Evidence(Proof.INSURANCE, date(2025, 12, 1)),
    ),
    notice="No meeting on 24 March: <i>painters</i>.",
    public=Contact("01632 960001", "knit@example.org", "https://knit.example.org", "Pat"),
    steward="Thurrock CVS",
    consent="The leader said yes on the phone.",
    source="cvs",
    source_id="17",
    status=Status.PUBLISHED,
    checked=Checked(
        date(2026, 3, 3),
        "Thurrock CVS",
        "spoke to the organiser",
        (date(2026, 3, 9),),
        (date(2026, 3, 10), date(2026, 3, 11)),
    ),
    created_at=MADE,
    changed_at=CHANGED,
)


def _small(id_: str, kind: Kind, name: str, status: Status, **more: Any) -> Listing:
    return Listing(
        id=id_,
        kind=kind,
        name=name,
        status=status,
        source="cvs",
        source_id=id_,
        created_at=MADE,
        changed_at=CHANGED,
        **more,
    )


NEAR = Where(
    Precision.APPROXIMATE, place="Grays", point=Point(51.4756, 0.3238), authority="E06000034"
)
LISTINGS = {
    listing.id: listing
    for listing in (
        KNIT,
        _small("fixit", Kind.MICRO_ENTERPRISE, "Fix-it Fay", Status.PUBLISHED, where=NEAR),
        _small("hub", Kind.HUB, "Riverside Hub", Status.PLANNED, where=KNIT.where),
        _small(
            "choir",
            Kind.GROUP,
            "Estuary Choir",
            Status.PAUSED,
            where=Where(Precision.AREA, area_served="Purfleet"),
            paused_until=date(2026, 5, 1),
        ),
        _small(
            "lifts",
            Kind.TIME_BANK_OFFER,
            "Lifts to the surgery",
            Status.PUBLISHED,
            where=Where(Precision.AREA, area_served="Tilbury"),
            checked=Checked(date(2025, 9, 1), "Thurrock CVS", "visited"),
            public=Contact(phone="01632 960002"),
        ),
        _small(
            "refuge",
            Kind.SERVICE,
            "Safe House",
            Status.PUBLISHED,
            where=Where(Precision.WITHHELD, address="9 MARK Street", area_served="Thurrock"),
        ),
        _small("hall", Kind.SPACE, "Old Hall", Status.DRAFT),
        _small("helper", Kind.VOLUNTEERING_ROLE, "Tea helper", Status.IN_REVIEW),
        _small("tea", Kind.GROUP, HOSTILE[:40], Status.SUGGESTED),
        _small("gone", Kind.SERVICE, "Gone", Status.ARCHIVED, archived_because="owner asked"),
        _small(
            "knit-old",
            Kind.GROUP,
            "Knitting Club",
            Status.ARCHIVED,
            archived_because="merged",
            merged_into="knit",
        ),
        _small("spam", Kind.GROUP, "Buy gold", Status.CLOSED),
    )
}

# By the table's name as it is stored; in the order in which they came.
NOUNS: dict[str, list[Any]] = {
    "people": [
        Person("p-vera", "Vera", "vera@example.org", (Role.VOLUNTEER,), ("Tilbury",), (), True),
        Person("p-edna", "Edna “Ed” O'Neill", "Edna@Example.org", (Role.EDITOR, Role.ADMIN)),
        Person("p-hugh", HOSTILE, "hugh@example.org", (Role.HUB_TEAM,), ("Grays",), ("hub",),
               True, date(2026, 1, 1)),
        Person("p-left", "Lena", "lena@example.org", (Role.COORDINATOR, Role.BROKER, Role.MANAGER),
               active=False),
    ],
    "accounts": [
        Account("p-vera", "mark-vera", PASSWORD_HASH),
        Account("p-edna", "mark-edna", PASSWORD_HASH, "authenticator", CODES, 3, (RECOVERY_CODE,)),
    ],
    "sign_ins": [SignIn("s-1", "p-vera", AT, AT, "Firefox on Linux", AT)],
    "checks": [
        Check("c-1", "knit", AT, "p-vera", Method.PHONED, Outcome.CHANGED, "Thurrock CVS",
              "the treasurer", ("times", "cost"), HOSTILE),
        *(
            Check(f"c-{method}", "hub", AT, "p-vera", method, outcome)
            for method, outcome in zip(
                (*Method,), (*Outcome, Outcome.ALL_CORRECT, Outcome.NO_ANSWER), strict=True
            )
        ),
    ],
    "reports": [
        Report("R-7K2M9Q", "knit", Trouble.TIMES_WRONG, AT, HOSTILE, "resident", "07700 900123"),
        *(
            Report(f"R-{trouble}", "hub", trouble, AT, "words", "p-vera", "a@example.org",
                   state, "p-edna", AT)
            for trouble in Trouble if trouble is not Trouble.DANGER  # came later
            for state in (ReportState.RIGHT,)
        ),
        Report("R-UNFOUND", "hub", Trouble.OTHER, AT, state=ReportState.UNFOUNDED),
    ],
    "proposals": [
        Proposal("x-cost", "knit", "p-vera", AT, 2, (FieldChange("cost", "£2", "£3 <b>"),)),
        Proposal(
            "x-full", "knit", "p-vera", AT, 1,
            (FieldChange("access", ("step-free", "a; b"), ()), FieldChange("name", "", HOSTILE)),
            (FieldChange("private_phone", "01632 960777", "01632 960779"),),
            HOSTILE, "merged", "hub", ProposalState.SENT_BACK, "p-edna", AT, "Not yet.",
        ),
        Proposal("x-yes", "knit", "p-vera", AT, 1, state=ProposalState.APPROVED),
        Proposal("x-no", "knit", "p-vera", AT, 1, state=ProposalState.WITHDRAWN),
        Proposal("x-end", "lifts", "organiser", AT, 1, archive_because="closed"),
    ],
    "suggestions": [Suggestion("S-4H2J9K", "tea", AT, HOSTILE, "Jo, 07700 900124")],
    "revisions": [
        Revision(LISTINGS["helper"], 1, MADE, "p-vera", "started a draft"),
        Revision(LISTINGS["helper"], 2, CHANGED, "p-vera", "sent for review"),
        Revision(KNIT, 1, MADE, "program", "taken in"),
        Revision(KNIT, 2, CHANGED, "p-edna", "approved a change"),
        Revision(LISTINGS["lifts"], 1, MADE, "program", "imported"),
    ],
    "do_not_list": [
        DoNotList("d-1", "the mark society", (), AT, "p-edna"),
        DoNotList("d-2", "", (MARK_OF_A_PHONE,), AT, "p-edna"),
    ],
    "not_same": [NotSame("fixit|hub", "fixit", "hub", "p-vera", AT)],
    "letters": [
        QueuedEmail("l-1", "pat@example.org", "Please check now: Knit", "Dear Pat\n.\n",
                    "<p>Dear Pat", "check:1", AT, AT, 2, EmailState.SENT, AT, "451 try later"),
        QueuedEmail("l-2", "kim@example.org", HOSTILE, "Dear Kim", "<p>", "check:2", AT, AT,
               state=EmailState.GIVEN_UP),
        QueuedEmail("l-3", "jo@example.org", "Waiting", "Dear Jo", "<p>", "check:3", AT, AT),
    ],
    "organiser_links": [
        OrganiserLink("link-1", ("lifts",), (1,), AT),
        OrganiserLink("link-2", ("knit", "lifts"), (2, 1), MADE, AT, "check_due",
                      ("knit", "lifts")),
    ],
    "staff_notes": [StaffNote("n-1", "knit", "p-vera", AT, "Side door. " + HOSTILE)],
    "sheets": [
        Sheet(f"KITE-482{n}", ("knit", "gone", "lifts"), format_, date(2026, 3, 16),
              date(2026, 6, 14))
        for n, format_ in enumerate(Format)
    ],
    "collections": [Collection("k-1", "Tilbury: <getting out>", ("knit", "lifts"), "p-vera", AT)],
    "not_found": [
        UnmetNeed("g-1", "create/crafts", "Tilbury", HOSTILE, "volunteer", date(2026, 3, 2))
    ],
    "concept_changes": [
        ConceptChange(
            "lonely:1", "lonely", 1,
            Concept("lonely", ("rattling about", HOSTILE), ("create/crafts",), ("older",),
                    ("company",), urgent=True),
            "p-edna", AT, is_removed=True,
        ),
        ConceptChange(
            "lonely:2", "lonely", 2,
            Concept("lonely", ("yarn bombing",), ("create/crafts",)), "p-edna", AT,
        ),
    ],
}  # fmt: skip

ACTIONS = (
    *("added everyday words", "added names", "added to a collection"),
    *("approved a change", "archived", "asked the organiser", "changed at once"),
    *("changed everyday words", "changed roles", "checked", "deleted a collection", "disabled"),
    *("enabled", "erased", "imported", "imported a file", "invited", "left a suggestion aside"),
    *("looked at private contact", "made a collection", "merged", "not the same", "paused"),
    *("proposed a change", "proposed to archive", "published", "put on the do-not-list"),
    *("recorded a proof", "refused: review", "removed a proof", "removed everyday words"),
    *("renamed a collection", "reported a problem", "restored", "restored a revision", "resumed"),
    *("saved a draft", "sent back", "sent back a change", "sent for review"),
    *("set a new password", "settled a report", "signed in", "signed out", "started a draft"),
    *("suggested a listing", "taken off the do-not-list", "took out a gap"),
    *("took up a suggestion", "tried a letter again", "withdrew a change", "withdrew a doubt"),
    "wrote a staff note",
)
TAKEN_OUT = {("2023-05", "checked"): 1}  # cut down to counts
