"""What the benchmark asks for: a path, or a path at one of several sites."""

from scripts.benchmark.site_paths import at_host, host_and_path, with_host


def test_a_path_names_no_site() -> None:
    assert host_and_path("/find?q=tea") == ({}, "/find?q=tea")


def test_a_site_is_named_by_the_host_header() -> None:
    address = at_host("thurrock.localhost", "/find?q=a//b")
    assert address == "//thurrock.localhost/find?q=a//b"
    assert with_host({"Accept": "*/*"}, address) == (
        {"Accept": "*/*", "Host": "thurrock.localhost"},
        "/find?q=a//b",
    )


def test_a_site_alone_is_its_first_page() -> None:
    assert host_and_path("//localhost") == ({"Host": "localhost"}, "/")
