"""Broken content is refused with file, place and reason, all at once."""

import shutil
from pathlib import Path

import pytest

from webapp.app import CONTENT
from webapp.region import ContentError, load_region

REAL = CONTENT / "emscher-lippe"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(REAL, tmp_path / "region"))


def change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {name}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def problems(folder: Path) -> list[str]:
    with pytest.raises(ContentError) as caught:
        load_region(folder)
    return [str(problem) for problem in caught.value.problems]


BREAKS = {
    "item from nowhere": (
        "items.yaml",
        "service: personalausweis\n",
        "service: mond\n",
        "0.service: mond is no service",
    ),
    "list of nothing": ("topics.yaml", "events: [todesfall]", "events: [mond]", "events: mond is no life event"),
    "missing field": ("services/hund-anmelden.yaml", "\nsummary:", "\n# summary:", "summary: field required"),
    "unknown field": ("services/hund-anmelden.yaml", "\nsummary:", "\nsumary: x\nsummary:", "sumary: extra inputs"),
    "unknown topic": ("services/hund-anmelden.yaml", "topics: [", "topics: [raumfahrt, ", "raumfahrt is no topic"),
    "unknown authority": ("tables.yaml", "amtsgericht-marl", "amtsgericht-mond", "amtsgericht-mond is no authority"),
    "unknown question": (
        "services/geburtsurkunde.yaml",
        "{town_of: geburtsort}",
        "{town_of: mond}",
        "mond is no question",
    ),
    "unknown outcome": ("services/geburtsurkunde.yaml", "outcome: unklar", "outcome: mond", "mond is no outcome"),
    "unreachable outcome": (
        "services/geburtsurkunde.yaml",
        "outcomes:\n",
        "outcomes:\n  allein: {text: Nie.}\n",
        "no answer leads to",
    ),
    "unreachable question": (
        "services/wohngeld.yaml",
        "text: Ich lebe im Pflegeheim}",
        "text: Ich lebe im Pflegeheim, outcome: zuhause}",
        "guide.heimort: is a question that no answer leads to",
    ),
    "cycle": (
        "services/wohngeld.yaml",
        "text: Ich lebe im Pflegeheim}",
        "text: Ich lebe im Pflegeheim, next: lage}",
        "leads back to lage",
    ),
    "http link": ("authorities/marl.yaml", "website: https://", "website: http://", "must begin with https://"),
    "foreign host": (
        "authorities/marl.yaml",
        "website: https://www.marl.de",
        "website: https://evil.example",
        "evil.example is not among",
    ),
    "postcode twice": ("towns/marl.yaml", '"45768"', '"45768", "45768"', "45768 is given twice"),
    "bad postcode": ("towns/marl.yaml", '"45768"', '"4576"', "postcodes.0"),
    "bad date": ("region.yaml", "as_of: 2026-11-24", "as_of: 2026-13-24", "as_of"),
    "bad date of a source": ("authorities/marl.yaml", "seen: 2022-07", "seen: 2022-31", "no date of the calendar"),
    "tab": ("towns/marl.yaml", "name: Marl", "name:\tMarl", "has a tab"),
    "direction mark": ("towns/marl.yaml", "name: Marl", "name: M\u202earl", "U+202E"),
    "not YAML": ("towns/marl.yaml", "name: Marl", "name: [Marl", "is not valid YAML"),
    "key twice": ("towns/marl.yaml", "name: Marl", "name: Marl\nname: Marl", "is given twice"),
    "other id than file": ("towns/marl.yaml", "id: marl", "id: mal", "must equal the file name"),
    "too many words": (
        "services/hund-anmelden.yaml",
        "\nsummary: ",
        "\nsummary: " + "Wort " * 40,
        "words; at most 200",
    ),
    "number twice": ("services/hund-anmelden.yaml", "number: 8", "number: 9", "is taken by"),
    "emergency number": ("services/hund-anmelden.yaml", "number: 8", "number: 112", "means something else"),
    "too few search words": ("services/hund-anmelden.yaml", "  en:", "  xx: [a]\n  en_:", "needs at least 10 words"),
    "amount without placeholder": (
        "services/rundfunkbeitrag-befreiung.yaml",
        "{amount}",
        "Geld",
        "its text does not show",
    ),
    "fixed word": ("topics.yaml", "id: papiere", "id: online", "is a fixed word"),
    "language without German": ("region.yaml", "languages: [de, ", "languages: [", "must contain de"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_each_break_is_named_with_its_file(folder: Path, name: str) -> None:
    file, old, new, reason = BREAKS[name]
    change(folder, file, old, new)
    found = problems(folder)
    assert any(problem.startswith(f"{file}:") and reason in problem for problem in found), found


def test_wrong_encoding_is_named(folder: Path) -> None:
    path = folder / "towns/marl.yaml"
    path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16"))
    assert any("towns/marl.yaml: is not UTF-8 text" in problem for problem in problems(folder))


def test_all_problems_come_at_once(folder: Path) -> None:
    for name in ("http link", "cycle", "tab", "number twice"):
        change(folder, *BREAKS[name][:3])
    found = "\n".join(problems(folder))
    assert all(BREAKS[name][3] in found for name in ("http link", "cycle", "tab", "number twice"))


def test_lines_are_right(folder: Path) -> None:
    lines = (folder / "authorities/marl.yaml").read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, start=1) if text.startswith("website:"))
    change(folder, "authorities/marl.yaml", "website: https://", "website: http://")
    assert f"authorities/marl.yaml:{line}: website: must begin with https://" in problems(folder)


def test_a_missing_folder_says_so(tmp_path: Path) -> None:
    assert "is no folder" in problems(tmp_path / "nowhere")[0]


def test_the_real_region_is_sound() -> None:
    region = load_region(REAL)
    assert len(region.towns) == 12
    assert len({postcode for town in region.towns.values() for postcode in town.postcodes}) == 42
    assert region.settings.operator is None


@pytest.mark.parametrize("path", sorted(REAL.rglob("*.yaml")), ids=lambda path: path.relative_to(REAL).as_posix())
def test_each_file_speaks_with_sie_and_without_shouting(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not [line for line in text.splitlines() if line.rstrip().endswith("!")]
    assert "github.com" not in text.replace("# https://github.com", ""), "a source that people cannot know"
