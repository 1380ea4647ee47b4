"""The wheel carries everything that a page needs and nothing else, and works away from home."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# What goes into the build, and hence into the copy that it is made from.
SHIPPED = ("assetmap", "templates", "static", "data")
BESIDE = ("pyproject.toml", "README.md", "LICENSE", ".gitignore")
CODE = """
import pathlib, re, sys
# A checkout installed for editing is on the path by a .pth file: nothing may come from there.
sys.path[:] = [path for path in sys.path if path != sys.argv[2]]
import assetmap
from assetmap.app import create_app
from assetmap.bootstrap import open_context
from assetmap.config import read_config

target = pathlib.Path(sys.argv[1])
assert pathlib.Path(assetmap.__file__).parent == target / "assetmap", assetmap.__file__
context = open_context(read_config())
app = create_app(context)
client = app.test_client()
for template in app.jinja_env.list_templates():
    app.jinja_env.get_template(template)
page = client.get("/find?q=memory+loss+lunch&near=RM18")
assert page.status_code == 200, page.status
assert "Riverside Memory Lunch Club" in page.text
for suffix in (".css", ".js"):
    address = re.search(rf'(?:href|src)="(/static/[^"]+{re.escape(suffix)}[^"]*)"', page.text)[1]
    answer = client.get(address)
    assert answer.status_code == 200 and len(answer.data) > 100, address
    answer.close()
page.close()
context.close()
print("served")
"""


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what is built from, with junk in it that git ignores."""
    tree = tmp_path_factory.mktemp("tree")
    for name in SHIPPED:
        shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in BESIDE:
        shutil.copy(ROOT / name, tree / name)
    for junk in (
        "static/node_modules/left-pad/index.js",
        "assetmap/web/__pycache__/junk.cpython-311.pyc",
        "instance/assetmap.db",
        "tests/test_junk.py",
        ".venv/lib/junk.py",
    ):
        (tree / junk).parent.mkdir(parents=True, exist_ok=True)
        (tree / junk).write_text("junk")
    return tree


@pytest.fixture(scope="module")
def wheel(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without the network."""
    out = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, tree],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    [wheel] = out.iterdir()
    return wheel


def files_of(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        return sorted(archive.namelist())


def test_wheel_holds_just_what_git_would_keep(wheel: Path, tree: Path) -> None:
    def wanted(folder: str, inside: str) -> list[str]:
        return [
            f"{inside}/{path.relative_to(tree / folder).as_posix()}"
            for path in (tree / folder).rglob("*")
            if path.is_file() and not {"__pycache__", "node_modules"} & set(path.parts)
        ]

    files = [name for name in files_of(wheel) if ".dist-info/" not in name]
    assert files == sorted(
        [
            *wanted("assetmap", "assetmap"),
            *wanted("templates", "assetmap/templates"),
            *wanted("static", "assetmap/static"),
            *wanted("data", "assetmap/data"),
        ]
    )


def test_wheel_has_the_licence_and_the_command(wheel: Path) -> None:
    files = files_of(wheel)
    [licence] = [name for name in files if name.endswith("/licenses/LICENSE")]
    [entries] = [name for name in files if name.endswith("/entry_points.txt")]
    with zipfile.ZipFile(wheel) as archive:
        assert archive.read(licence) == (ROOT / "LICENSE").read_bytes()
        said = archive.read(entries).decode().split()
    assert said == ["[console_scripts]", "assetmap", "=", "assetmap.cli.main:main"]


def test_wheel_holds_no_junk(wheel: Path) -> None:
    junk = ("node_modules", "__pycache__", ".pyc", "tests/", "instance", ".venv", "junk")
    assert [name for name in files_of(wheel) if any(part in name for part in junk)] == []


def test_wheel_serves_the_sample_from_anywhere(
    wheel: Path, tmp_path: Path, postcode_cache: Path
) -> None:
    target, home = tmp_path / "target", tmp_path / "home"
    home.mkdir()
    (home / "cache").symlink_to(postcode_cache)
    install = [sys.executable, "-m", "pip", "install", "--no-deps", "--no-index", "--quiet"]
    install += ["--disable-pip-version-check", "--no-compile", "--target", str(target), str(wheel)]
    subprocess.run(install, check=True, timeout=120)
    rest = {name: text for name, text in os.environ.items() if not name.startswith("ASSETMAP_")}
    settings = {
        **rest,
        "PYTHONPATH": str(target),  # before everything else, a checkout installed for editing too
        "ASSETMAP_HOME": str(home),
        "ASSETMAP_TODAY": "2026-03-16",
    }

    def run(*arguments: str) -> tuple[int, str, str]:
        done = subprocess.run(
            [sys.executable, *arguments],
            env=settings,
            cwd="/",
            capture_output=True,
            text=True,
            timeout=120,
        )
        return done.returncode, done.stdout, done.stderr

    status, said, wrong = run("-m", "assetmap.cli.main", "init", "--sample")
    assert (status, wrong) == (0, "")
    assert "Sample listings: 3" in said
    assert run("-c", CODE, str(target), str(ROOT)) == (0, "served\n", "")
    page = tmp_path / "map.html"
    assert run("-m", "assetmap.cli.main", "export", str(page))[0] == 0
    assert "Riverside Memory Lunch Club" in page.read_text(encoding="utf-8")
    status, said, wrong = run(str(target / "bin" / "assetmap"), "doctor")
    assert (status, wrong) == (0, "")
