import json
from dataclasses import replace
from datetime import date

import pytest

from assetmap.domain.listings.cost import Cost
from assetmap.domain.listings.fields import FACTS
from assetmap.domain.listings.listing import Checked, Contact, Kind, Precision, Where
from assetmap.domain.times.schedule_text import parse_rules
from assetmap.paths import STATIC
from assetmap.web.offline.bundle_document import DESCRIPTIONS, FORMAT
from tests.factories import a_listing
from tests.marking import HIDDEN
from tests.web.conftest import Client, ClientMaker, rows_of


def test_listing_in_the_pack_is_whole_and_nothing_more(make_client: ClientMaker) -> None:
    document = make_client(a_listing()).data("/pack.json")
    assert document["as_at"] == "2026-03-16T09:00+00:00"
    assert document["listings"] == [
        {
            "i": "knit-club",
            "n": "Knit Club",
            "s": "Knitting and talk.",
            "k": "group",
            "c": ["create/crafts"],
            "w": ["older"],
            "who": ["For older people"],
            "x11y": ["step-free"],
            "d": "Bring your wool. Beginners are shown how.",
            "p": "Dock Road Hall . Tilbury . RM18 7TB",
            "at": "Dock Road Hall, Tilbury",
            "ad": 1,
            "pt": [51.46343, 0.35961],
            "r": ["Tue 10:00-12:00"],
            "t": ["Tuesday, 10am to 12 noon"],
            "ph": "01632 960001",
            "ck": "Checked by Thurrock CVS on {} – spoke to the organiser",
            "cd": "2026-03-03",
            "ov": "2026-10-03",
            "un": 60,
            "co": "£2",
            "m": 0b11000011,  # step-free, in the daytime, and no women or men are kept out
            "mu": 0b1000,  # it does not say whether a bus goes there
        }
    ]


@pytest.mark.parametrize(
    ("phone", "parts"),
    [
        ("+44 1632 960105", None),
        ("+44 (0)1632 960105", [["+44 (0)1632 960105", "tel:+441632960105"]]),
        (
            "01632 960105 / 07700 900105",
            [["01632 960105", "tel:01632960105"], [" / ", ""], ["07700 900105", "tel:07700900105"]],
        ),
        ("960105", [["960105", ""]]),
    ],
)
def test_pack_has_the_parts_of_a_phone_that_its_own_figures_do_not_ring(
    make_client: ClientMaker, phone: str, parts: list[list[str]] | None
) -> None:
    (told,) = make_client(a_listing(public=Contact(phone))).data("/pack.json")["listings"]
    assert (told["ph"], told.get("pp")) == (phone, parts)


def test_pack_holds_no_private_value_and_no_withheld_point(make_client: ClientMaker) -> None:
    secret = Contact(phone="01632 960555", email="qxhush@secret.example", name="Qxhush")
    place = Where(
        Precision.APPROXIMATE, "Qxhush House", "1 Qxhush Row", "Tilbury", "RM18 7TB", HIDDEN
    )
    client = make_client(
        a_listing("home", private=secret, steward="qxhush", consent="qxhush", where=place),
        a_listing("refuge", where=replace(place, precision=Precision.WITHHELD)),
    )
    text = client.get("/pack.json").text
    assert "qxhush" not in text.casefold()
    assert "960555" not in text
    assert f"{HIDDEN.lat:.3f}" not in text
    home, refuge = rows_of(json.loads(text)["listings"])
    assert home["so"] == 1  # so the phone shows nobody the way
    assert "pt" not in refuge
    assert "ar" not in refuge
    assert refuge["all"] == 1


def test_day_of_a_report_is_not_told(make_client: ClientMaker) -> None:
    days = (date(2026, 3, 9), date(2026, 3, 11))
    checked = Checked(date(2026, 3, 3), "Thurrock CVS", "visited", reported=days)
    (listing,) = make_client(a_listing(checked=checked)).data("/pack.json")["listings"]
    assert listing["ov"] == "2026-03-16"


def test_pack_says_once_where_it_is_and_what_is_given(make_client: ClientMaker) -> None:
    hour = {"kind": Kind.TIME_BANK_OFFER, "cost": "1 time credit an hour"}
    named = a_listing("tea", name="Tea at Dock Road Hall", **hour)
    tea, plain = make_client(named, a_listing("z-plain")).data("/pack.json")["listings"]
    assert (tea["at"], tea["wb"], tea["hr"]) == ("Dock Road Hall, Tilbury", "Tilbury", 1)
    assert {"wb", "hr"}.isdisjoint(plain)


