"""The gates: a change may land with 2 % of the content untranslated, a release with nothing."""

import os

import pytest

from webapp.i18n import catalogs
from webapp.i18n.faults import is_translated
from webapp.i18n.languages import GERMAN, LANGUAGES
from webapp.region import Region

IS_RELEASE = bool(os.environ.get("RELEASE"))
# The interface is always whole; an editor may change a German sentence of the content.
NEEDED = {"ui": 1.0, "content": 1.0 if IS_RELEASE else 0.98}


@pytest.mark.parametrize("domain", catalogs.DOMAINS)
def test_every_language_of_the_region_is_translated(region: Region, domain: str) -> None:
    wanted = {(message.id, message.context) for message in catalogs.template_of(domain, region) if message.id}
    too_little = {}
    for code in set(region.settings.languages) - {GERMAN.code}:
        catalog = catalogs.read_named(LANGUAGES[code], domain)
        missing = [german for german, context in wanted if not _has(catalog, german, context)]
        if 1 - len(missing) / len(wanted) < NEEDED[domain]:
            too_little[code] = missing[:5]
    assert too_little == {}


def _has(catalog, german, context) -> bool:
    message = catalog.get(german, context)
    return message is not None and is_translated(message)


def test_every_language_of_the_region_is_known(region: Region) -> None:
    assert set(region.settings.languages) <= set(LANGUAGES)
