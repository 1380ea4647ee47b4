from pathlib import Path

import pytest

from assetmap.basemap import OSM_ATTRIBUTION, OSM_TILES, Basemap
from assetmap.clock import Clock, parse_clock
from assetmap.config import BadSetting, Config, read_config
from assetmap.mail_server import MailServer


def test_read_config_of_nothing_is_safe_and_complete() -> None:
    config = read_config({})
    assert config == Config(
        home=Path("instance").absolute(),
        secret_key="",
        clock=Clock(),
        basemap=Basemap(OSM_TILES, OSM_ATTRIBUTION),
        mail=None,
        mail_from="directory@localhost",
        public_url="http://127.0.0.1:8000",
    )
    assert not config.is_behind_tls
    assert config.secret_key == ""


def test_read_config_takes_blank_settings_as_unset() -> None:
    names = (
        "HOME",
        "SECRET_KEY",
        "TODAY",
        "BASEMAP",
        "BASEMAP_ATTRIBUTION",
        "DATABASE_URL",
        "MACHINE",
        "SHARED",
        "TEXT_ENGINE",
    )
    names += ("MAIL", "MAIL_FROM", "PUBLIC_URL")
    config = read_config({f"ASSETMAP_{name}": "" for name in names})
    assert config == Config(
        Path("instance").absolute(),
        "",
        Clock(),
        Basemap(OSM_TILES, OSM_ATTRIBUTION),
    )
    assert config.secret_key == ""


def test_read_config_reads_every_setting(tmp_path: Path) -> None:
    assert read_config(
        {
            "ASSETMAP_HOME": str(tmp_path),
            "ASSETMAP_SECRET_KEY": "hush",
            "ASSETMAP_TODAY": "2026-03-16",
            "ASSETMAP_BASEMAP": "none",
            "ASSETMAP_MAIL": "smtp://desk:open@mail.example.org",
            "ASSETMAP_MAIL_FROM": "Our Directory <desk@example.org>",
            "ASSETMAP_PUBLIC_URL": "https://directory.example.org",
            "HOME": "/elsewhere",
        }
    ) == Config(
        tmp_path,
        "hush",
        parse_clock("2026-03-16"),
        Basemap(),
        MailServer("mail.example.org", 587, False, "desk", "open"),
        "Our Directory <desk@example.org>",
        "https://directory.example.org",
        public_url_given=True,
    )


def test_config_names_what_lies_in_the_data_directory() -> None:
    config = Config(Path("/data"))
    found = (config.database, config.index, config.cache, config.borough, config.outbox)
    assert found == tuple(
        Path("/data", name) for name in ("assetmap.db", "index", "cache", "borough", "outbox")
    )


def test_what_all_machines_share_lies_in_the_data_directory_or_a_folder_of_its_own(
    tmp_path: Path,
) -> None:
    alone = Config(tmp_path)
    assert (alone.shared, alone.own_folders) == (tmp_path, (tmp_path,))
    environ = {"ASSETMAP_HOME": str(tmp_path / "home"), "ASSETMAP_SHARED": str(tmp_path / "all")}
    config = read_config(environ)
    home, shared = tmp_path / "home", tmp_path / "all"
    assert config.own_folders == (home, shared)
    ours = (config.database, config.index, config.cache, config.offline, config.open_data)
    assert {path.parent for path in (*ours, config.meaning_folder)} == {home}
    assert {path.parent for path in (config.pictures, config.borough, config.outbox)} == {shared}


def test_an_authority_has_folders_of_its_own_and_the_installation_the_rest(tmp_path: Path) -> None:
    environ = {"ASSETMAP_HOME": str(tmp_path / "home"), "ASSETMAP_SHARED": str(tmp_path / "all")}
    whole = read_config(environ)
    config = whole.of_authority("thurrock", "https://thurrock.example.org", "its key")
    home, shared = (tmp_path / each / "authorities" / "thurrock" for each in ("home", "all"))
    assert config.own_folders == (home, shared)
    ours = (config.database, config.index, config.offline, config.open_data, config.meaning_folder)
    assert {path.parent for path in ours} == {home}
    assert {path.parent for path in (config.pictures, config.outbox)} == {shared}
    assert config.borough == tmp_path / "all" / "boroughs" / "thurrock"
    assert config.cache == tmp_path / "home" / "cache"
    assert (config.authority, config.secret_key) == ("thurrock", "its key")
    assert config.public_url == "https://thurrock.example.org"
    assert not config.has_public_url  # its address comes of one that nobody set
    assert config.environment == {
        "ASSETMAP_HOME": str(tmp_path / "home"),
        "ASSETMAP_AUTHORITY": "thurrock",
    }
    assert whole.environment == {"ASSETMAP_HOME": str(tmp_path / "home"), "ASSETMAP_AUTHORITY": ""}


