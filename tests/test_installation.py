"""Which authority a command, a host and a council mean, and what each has of its own."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assetmap.config import BadSetting, Config
from assetmap.installation import (
    Installation,
    authorities_of,
    chosen_config,
    config_of,
    opened_installation,
)
from assetmap.storage.served_address import keep_served_address
from tests.conftest import config_at
from tests.factories import a_listing
from tests.installations import CASTLE_POINT, THURROCK, add_borough, installation_config


@pytest.fixture
def config(tmp_path: Path, postcode_cache: Path) -> Config:
    return installation_config(tmp_path / "home", postcode_cache)


@pytest.fixture
def installation(config: Config) -> Iterator[Installation]:
    with opened_installation(config) as opened:
        yield opened


def test_a_directory_without_boroughs_is_its_own(tmp_path: Path, postcode_cache: Path) -> None:
    config = config_at(tmp_path / "home", postcode_cache)
    assert authorities_of(config) == {}
    assert chosen_config(config) is config
    with pytest.raises(BadSetting, match="an installation with one authority takes no --authority"):
        chosen_config(replace(config, authority=THURROCK))


def test_the_authority_that_is_said_is_chosen(config: Config) -> None:
    chosen = chosen_config(replace(config, authority=CASTLE_POINT))
    assert (chosen.home, chosen.shared, chosen.borough) == (
        config.home / "authorities" / CASTLE_POINT,
        config.home / "authorities" / CASTLE_POINT,
        config.home / "boroughs" / CASTLE_POINT,
    )
    assert chosen.public_url == "http://castle-point.localhost:8000"


def test_of_several_one_has_to_be_said_and_be_there(config: Config) -> None:
    start = f"{config.boroughs} has several authorities: "
    with pytest.raises(BadSetting) as said:
        chosen_config(config)
    assert str(said.value) == (f"{start}say which with --authority CODE: castle-point, thurrock")
    with pytest.raises(BadSetting) as said:
        chosen_config(replace(config, authority="essex"))
    assert str(said.value) == f"{start}there is none called 'essex': castle-point, thurrock"
    for number in range(10):
        name = f"one-{number}"
        add_borough(config.boroughs, name, name=name, ons_code=f"E0700000{number}")
    with pytest.raises(BadSetting) as said:
        chosen_config(config)
    assert str(said.value).endswith(", one-7, one-8 and 2 more")


def test_a_key_of_the_settings_makes_one_for_each(config: Config) -> None:
    whole = replace(config, secret_key="a key of the settings, which is long enough")
    keys = {config_of(whole, each).secret_key for each in authorities_of(whole).values()}
    assert len(keys - {whole.secret_key, ""}) == 2
    again = {config_of(whole, each).secret_key for each in authorities_of(whole).values()}
    assert again == keys  # as it was before a restart
    assert {config_of(config, each).secret_key for each in authorities_of(config).values()} == {""}


def test_links_lead_below_where_the_installation_was_last_served(config: Config) -> None:
    keep_served_address(config.home, "http://127.0.0.1:8123")
    found = {each.public_url for each in authorities_of(config).values()}
    assert found == {"http://castle-point.localhost:8123", "http://thurrock.localhost:8123"}
    set_ = replace(config, public_url="https://directory.example.org")
    found = {each.public_url for each in authorities_of(set_).values()}
    assert found == {
        "https://castle-point.directory.example.org",
        "https://thurrock.directory.example.org",
    }


def test_an_authority_is_found_by_host_and_by_council(installation: Installation) -> None:
    castle_point, thurrock = installation.authorities.values()
    assert installation.at_host("thurrock.localhost") is thurrock
    assert installation.at_host("Castle-Point.LOCALHOST") is castle_point
    assert installation.at_host("localhost") is None
    assert installation.of_council("E07000069") is castle_point
    assert installation.of_council("E09000001") is None


def test_each_has_records_of_its_own_and_they_share_the_postcodes(
    installation: Installation,
) -> None:
    with installation.lent(THURROCK) as thurrock, installation.lent(CASTLE_POINT) as castle_point:
        with thurrock.unit_of_work() as uow:
            uow.save_listing(a_listing("of-thurrock"))
        assert list(thurrock.directory_cache.current().snapshot.ids) == ["of-thurrock"]
        assert list(castle_point.directory_cache.current().snapshot.ids) == []
        assert thurrock.postcodes is castle_point.postcodes is installation.shared.postcodes
        assert thurrock.borough.name == "Thurrock"
        assert castle_point.borough.name == "Castle Point"
        assert thurrock.config.secret_key != castle_point.config.secret_key
    with pytest.raises(KeyError), installation.lent("essex"):
        pass


def test_only_so_many_stay_open(config: Config) -> None:
    with opened_installation(replace(config, open_authorities=1)) as installation:
        for code in (THURROCK, CASTLE_POINT):
            with installation.lent(code):
                pass
        assert installation.contexts.codes() == {CASTLE_POINT}


def test_shared_folder_has_what_all_machines_see_of_each(
    tmp_path: Path, postcode_cache: Path
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    config = replace(
        config_at(tmp_path / "home", postcode_cache), secret_key="", shared_folder=shared
    )
    add_borough(shared / "boroughs", THURROCK)
    with opened_installation(config) as installation, installation.lent(THURROCK) as context:
        assert context.config.own_folders == (
            config.home / "authorities" / THURROCK,
            shared / "authorities" / THURROCK,
        )
        assert (shared / "authorities" / THURROCK / "secret.key").exists()
    for folder in (config.home, shared, *context.config.own_folders):
        assert folder.stat().st_mode & 0o777 == 0o700