def test_long_descriptions_are_cut_between_words_and_marked(make_client: ClientMaker) -> None:
    long = "word " * (DESCRIPTIONS // 5 + 10)
    (listing,) = make_client(a_listing(description=long)).data("/pack.json")["listings"]
    assert listing["cut"] == 1
    assert listing["d"].endswith("word …")
    assert len(listing["d"]) <= DESCRIPTIONS + 2


def test_listing_carries_what_it_must_be_as_bits(make_client: ClientMaker) -> None:
    document = make_client(
        a_listing("women", audience=("women",), access=(), cost=Cost("Free")),
        a_listing("all", audience=("women", "everyone"), access=("quiet",), cost=Cost()),
        a_listing("men", audience=("men",), cost=Cost("Free")),
    ).data("/pack.json")
    slugs = [slug for slug, *_ in document["musts"]]
    told = {
        each["i"]: [
            {slug for bit, slug in enumerate(slugs) if each.get(key, 0) >> bit & 1}
            for key in ("m", "mu")
        ]
        for each in document["listings"]
    }
    unsaid = {"step-free", "quiet", "dementia-friendly"}
    assert told == {
        "women": [{"daytime", "free", "women"}, unsaid | {"bus"}],
        "all": [{"daytime", "quiet", "women", "men"}, {"free", "bus"}],
        "men": [{"step-free", "daytime", "free", "men"}, {"bus"}],
    }
    assert ["women", "For women", "", 1] in document["musts"]


def test_pack_has_what_searching_needs(client: Client) -> None:
    document = client.data("/pack.json")
    assert document["format"] == FORMAT == 9
    reader = (STATIC / "js/offline/pack.js").read_text(encoding="utf-8")
    assert f"const FORMAT = {FORMAT};" in reader  # or no phone could read it
    assert [name for name, _, _ in document["fields"]] == [
        *("name", "also_known_as", "labels", "summary", "text", "place")
    ]
    assert "the" in document["stop"]
    assert any("lonely" in say for say, *_ in document["meanings"])
    rules = document["danger"]
    gas = next(kind for kind in rules["kinds"] if kind["id"] == "gas")
    numbers = [rules["lines"][at] for at in (*gas["lines"], *rules["last"])]
    assert [(phone, link) for _, _, phone, _, link in numbers] == [
        ("0800 111 999", "tel:0800111999"),
        ("999", "tel:999"),
        ("01632 960999", "tel:01632960999"),
    ]
    danger = [say for say, *_, kind, _narrower in document["meanings"] if kind]
    assert any("want to die" in say for say in danger)
    assert all("lunch" not in say for say in danger)


def test_every_field_that_is_shown_or_searched_is_in_the_pack(make_client: ClientMaker) -> None:
    whole = a_listing(
        also_known_as=("Purlers",),
        join="drop-in",
        languages=("English",),
        first_visit="Say hello.",
        getting_there="By bus.",
        time_asked="An hour",
        skills="Wool",
        with_group="Riverside Hub",
        training="A morning",
        checks_needed="None",
        expenses="Bus fares",
        closes_on=date(2026, 7, 31),
        exchange=("teach",),
        availability="Two places",
        direct_payments="yes",
        rooms=("Garden room",),
        capacity=40,
        facilities=("Kitchen",),
        free_hours="Sundays",
        transfer="open",
        run_by="Ategi",
        former_names=("Woolly",),
        regulator="Care Quality Commission",
        register_url="https://www.cqc.org.uk/location/1",
    )
    hours = {"opening": parse_rules(["Mon 09:00-17:00"]), "phone": parse_rules(["Mon 09:00-12:00"])}
    schedule = replace(whole.schedule, **hours, bank_holidays="closed")
    whole = replace(whole, schedule=schedule)
    document = make_client(whole).data("/pack.json")
    (listing,) = document["listings"]
    listing.setdefault("wl", listing["p"].split(" . "))  # left out where it says the same
    shown = {key: label for label, key, *_ in document["facts"]}
    searched = {key: name for name, key, *_ in document["texts"]}
    assert list(shown.values()) == [fact.label for _, fact in FACTS]
    assert set(searched.values()) == {name for name, *_ in document["fields"]}
    assert [key for key in (*shown, *searched) if not listing.get(key)] == []
    words = [of for *_, of in (each[1:] for each in document["texts"] if len(each) == 3)]
    assert words == ["categories", "audiences", "kinds", "access"]