def test_read_config_reads_what_is_for_several_authorities() -> None:
    said = {"ASSETMAP_AUTHORITY": " thurrock ", "ASSETMAP_OPEN_AUTHORITIES": " 300 "}
    assert (read_config({}).authority, read_config({}).open_authorities) == ("", 10)
    config = read_config(said)
    assert (config.authority, config.open_authorities) == ("thurrock", 300)


@pytest.mark.parametrize("choice", ["0", "1001", "-1", "many", "1.5", "²", "1e2"])
def test_read_config_refuses_a_number_of_authorities_that_is_none(choice: str) -> None:
    with pytest.raises(BadSetting) as said:
        read_config({"ASSETMAP_OPEN_AUTHORITIES": choice})
    assert str(said.value) == (
        f"ASSETMAP_OPEN_AUTHORITIES is {choice!r}: give a whole number from 1 to 1,000."
    )


def test_config_repr_never_shows_the_secret_key() -> None:
    assert "MARK-secret" not in repr(read_config({"ASSETMAP_SECRET_KEY": "MARK-secret"}))


TILES = "https://tiles.example.org/{z}/{x}/{y}.png"


@pytest.mark.parametrize(
    ("choice", "attribution", "basemap"),
    [
        ("osm", "", Basemap(OSM_TILES, OSM_ATTRIBUTION)),
        ("osm", "Ours", Basemap(OSM_TILES, "Ours")),
        (" none ", "", Basemap()),
        (TILES, "Ours", Basemap(TILES, "Ours")),
    ],
)
def test_read_config_reads_the_base_map(choice: str, attribution: str, basemap: Basemap) -> None:
    environ = {"ASSETMAP_BASEMAP": choice, "ASSETMAP_BASEMAP_ATTRIBUTION": attribution}
    assert read_config(environ).basemap == basemap


def test_read_config_finds_an_mbtiles_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "town.mbtiles"
    file.touch()
    expected = Basemap("/tiles/{z}/{x}/{y}", OSM_ATTRIBUTION, file)
    monkeypatch.setenv("HOME", str(tmp_path))
    for path in (file, "~/town.mbtiles"):
        assert read_config({"ASSETMAP_BASEMAP": f"mbtiles:{path}"}).basemap == expected


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        (
            "DATABASE_URL",
            "mysql://user:MARK-password@db/x",
            (
                "ASSETMAP_DATABASE_URL is not the address of a PostgreSQL database: it looks like "
                "postgresql://user:password@host/name. Unset it to use the SQLite file in "
                "ASSETMAP_HOME."
            ),
        ),
        (
            "TODAY",
            "soon",
            (
                "ASSETMAP_TODAY is 'soon': give a date such as 2026-03-16 or a date and time such "
                "as 2026-03-16T10:00."
            ),
        ),
        (
            "TODAY",
            "0001-01-01T00:00+14:00",
            (
                "ASSETMAP_TODAY is '0001-01-01T00:00+14:00': give a date such as 2026-03-16 or a "
                "date and time such as 2026-03-16T10:00."
            ),
        ),
        (
            "BASEMAP",
            "mbtiles:/nowhere/town.mbtiles",
            "ASSETMAP_BASEMAP names /nowhere/town.mbtiles, and there is no such file.",
        ),
        (
            "BASEMAP",
            "mbtiles:~nobody-at-all/town.mbtiles",
            (
                "ASSETMAP_BASEMAP is 'mbtiles:~nobody-at-all/town.mbtiles': "
                "Could not determine home directory."
            ),
        ),
        (
            "BASEMAP",
            TILES,
            (
                "ASSETMAP_BASEMAP is a tile address, so ASSETMAP_BASEMAP_ATTRIBUTION must say "
                "whose map it is."
            ),
        ),
        *(
            (
                "BASEMAP",
                value,
                (
                    f"ASSETMAP_BASEMAP is {value!r}: give osm, none, mbtiles:FILE, or an https "
                    "address with {z}, {x} and {y} in it."
                ),
            )
            for value in ("google", "https://example.org/{z}/{x}.png", "javascript:{z}{x}{y}")
        ),
    ],
)
def test_read_config_refuses_in_plain_words(name: str, value: str, message: str) -> None:
    with pytest.raises(BadSetting) as refusal:
        read_config({f"ASSETMAP_{name}": value})
    assert str(refusal.value) == message


