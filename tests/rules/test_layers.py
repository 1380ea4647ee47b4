import subprocess
import sys
import tomllib

from tests.rules.source import ROOT

LINT = (
    "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
)


def test_layers_hold_every_contract() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = [one["name"] for one in settings["tool"]["importlinter"]["contracts"]]
    run = subprocess.run(
        [sys.executable, "-c", LINT], cwd=ROOT, capture_output=True, text=True, encoding="utf-8"
    )
    said = run.stdout + run.stderr
    assert run.returncode == 0, said
    assert "Arrows only point down" in contracts
    assert [name for name in contracts if f"{name} KEPT" not in said] == [], said
