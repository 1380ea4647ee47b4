"""Rules that are compiled when they are used build the same addresses as those of the library."""

import pytest
from flask import Flask
from werkzeug.routing import Rule

from assetmap.web.framework.lazy_rules import LazyRule

RULES = ("/", "/listing/<listing_id>", "/a/<int:number>/b", "/files/<path:name>")
VALUES = ({}, {"listing_id": "ü /?"}, {"number": 3, "more": "a b"}, {"name": "x/y z", "v": 1})


class Lazy(Flask):
    """An app with our rules."""

    url_rule_class = LazyRule


def addresses(app: Flask) -> list[str]:
    """Those that an app builds of its rules."""
    for number, rule in enumerate(RULES):
        app.add_url_rule(rule, f"page{number}", lambda **_: "")
    with app.test_request_context():
        return [app.url_for(f"page{number}", **each) for number, each in enumerate(VALUES)]


def test_lazy_rules_build_what_others_do() -> None:
    assert addresses(Lazy("test")) == addresses(Flask("test"))


def test_nothing_is_compiled_until_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    whole = Rule._compile_builder

    def compile_builder(rule: Rule, append_unknown: bool = True) -> object:
        compiled.append(rule.rule)
        return whole(rule, append_unknown)

    monkeypatch.setattr(Rule, "_compile_builder", compile_builder)
    app = Lazy("test", static_folder=None)
    app.add_url_rule("/a", "a", lambda: "")
    app.add_url_rule("/b", "b", lambda: "")
    assert compiled == []
    with app.test_request_context():
        assert (app.url_for("a"), app.url_for("a")) == ("/a", "/a")
    assert compiled == ["/a"]