WITH_SERVER = {
    "ASSETMAP_MAIL_FROM": "desk@example.org",
    "ASSETMAP_PUBLIC_URL": "https://directory.example.org",
}


@pytest.mark.parametrize(
    ("choice", "server"),
    [
        ("outbox", None),
        (" outbox ", None),
        ("smtp://mail", MailServer("mail", 25)),
        ("smtp://mail:2525/", MailServer("mail", 2525)),
        ("smtp://[::1]:25", MailServer("::1", 25)),
        (
            "smtp://desk:open@Mail.Example.org",
            MailServer("mail.example.org", 587, False, "desk", "open"),
        ),
        ("smtps://mail", MailServer("mail", 465, True)),
        (
            "smtps://desk%40example.org:a%2Fb%23c%3A%25@mail:466",
            MailServer("mail", 466, True, "desk@example.org", "a/b#c:%"),
        ),
    ],
)
def test_read_config_reads_who_takes_our_mail(choice: str, server: MailServer | None) -> None:
    assert read_config({"ASSETMAP_MAIL": choice, **WITH_SERVER}).mail == server


@pytest.mark.parametrize(
    "choice",
    [
        "MARK-password",
        "http://desk:MARK-password@mail",
        "smtp://desk:MARK-password@",
        "smtp://desk:MARK-password",
        "smtp://desk:MARK-password/x@mail",
        "smtp://desk:MARK-password#x@mail",
        "smtp://desk:MARK-password?x@mail",
        "smtp://desk:MARK-password\x00@mail",
        "smtp://desk:MARK-password%0D%0A@mail",
        "smtp://desk:MARK-pässword@mail",
        "smtp://desk:MARK-p%C3%A4ssword@mail",
        "smtp://desk:MARK-password@mail\u2100",
        "smtp://desk:MARK-password@[mail",
        "smtp://desk:MARK-password@mail..org",
        "smtp://desk:MARK-password@mail/inbox",
        "smtp://desk:MARK-password@mail:0",
        "smtp://desk:MARK-password@mail:99999",
        "smtp://:MARK-password@mail",
        "smtp://MARK-desk@mail",
        "smtp://@mail",
        "smtp://",
    ],
)
def test_read_config_refuses_a_mail_server_without_repeating_it(choice: str) -> None:
    with pytest.raises(BadSetting) as refusal:
        read_config({"ASSETMAP_MAIL": choice, **WITH_SERVER})
    assert str(refusal.value) == (
        "ASSETMAP_MAIL cannot be read: give outbox, smtp://host:port, "
        "smtp://user:password@host:port or smtps://user:password@host:port, with any of "
        "/ ? # @ : % in the user or password written as %2F %3F %23 %40 %3A %25."
    )
    assert (refusal.value.__cause__, refusal.value.__context__) == (None, None)


@pytest.mark.parametrize("name", WITH_SERVER)
def test_read_config_asks_who_and_where_we_are_before_mail_leaves(name: str) -> None:
    others = {**WITH_SERVER, name: " "}
    with pytest.raises(BadSetting) as refusal:
        read_config({"ASSETMAP_MAIL": "smtp://desk:MARK-password@mail", **others})
    said = f"ASSETMAP_MAIL names a mail server, so {name} must be set as well."
    assert str(refusal.value) == said
    assert read_config({"ASSETMAP_MAIL": "outbox", **others}).mail is None


def test_config_repr_never_shows_the_password_of_the_mail_server() -> None:
    config = read_config({"ASSETMAP_MAIL": "smtp://desk:MARK-password@mail", **WITH_SERVER})
    assert config.mail
    assert config.mail.password == "MARK-password"
    assert "MARK" not in repr(config) + str(config.mail)


@pytest.mark.parametrize("sender", ["a@b", "o'neil+x@example.org", "The Context – Grays <a@b.org>"])
def test_read_config_reads_who_mail_comes_from(sender: str) -> None:
    assert read_config({"ASSETMAP_MAIL_FROM": f" {sender} "}).mail_from == sender


@pytest.mark.parametrize(
    "sender", ["desk", "desk@", "a@b, c@d", "A, B <a@b>", "a@b\nBcc: c@d", "<a@b>", "A <a@b> B"]
)
def test_read_config_refuses_what_no_mail_can_come_from(sender: str) -> None:
    with pytest.raises(BadSetting) as refusal:
        read_config({"ASSETMAP_MAIL_FROM": sender})
    assert str(refusal.value) == (
        f"ASSETMAP_MAIL_FROM is {sender!r}: give an address such as directory@example.org, or "
        "Our Directory <directory@example.org>."
    )


