import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from assetmap.borough.files import BadBorough, borough_paths, read_borough, read_vocabulary
from assetmap.domain.borough.borough import (
    AccessibilityStatement,
    Borough,
    Link,
    NamedPlace,
)
from assetmap.domain.borough.giving import Giving
from assetmap.domain.borough.help_line import HelpLine
from assetmap.domain.borough.phrase_pattern import read_pattern
from assetmap.domain.borough.practices import Practice
from assetmap.domain.borough.refused_things import RefusedThing, RefusedThings
from assetmap.domain.borough.short_forms import ShortForms
from assetmap.domain.borough.signposts import Signpost
from assetmap.domain.borough.thesaurus import Concept, Thesaurus
from assetmap.domain.borough.vocabulary import Audience, Category, Liking, Need, Term, Vocabulary
from assetmap.domain.checks.freshness import UpkeepRules
from assetmap.domain.listings.listing import Kind
from assetmap.domain.people.second_factor import SecondFactorRules
from assetmap.domain.time_bank.rules import TimeBankRules
from assetmap.domain.times.bank_holidays import BankHolidays
from assetmap.domain.times.school_terms import SchoolTerm, SchoolTerms
from assetmap.paths import BOROUGH

SMALL = {
    "borough": """
        name = "Anytown"
        title = "Anytown Directory"
        authority_code = "E00000001"
        body = "Anytown CVS"
        [help]
        text = "Ring us"
        phone = "01632 960000"
        [worried]
        text = "Worried?"
        phone = "01632 960001"
        emergency = "Call 999."
        [advice]
        text = "Advice"
        url = "https://example.org/"
        [accessibility]
        written = 2026-01-02
        tested = 2026-03-04
        reply_days = 3
        [colours]
        brand = "#0B4f6c"
    """,
    "categories": """
        [[category]]
        slug = "meet"
        label = "Meet people"
        icon = "coffee"
        colour = "#a3195b"
        [[category.within]]
        slug = "meet/cafes"
        label = "Cafés"
    """,
    "audiences": """
        [[audience]]
        slug = "older"
        label = "Older people"
        named = true
        categories = ["meet"]
        say = ["elderly"]
        kin = ["gran"]
        ages = [60, 120]
    """,
    "giving": """
        categories = ["meet/cafes"]
        concepts = ["help-out"]
        says = ["pitch in"]
        asks = ["need* {thing}"]
        of_others = ["somebody to"]
        [slots]
        thing = ["help", "a hand"]
    """,
    "access": '[[access]]\nslug = "step-free"\nlabel = "Step-free"\nhint = "No steps"',
    "closures": """
[[day]]
on = 2027-05-14
name = "Fair day"
""",
    "terms": """
        [[term]]
        year = "2025"
        from = 2026-01-05
        to = 2026-03-27
    """,
    "needs": '[[need]]\nslug = "lonely"\nlabel = "Company"\ncategories = ["meet/cafes"]',
    "thesaurus": """
        [[concept]]
        id = "lonely"
        say = ["on her own", "lonely"]
        categories = ["meet/cafes"]
        audience = ["older"]
        words = ["company"]
        [[concept]]
        id = "danger"
        say = ["hits me"]
        urgent = true
    """,
    "cues": '[[cue]]\nid = "no-voice"\nsay = ["sits all day"]\ncategories = ["meet/cafes"]',
    "wishes": '[[wish]]\nslug = "company"\nlabel = "Have company"\ncategories = ["meet"]',
    "places": '[[place]]\nname = "Grays"\npostcode = "RM17 6SL"\naliases = ["Grays town"]',
    "short_forms": '[means]\nwknd = "weekend"\n[right]\nfamily = ["bairns"]',
    "open_referral": '[service_types]\n"meet/cafes" = 241',
    "refusals": 'never = ["alone"]\n[[thing]]\nsay = ["gym"]\nwords = ["fitness"]',
    "signposts": '[[signpost]]\nslug = "vet"\nsay = ["vet"]\ntext = "No vets."\nphone = "105"',
    "practices": '[[practice]]\ncode = "P1"\nname = "Quay Surgery"\npostcode = "rm176sl"',
    "danger": "",
    "danger_words": "",
    "time_bank": "[hours]\nwelcome = 2.5\n[days]\nitem = 30",
    "signin": "[second_factor]\nremember_days = 7",
    "upkeep": """
        four_eyes = false
        second_failure = 3
        [months]
        usual = 12
        hub = 1
        [days]
        ask_before = 10
        overdue_after = 20
        unconfirmed_after = 30
        lapsed_after = 40
        link = 7
        session = 2
        [keep_months]
        audit = 12
        reports = 3
        submissions = 4
    """,
}
ANYTOWN = Borough(
    name="Anytown",
    title="Anytown Directory",
    strapline="",
    authority_code="E00000001",
    body="Anytown CVS",
    help=HelpLine("Ring us", "01632 960000"),
    worried=HelpLine("Worried?", "01632 960001", emergency="Call 999."),
    advice=Link("Advice", "https://example.org/"),
    statement=AccessibilityStatement(date(2026, 1, 2), date(2026, 3, 4), 3),
    colours={"brand": "#0B4f6c"},
    places=(NamedPlace("Grays", "RM17 6SL", ("Grays town",)),),
    words=Vocabulary(
        categories=(
            Category(
                "meet",
                "Meet people",
                "",
                "coffee",
                "#a3195b",
                (Category("meet/cafes", "Cafés", "", "coffee", "#a3195b"),),
            ),
        ),
        audiences=(
            Audience(
                *("older", "Older people"),
                named=True,
                categories=("meet",),
                say=("elderly",),
                kin=("gran",),
                ages=(60, 120),
            ),
        ),
        access=(Term("step-free", "Step-free", "No steps"),),
        needs=(Need("lonely", "Company", "", "map-pin", ("meet/cafes",)),),
        likings=(Liking("company", "Have company", "map-pin", ("meet",)),),
    ),
    thesaurus=Thesaurus(
        (
            Concept("lonely", ("on her own", "lonely"), ("meet/cafes",), ("older",), ("company",)),
            Concept("danger", ("hits me",), urgent=True),
        ),
        (Concept("no-voice", ("sits all day",), ("meet/cafes",)),),
    ),
    giving=Giving(
        categories=("meet/cafes",),
        concepts=("help-out",),
        of_others=(read_pattern("somebody to", {}),),
        says=(read_pattern("pitch in", {}),),
        asks=(read_pattern("need* (help|a hand)", {}),),
    ),
    short_forms=ShortForms({"wknd": "weekend"}, frozenset({"bairns"})),
    service_types={"meet/cafes": 241},
    refusals=RefusedThings((RefusedThing(("gym",), ("fitness",)),), never=("alone",)),
    signposts=(Signpost("vet", ("vet",), "No vets.", "105"),),
    practices=(Practice("P1", "Quay Surgery", "RM17 6SL"),),
    school_terms=SchoolTerms((SchoolTerm("2025", date(2026, 1, 5), date(2026, 3, 27)),)),
    bank_holidays=BankHolidays("england", {date(2027, 5, 14): "Fair day"}),
    second_factor=SecondFactorRules(remember_days=7),
    time_bank=TimeBankRules(welcome=150, item_days=30),
    upkeep=UpkeepRules(
        months={Kind.HUB: 1},
        usual_months=12,
        ask_before=10,
        overdue_after=20,
        unconfirmed_after=30,
        lapsed_after=40,
        second_failure=3,
        four_eyes=False,
        link_days=7,
        audit_months=12,
        report_months=3,
        submission_months=4,
        session_days=2,
    ),
)


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A folder with the files of a small whole borough."""
    folder = tmp_path / "shipped"
    folder.mkdir()
    for name, text in SMALL.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A borough's own folder, with nothing in it yet."""
    folder = tmp_path / "own"
    folder.mkdir()
    return folder


