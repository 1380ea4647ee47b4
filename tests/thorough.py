"""How much a run tries: what a change wants at once, or everything (`--thorough`)."""

import pytest

_SHARE = 3  # of the examples that are found by chance, a quick run tries one in so many
_NOT_NOW = "only with --thorough"
_is_thorough = False


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--thorough",
        action="store_true",
        help="try every example and look at every page at every width, as CI does",
    )


def pytest_configure(config: pytest.Config) -> None:
    global _is_thorough  # noqa: PLW0603 - tests say how many examples they want when they are read
    _is_thorough = config.getoption("thorough")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("thorough") and not _is_thorough:
            item.add_marker(pytest.mark.skip(reason=_NOT_NOW))


def examples(all_of_them: int) -> int:
    """How many of so many examples this run tries."""
    return all_of_them if _is_thorough else -(-all_of_them // _SHARE)