@pytest.mark.parametrize(
    ("given", "url", "is_behind_tls"),
    [
        ("https://directory.example.org", "https://directory.example.org", True),
        ("HTTPS://Directory.Example.org/", "https://directory.example.org", True),
        ("http://localhost:8000", "http://localhost:8000", False),
        ("http://[::1]:8000/", "http://[::1]:8000", False),
    ],
)
def test_read_config_reads_the_address_of_the_site(
    given: str, url: str, is_behind_tls: bool
) -> None:
    config = read_config({"ASSETMAP_PUBLIC_URL": given})
    assert (config.public_url, config.is_behind_tls) == (url, is_behind_tls)


@pytest.mark.parametrize(
    "given",
    [
        "directory.example.org",
        "ftp://directory.example.org",
        "https://",
        "https://directory.example.org/find",
        "https://directory.example.org/?x",
        "https://directory.example.org/#x",
        "https://desk:MARK-password@directory.example.org",
        "https://directory example.org",
        "https://directory.example.org:x",
        "https://dir\nectory.example.org",
        "https://directory.example.org/\\evil",
        'https://directory.example.org"><b>',
    ],
)
def test_read_config_refuses_what_is_no_address_of_a_site(given: str) -> None:
    with pytest.raises(BadSetting) as refusal:
        read_config({"ASSETMAP_PUBLIC_URL": given})
    assert str(refusal.value) == (
        "ASSETMAP_PUBLIC_URL cannot be read: give the site's own address and nothing after it, "
        "such as https://directory.example.org."
    )


def test_read_config_switches_meaning_off() -> None:
    read = [read_config({"ASSETMAP_MEANING": said}).meaning for said in ("", "on", "off")]
    assert read == [True, True, False]
    with pytest.raises(BadSetting, match="ASSETMAP_MEANING is 'no': give on or off"):
        read_config({"ASSETMAP_MEANING": "no"})


def test_read_config_reads_how_long_clients_are_waited_for() -> None:
    read = [read_config({"ASSETMAP_CLIENT_SECONDS": said}) for said in ("", "2.5")]
    assert [config.client_seconds for config in read] == [10.0, 2.5]
    for said in ("soon", "0", "-1", "nan", "inf", "601"):
        with pytest.raises(BadSetting, match=r"ASSETMAP_CLIENT_SECONDS is .*: give a number"):
            read_config({"ASSETMAP_CLIENT_SECONDS": said})


def test_read_config_reads_whether_visits_are_written_down() -> None:
    read = [read_config({"ASSETMAP_ACCESS_LOG": said}) for said in ("", "off", "text", " json ")]
    assert [config.access_log for config in read] == ["off", "off", "text", "json"]
    with pytest.raises(BadSetting, match="ASSETMAP_ACCESS_LOG is 'yes': give off, text or json"):
        read_config({"ASSETMAP_ACCESS_LOG": "yes"})


def test_metrics_token() -> None:
    token = "0123456789abcdefABCD"
    assert read_config({}).metrics_token == ""
    config = read_config({"ASSETMAP_METRICS_TOKEN": f" {token} "})
    assert (config.metrics_token, token in repr(config)) == (token, False)
    for bad in (token[1:], f"{token} x", f"{token}é", "secret"):
        with pytest.raises(BadSetting) as caught:
            read_config({"ASSETMAP_METRICS_TOKEN": bad})
        assert bad not in str(caught.value)


def test_strictness_of_the_feed_is_on_or_off() -> None:
    read = [read_config({"ASSETMAP_ORUK_STRICT": said}) for said in ("", "off", " on ")]
    assert [each.open_referral_strict for each in read] == [False, False, True]
    with pytest.raises(BadSetting, match="ASSETMAP_ORUK_STRICT is 'yes': give off or on"):
        read_config({"ASSETMAP_ORUK_STRICT": "yes"})


def test_engine_of_the_index_is_one_of_two() -> None:
    read = [read_config({"ASSETMAP_TEXT_ENGINE": said}) for said in ("", "whoosh", " tantivy ")]
    assert [each.text_engine for each in read] == ["whoosh", "whoosh", "tantivy"]
    with pytest.raises(BadSetting, match="ASSETMAP_TEXT_ENGINE is 'sql': give whoosh or tantivy"):
        read_config({"ASSETMAP_TEXT_ENGINE": "sql"})