def test_read_borough_reads_every_file(shipped: Path, own: Path) -> None:
    assert read_borough(shipped, own) == ANYTOWN
    assert read_borough(shipped, own / "nowhere") == ANYTOWN


def test_paths_are_those_that_are_read(shipped: Path, own: Path) -> None:
    own.mkdir(exist_ok=True)
    (own / "terms.toml").write_text("")
    (own / "map.geojson").write_text("{}")
    (own / "notes.txt").write_text("")
    paths = borough_paths(shipped, own)
    assert [path.parent for path in paths if path.name in ("terms.toml", "map.geojson")] == [
        own
    ] * 2
    assert {path.parent for path in paths if path.parent != own} == {shipped}
    assert [path.name for path in paths] == sorted(
        {"map.geojson", *(path.name for path in BOROUGH.glob("*.toml"))}
    )


def test_read_borough_gives_the_same_again_until_a_file_says_something_else(
    shipped: Path, own: Path
) -> None:
    first = read_borough(shipped, own)
    (shipped / "access.toml").touch()
    assert read_borough(shipped, own) is first
    for name, was, is_now in (("borough", "Anytown", "Newtown"), ("needs", "lonely", "unsure")):
        before = (shipped / f"{name}.toml").stat()
        (shipped / f"{name}.toml").write_text(SMALL[name].replace(was, is_now), encoding="utf-8")
        # As long as before, and written in the same instant as far as anybody can tell.
        os.utime(shipped / f"{name}.toml", ns=(before.st_atime_ns, before.st_mtime_ns))
    changed = read_borough(shipped, own)
    assert (changed.name, [need.slug for need in changed.words.needs]) == ("Newtown", ["unsure"])
    assert first == ANYTOWN


