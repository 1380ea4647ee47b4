"""Leaflet's files, and nothing else of the machine."""

import hashlib

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from assetmap.web.framework.templating import Templates, escaped, leaflet_folder
from tests.web.conftest import Client

LEAFLET_JS = "db49d009c841f5ca34a888c96511ae936fd9f5533e90d8b2c4d57596f4e5641a"


def test_vendor_leaflet_is_the_release_that_was_looked_at(client: Client) -> None:
    response = client.get("/vendor/leaflet/leaflet.js?v=1.9.4.1")
    assert hashlib.sha256(response.data).hexdigest() == LEAFLET_JS
    assert response.mimetype == "text/javascript"
    assert "max-age=31536000" in response.headers["Cache-Control"]


def test_vendor_pages_name_the_version(client: Client) -> None:
    element = client.page("/find").by_id("map")
    assert element.get("data-leaflet-js") == "/vendor/leaflet/leaflet.js?v=1.9.4.1"
    for name in ("data-leaflet-js", "data-leaflet-css"):
        assert client.get(element.get(name, "")).status_code == 200


@pytest.mark.parametrize("name", ["leaflet.css", "images/marker-icon.png"])
def test_vendor_serves_style_and_pictures(client: Client, name: str) -> None:
    assert client.get(f"/vendor/leaflet/{name}").status_code == 200


@pytest.mark.parametrize(
    "name",
    [
        *("../../__init__.py", "..%2f..%2f__init__.py", "../../../../flask/app.py"),
        *("....//leaflet.js", "%2e%2e/%2e%2e/apps.py", "/etc/passwd", "//etc/passwd"),
        *("leaflet.js.map", "leaflet.js%00.png", "images", "images/", "", "nothing.js"),
        "..\\..\\__init__.py",
    ],
)
def test_vendor_serves_nothing_else(client: Client, name: str) -> None:
    assert client.get(f"/vendor/leaflet/{name}").status_code in (301, 308, 404)
    followed = client.get(f"/vendor/leaflet/{name}", follow_redirects=True)
    assert followed.status_code == 404


@pytest.mark.parametrize("path", ["/static/../pyproject.toml", "/static/%2e%2e/README.md"])
def test_static_serves_only_its_folder(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_vendor_folder_is_found_without_importing_the_package() -> None:
    assert (leaflet_folder() / "leaflet.js").is_file()


@given(st.text())
def test_texts_are_escaped_as_ever(text: str) -> None:
    assert str(escaped(text)) == str(escape(text))


@pytest.mark.parametrize("value", [Markup("<b>&amp;</b>"), 7, None, "<i>", "it's", ["<a>"]])
def test_whatever_is_no_plain_text_is_escaped_as_ever(value: object) -> None:
    assert str(escaped(value)) == str(escape(value))


def test_templates_write_texts_escaped_and_macros_as_they_are() -> None:
    source = "{% macro name(said) %}<b>{{ said }}</b>{% endmacro %}{{ name(text) }} {{ text }}"
    escaping = Templates(Flask("tried"), autoescape=True).from_string(source)
    told = "&lt;i&gt; &amp; &#39;you&#39;"
    assert escaping.render(text="<i> & 'you'") == f"<b>{told}</b> {told}"
    bare = Templates(Flask("tried"), autoescape=False).from_string("{{ text }}")
    assert bare.render(text="<i>") == "<i>"
