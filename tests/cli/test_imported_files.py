"""What is given to `import`: files and addresses, of this program's own feed too."""

from collections.abc import Iterator

import pytest
from werkzeug.serving import make_server

from assetmap.app import create_app
from assetmap.cli.imported_files import column_choices, read_given
from assetmap.domain.imports.column_choices import ColumnChoices
from assetmap.domain.imports.import_batch import ImportTerms
from assetmap.exchange.incoming import BadFile
from assetmap.services.context import Context
from assetmap.websites import fetching
from tests.cli.conftest import Runner
from tests.serving import begin, end


@pytest.fixture
def site(sample_context: Context, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of another copy of this program, with the sample, which need not be spared."""
    monkeypatch.setattr(fetching, "PAUSE_S", 0.0)  # a feed is hundreds of requests: most of it
    server = make_server("127.0.0.1", 0, create_app(sample_context), threaded=True)
    server.daemon_threads = True
    begin(server)
    yield f"http://127.0.0.1:{server.server_port}"
    end(server)


def test_what_is_said_of_columns_is_read() -> None:
    found = column_choices(("A=b=name", "Ring="), ("Layer:a:b=meet/choirs", "Layer:c="))
    assert found == ColumnChoices(
        fields={"A=b": "name", "Ring": ""}, categories={"Layer": {"a:b": "meet/choirs", "c": ""}}
    )


def test_a_neighbours_feed_comes_in_by_its_address(call: Runner, site: str) -> None:
    said = call("import", f"{site}/open-referral/", "--allow-private", "--source", "Neighbour")
    assert (said.status, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[0].endswith("(source Neighbour)")
    assert lines[1:3] == ["  342 new, 0 changed, 0 unchanged", "  0 refused"]
    again = call("import", f"{site}/open-referral/", "--allow-private", "--source", "Neighbour")
    assert again.out.splitlines()[1] == "  0 new, 0 changed, 342 unchanged"


def test_a_file_comes_in_by_its_address_and_nothing_counts_as_gone(call: Runner, site: str) -> None:
    address = f"{site}/find.csv?q=lunch"
    said = call("import", address, "--allow-private", "--dry-run")
    assert said.status == 0, said.err
    assert "call list" not in said.out


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:9/", "http://169.254.169.254/latest", "http://[::1]/", "http://10.0.0.1/x"],
)
def test_an_inner_address_is_refused_without_being_asked(
    sample_context: Context, address: str
) -> None:
    with pytest.raises(BadFile, match=r"^http://"):
        read_given(sample_context, address, None, ImportTerms())