def test_read_borough_reads_anew_what_changed_and_what_names_it(own: Path) -> None:
    first = read_borough(BOROUGH, own)
    text = (BOROUGH / "borough.toml").read_text(encoding="utf-8")
    renamed = text.replace('name = "Thurrock"', 'name = "Newham"', 1)
    other = read_borough(BOROUGH, own, instead={"borough": renamed})
    assert (first.name, other.name) == ("Thurrock", "Newham")
    assert other.danger is first.danger
    assert other.words.categories is first.words.categories
    text = (BOROUGH / "categories.toml").read_text(encoding="utf-8")
    moved = text.replace("meet/cafes", "meet/bars")
    other = read_borough(BOROUGH, own, instead={"categories": moved})
    assert "meet/bars" in other.words.category
    gone = set(first.danger.may_stand) - set(other.danger.may_stand)
    assert gone == {"meet/cafes"}


def test_read_borough_gives_what_nobody_can_change(shipped: Path, own: Path) -> None:
    found = read_borough(shipped, own)
    words = found.words
    shared = (found.colours, found.upkeep.months, words.category, words.audience)
    for each in (*shared, words.access_feature, words.need, words.liking):
        assert each
        with pytest.raises(TypeError):
            each[next(iter(each))] = None  # type: ignore[index]
    assert read_borough(shipped, own) == ANYTOWN


def test_read_borough_reads_the_shipped_one(borough: Borough) -> None:
    assert borough.authority_code == "E06000034"
    assert "meet/lunch-clubs" in borough.words.category
    assert all(need.categories for need in borough.words.needs)


@pytest.mark.parametrize("name", SMALL)
def test_read_borough_takes_an_own_file_for_that_one_only(
    shipped: Path, own: Path, name: str
) -> None:
    places = (BOROUGH / "places.toml").read_text(encoding="utf-8")
    (shipped / "places.toml").write_text(places.replace("E06000034", "E00000001"))
    before = read_borough(shipped, own)
    shutil.copy(shipped / f"{name}.toml", own)
    (shipped / f"{name}.toml").write_text("this is never [read", encoding="utf-8")
    assert read_borough(shipped, own) == before


