"""The addresses of the site, as the design lists them: a new one is a decision, not an accident."""

from flask import Flask


def test_the_routes_are_those_of_the_design(app: Flask) -> None:
    assert sorted(rule.rule for rule in app.url_map.iter_rules()) == [
        "/",
        "/<lang>/",
        "/<lang>/<town>/",
        "/<lang>/<town>/<service>",
        "/<lang>/<town>/<service>/<path:answers>",
        "/<lang>/<town>/a-z",
        "/<lang>/<town>/app.webmanifest",
        "/<lang>/<town>/leben/<event>",
        "/<lang>/<town>/leben/<event>/qr.svg",
        "/<lang>/<town>/online",
        "/<lang>/<town>/suche",
        "/<lang>/<town>/teil/suche",
        "/<lang>/<town>/thema/<topic>",
        "/<lang>/barrierefreiheit",
        "/<lang>/datenschutz",
        "/<lang>/gespeichert",
        "/<lang>/impressum",
        "/<lang>/plz",
        "/<lang>/portale",
        "/<lang>/weiss-nicht",
        "/<lang>/woanders",
        "/packs/<lang>/<town>/<digest>.jsonl",
        "/packs/<lang>/<town>/manifest.json",
        "/sw.js",
    ]


def test_no_word_of_the_addresses_is_an_id(app: Flask) -> None:
    region = app.extensions["amtslotse"].region
    words = {part for rule in app.url_map.iter_rules() for part in rule.rule.split("/") if part and "<" not in part}
    assert not words & {*region.towns, *region.services, *region.topics, *region.life_events}
