"""Which authorities an installation holds, and where each has its site."""

from pathlib import Path

import pytest

from assetmap.borough.authorities import Authority, read_authorities
from assetmap.borough.files import BadBorough
from assetmap.paths import BOROUGH
from tests.installations import CASTLE_POINT, THURROCK, add_borough, add_two_boroughs

URL = "https://directory.example.org"


def read(boroughs: Path, url: str = URL) -> tuple[Authority, ...]:
    return read_authorities(boroughs, BOROUGH, url)


def refused(boroughs: Path) -> str:
    """What is said of folders that cannot be used, without where they are."""
    with pytest.raises(BadBorough) as said:
        read(boroughs)
    return str(said.value).replace(f"{boroughs}/", "").replace(f"{boroughs}: ", "")


@pytest.fixture
def boroughs(tmp_path: Path) -> Path:
    """The folder of two."""
    return add_two_boroughs(tmp_path)


def test_no_folder_and_an_empty_one_have_none(tmp_path: Path) -> None:
    assert read(tmp_path / "boroughs") == ()
    (tmp_path / "boroughs").mkdir()
    assert read(tmp_path / "boroughs") == ()
    (tmp_path / "file").touch()
    assert read(tmp_path / "file") == ()


def test_each_folder_is_one_by_code_with_what_its_files_or_those_that_ship_say(
    boroughs: Path,
) -> None:
    assert read(boroughs) == (
        Authority(CASTLE_POINT, "Castle Point", "E07000069", f"https://{CASTLE_POINT}.{URL[8:]}"),
        Authority(THURROCK, "Thurrock", "E06000034", f"https://{THURROCK}.{URL[8:]}"),
    )
    assert [each.host for each in read(boroughs)] == [
        "castle-point.directory.example.org",
        "thurrock.directory.example.org",
    ]


@pytest.mark.parametrize(
    ("installation", "address"),
    [
        ("https://directory.example.org:8443", "https://thurrock.directory.example.org:8443"),
        ("http://localhost:8000", "http://thurrock.localhost:8000"),
        ("http://127.0.0.1:8000", "http://thurrock.localhost:8000"),
        ("http://192.0.2.7", "http://thurrock.localhost"),
        ("http://[::1]:8000", "http://thurrock.localhost:8000"),
    ],
)
def test_a_site_is_below_the_installations_where_nothing_else_is_said(
    tmp_path: Path, installation: str, address: str
) -> None:
    add_borough(tmp_path, THURROCK)
    assert [each.public_url for each in read(tmp_path, installation)] == [address]


def test_an_authority_may_say_its_address(boroughs: Path) -> None:
    file = boroughs / THURROCK / "authority.toml"
    file.write_text('address = "https://Help.Thurrock.example/"\n')
    _, thurrock = read(boroughs)
    assert (thurrock.public_url, thurrock.host) == (
        "https://help.thurrock.example",
        "help.thurrock.example",
    )
    file.write_text("")
    assert read(boroughs)[1].host == "thurrock.directory.example.org"


@pytest.mark.parametrize("said", ['"ftp://a.example"', '"https://a.example/below"', "7", "[1]"])
def test_an_address_that_is_none_is_refused(boroughs: Path, said: str) -> None:
    (boroughs / THURROCK / "authority.toml").write_text(f"address = {said}\n")
    start = "thurrock/authority.toml cannot be used: address: "
    assert refused(boroughs).startswith(start)


@pytest.mark.parametrize(
    "name",
    ["Thurrock", "castle point", "a_b", "1st", "-a", "a" * 41, "pg-own", "public", "www", "ä"],
)
def test_a_folder_by_a_name_that_cannot_be_an_address_is_refused(tmp_path: Path, name: str) -> None:
    add_borough(tmp_path, name)
    assert refused(tmp_path) == (
        f"{name}: call the folder of an authority by a short name of small letters, figures and"
        " hyphens, such as north-vale"
    )


def test_files_and_hidden_folders_are_no_authorities(boroughs: Path) -> None:
    (boroughs / "README.md").touch()
    (boroughs / ".git").mkdir()
    assert [each.code for each in read(boroughs)] == [CASTLE_POINT, THURROCK]


def test_what_the_file_does_not_take_is_refused(boroughs: Path) -> None:
    (boroughs / THURROCK / "authority.toml").write_text('adress = "https://a.example"\n')
    said = "thurrock/authority.toml cannot be used: it has 'adress'; it takes address"
    assert refused(boroughs) == said


@pytest.mark.parametrize("name", ["borough.toml", "authority.toml"])
def test_a_file_that_is_no_toml_is_refused(boroughs: Path, name: str) -> None:
    (boroughs / THURROCK / name).write_text("name = ")
    assert refused(boroughs).startswith(f"thurrock/{name} cannot be read: ")


def test_a_borough_without_a_code_is_refused(boroughs: Path) -> None:
    (boroughs / THURROCK / "borough.toml").write_text('name = "Thurrock"\n')
    said = "thurrock/borough.toml cannot be used: it has no authority_code"
    assert refused(boroughs) == said


def test_two_at_one_address_are_refused(boroughs: Path) -> None:
    (boroughs / THURROCK / "authority.toml").write_text(
        'address = "http://castle-point.directory.example.org:8001"\n'
    )
    assert refused(boroughs) == (
        "castle-point and thurrock both have the address castle-point.directory.example.org: give"
        " one of them another in its authority.toml"
    )


def test_two_of_one_council_are_refused(boroughs: Path) -> None:
    add_borough(boroughs, "another")
    assert refused(boroughs) == (
        "another and thurrock both have the authority_code E06000034: each needs its own in its"
        " borough.toml"
    )