@pytest.mark.parametrize("name", ["places", "practices"])
def test_what_ships_about_one_borough_does_not_count_for_another(
    shipped: Path, own: Path, name: str
) -> None:
    shutil.copy(BOROUGH / f"{name}.toml", shipped)
    assert getattr(read_borough(shipped, own), name) == ()
    theirs = (shipped / "borough.toml").read_text().replace("E00000001", "E06000034")
    (own / "borough.toml").write_text(theirs)
    assert getattr(read_borough(shipped, own), name) != ()


def test_read_borough_lets_an_own_file_replace_all_of_a_shipped_one(
    shipped: Path, own: Path
) -> None:
    (own / "audiences.toml").write_text('[[audience]]\nslug = "men"\nlabel = "Men"')
    (own / "access.toml").write_text("")
    found = read_borough(shipped, own)
    assert found.words.audiences == (Audience("men", "Men"),)
    assert found.words.access == ()
    assert (found.name, found.places) == (ANYTOWN.name, ANYTOWN.places)
    assert found.words.categories == ANYTOWN.words.categories


@pytest.mark.parametrize("name", SMALL)
def test_read_borough_names_a_file_that_is_missing(shipped: Path, own: Path, name: str) -> None:
    (shipped / f"{name}.toml").unlink()
    with pytest.raises(BadBorough) as refusal:
        read_borough(shipped, own)
    assert str(shipped / f"{name}.toml") in str(refusal.value)


@pytest.mark.parametrize("content", [b"name = ", b"\xff\xfe", b'a = "1"\na = "2"', b"\x00"])
def test_read_borough_names_a_file_that_is_broken(shipped: Path, own: Path, content: bytes) -> None:
    (own / "needs.toml").write_bytes(content)
    with pytest.raises(BadBorough) as refusal:
        read_borough(shipped, own)
    assert str(refusal.value).startswith(f"{own / 'needs.toml'} cannot be read: ")


@pytest.mark.parametrize(
    ("name", "was", "is_now", "message"),
    [
        ("borough", 'name = "Anytown"', "", "'name' is missing"),
        ("borough", "[help]", "[hepl]", "'help' is missing"),
        ("borough", "#0B4f6c", "#0B4f6", "'#0B4f6' is no colour such as #0b4f6c"),
        ("borough", "#0B4f6c", "red;} body{", "'red;} body{' is no colour such as #0b4f6c"),
        ("borough", "#0B4f6c", "url(//x)", "'url(//x)' is no colour such as #0b4f6c"),
        (
            "borough",
            "brand =",
            '"x:red;} body{--y" =',
            "'x:red;} body{--y' is no name: small letters, figures and hyphens only",
        ),
        ("categories", "#a3195b", "pink", "category 1 (meet): 'pink' is no colour such as #0b4f6c"),
        (
            "categories",
            '"meet"',
            '"Meet People"',
            "'Meet People' is no name: small letters, figures and hyphens only",
        ),
        (
            "categories",
            '"meet"',
            '"meet/people"',
            "'meet/people' is no name: small letters, figures and hyphens only",
        ),
        (
            "categories",
            "meet/cafes",
            "meet/cafés",
            "'meet/cafés' is no slug: small letters, figures and hyphens only",
        ),
        (
            "categories",
            "meet/cafes",
            "learn/cafes",
            "the category learn/cafes stands within meet but is not named so",
        ),
        (
            "audiences",
            "older",
            "Older, people",
            "'Older, people' is no slug: small letters, figures and hyphens only",
        ),
        (
            "audiences",
            '["meet"]',
            '["sky"]',
            "the audience older names a category sky that is not there",
        ),
        (
            "audiences",
            "[60, 120]",
            "[60]",
            "older: ages are two numbers, the least and the greatest",
        ),
        ("giving", '"meet/cafes"', '"sky"', "categories names sky, but there is no category sky"),
        (
            "giving",
            "{thing}",
            "{things}",
            "the pattern 'need* {things}' names {things}, which is not there",
        ),
        (
            "access",
            "step-free",
            "Step free",
            "'Step free' is no slug: small letters, figures and hyphens only",
        ),
        ("needs", "lonely", "../x", "'../x' is no slug: small letters, figures and hyphens only"),
        (
            "needs",
            "meet/cafes",
            "meet/gold",
            "the need lonely names a category meet/gold that is not there",
        ),
        ("needs", '["meet/cafes"]', "[]", "the need lonely names no category"),
        ("places", "RM17 6SL", "RM17", "the place Grays has no proper postcode: RM17"),
        ("places", 'name = "Grays"', "", "place 1: 'name' is missing"),
    ],
)
def test_read_borough_names_the_file_and_what_is_wrong_in_it(
    shipped: Path, own: Path, name: str, was: str, is_now: str, message: str
) -> None:
    text = SMALL[name]
    assert was in text
    (own / f"{name}.toml").write_text(text.replace(was, is_now, 1), encoding="utf-8")
    with pytest.raises(BadBorough) as refusal:
        read_borough(shipped, own)
    assert str(refusal.value) == f"{own / f'{name}.toml'} cannot be used: {message}"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("audiences", 'audience = "older"'),
        ("audiences", "audience = [1]"),
        ("audiences", '[[audience]]\nslug = "older"'),
        ("audiences", '[[audience]]\nslug = "older"\nlabel = "Older"\ncolour = "#ffffff"'),
        ("audiences", '[[audience]]\nslug = 5\nlabel = "Older"'),
        ("categories", ""),
        ("categories", "category = 5"),
        ("categories", 'category = ["meet"]'),
        ("places", "place = [[]]"),
        ("needs", '[[need]]\nslug = "x"\nlabel = "X"\ncategories = 5'),
    ],
)
def test_read_borough_refuses_other_shapes_by_the_files_name(
    shipped: Path, own: Path, name: str, text: str
) -> None:
    (own / f"{name}.toml").write_text(text)
    with pytest.raises(BadBorough) as refusal:
        read_borough(shipped, own)
    assert str(refusal.value).startswith(f"{own / f'{name}.toml'} cannot be used: ")


