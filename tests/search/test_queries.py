"""The quality that people can rely on, over the lists of queries. The report of misses: `flask search misses`."""

from pathlib import Path

import pytest

from webapp.cli.queries import Verdict, false_alarms, judge, kinds, read_queries, report, share
from webapp.rendering.site import Site

QUERIES = Path(__file__).parent / "queries"
LANGUAGES = ("de", "en", "tr", "ar", "uk", "ru", "pl", "ro", "bg")


@pytest.fixture(scope="module")
def verdicts(site: Site) -> dict[str, tuple[Verdict, ...]]:
    return {
        language: judge(site.finder, language, "marl", read_queries(QUERIES / f"{language}.tsv"))
        for language in LANGUAGES
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_right_service_stands_where_people_look(verdicts: dict[str, tuple[Verdict, ...]], language: str) -> None:
    ones = verdicts[language]
    services = kinds(ones)["services"]
    figures = "\n".join(report(ones))
    assert len(services) >= (400 if language == "de" else 40)
    assert share(services) >= (0.95 if language == "de" else 0.90), figures
    if language == "de":
        assert share(services, 1) >= 0.85, figures


def test_nothing_is_found_for_what_no_town_does(verdicts: dict[str, tuple[Verdict, ...]]) -> None:
    german = kinds(verdicts["de"])["nothing"]
    assert len(german) >= 60
    assert share(german) >= 0.85, "\n".join(report(verdicts["de"]))
    # The ten of each other language are near misses on purpose ("used cars for sale"): a floor, not an aim.
    others = [one for language in LANGUAGES[1:] for one in kinds(verdicts[language])["nothing"]]
    assert len(others) >= 80
    assert share(others) >= 0.70


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_emergency_is_seen_and_no_other_raises_an_alarm(
    verdicts: dict[str, tuple[Verdict, ...]], language: str
) -> None:
    emergencies = kinds(verdicts[language])["emergencies"]
    assert len(emergencies) >= (30 if language == "de" else 8)
    assert share(emergencies) == 1.0, "\n".join(report(verdicts[language]))
    alarms = false_alarms(verdicts[language])
    assert not [one for one in alarms if not one.query.is_holdout], "\n".join(report(verdicts[language]))
    # The hold-out is never tuned for, so it may know one calm line in a hundred that we do not.
    assert len(alarms) * 100 <= len(verdicts[language])


def test_every_service_is_asked_for(site: Site, verdicts: dict[str, tuple[Verdict, ...]]) -> None:
    asked = {name for one in verdicts["de"] for name in one.query.accepted}
    assert set(site.region.services) <= asked
    assert asked - set(site.region.services) <= {"-", "!112", "!110", "!116117", "!krise", "!gewalt", "!gift"}