@pytest.mark.parametrize(
    ("categories", "message"),
    [
        ('["meet", "sky"]', "the wish fly names a category sky that is not there"),
        ("[]", "the wish fly names no category"),
    ],
)
def test_read_borough_refuses_an_own_wish_without_its_categories(
    shipped: Path, own: Path, categories: str, message: str
) -> None:
    (own / "wishes.toml").write_text(
        f'[[wish]]\nslug = "fly"\nlabel = "Fly"\ncategories = {categories}'
    )
    with pytest.raises(BadBorough) as refusal:
        read_borough(shipped, own)
    assert str(refusal.value) == f"{own / 'wishes.toml'} cannot be used: {message}"


def test_read_borough_fits_shipped_tiles_and_wishes_to_the_boroughs_own_categories(
    shipped: Path, own: Path
) -> None:
    wide = '\n[[wish]]\nslug = "both"\nlabel = "Both"\ncategories = ["meet/cafes", "grow"]'
    (shipped / "wishes.toml").write_text(SMALL["wishes"] + wide)
    (own / "categories.toml").write_text('[[category]]\nslug = "grow"\nlabel = "Grow things"')
    words = read_borough(shipped, own).words
    assert words.needs == ()
    assert words.likings == (Liking("both", "Both", "map-pin", ("grow",)),)


def test_vocabulary_is_read_alone_with_a_mark_of_its_own_files(tmp_path: Path) -> None:
    shipped, mark = read_vocabulary(BOROUGH, tmp_path)
    assert shipped == read_borough(BOROUGH, tmp_path).words
    (tmp_path / "borough.toml").write_bytes((BOROUGH / "borough.toml").read_bytes())
    assert read_vocabulary(BOROUGH, tmp_path) == (shipped, mark)
    text = (BOROUGH / "categories.toml").read_text(encoding="utf-8")
    own = tmp_path / "categories.toml"
    own.write_text(text.replace('"Crafts and textiles"', '"Making things"'), encoding="utf-8")
    words, other_mark = read_vocabulary(BOROUGH, tmp_path)
    assert words.category["create/crafts"].label == "Making things"
    assert other_mark != mark
