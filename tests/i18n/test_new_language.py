"""A language is added with one command and one entry: tried out on a copy, from the command to the page."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from webapp.i18n.glossary import read_glossary
from webapp.i18n.new_language import add_language
from webapp.region import Region

ROOT = Path(__file__).parents[2]
SHOW = """
import sys
from webapp import create_app
answer = create_app({"TESTING": True}).test_client().get(sys.argv[1])
print(answer.status_code, answer.get_data(as_text=True))
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in ("webapp", "translations"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "wsgi.py", tmp_path)
    return tmp_path


def run(copy: Path, *words: str) -> str:
    env = {**os.environ, "PYTHONPATH": str(copy)}
    done = subprocess.run([sys.executable, *words], cwd=copy, env=env, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


def translate(copy: Path, *words: str) -> str:
    return run(copy, "-m", "flask", "--app", "wsgi", "translate", *words)


def show(copy: Path, address: str) -> str:
    return run(copy, "-c", SHOW, address)


def follow(copy: Path, said: str) -> None:
    """Do what the command says: a line in the list of languages, the code in the region, the signs of danger."""
    region = copy / "webapp/content/emscher-lippe"
    signs = (region / "signs/en.yaml").read_text(encoding="utf-8")
    (region / "signs/fa.yaml").write_text(signs.replace("id: en", "id: fa"), encoding="utf-8")
    dangers = region / "emergencies.yaml"
    sentences = re.sub(r"^    bg: .*$", r"\g<0>\n    fa: متن", dangers.read_text(encoding="utf-8"), flags=re.M)
    dangers.write_text(sentences, encoding="utf-8")
    entry = re.search(r"^ +Language\(.*\),$", said, re.M)
    assert entry
    for path, old, new in (
        (copy / "webapp/i18n/languages.py", "\n)\nLANGUAGES", f"\n{entry[0]}\n)\nLANGUAGES"),
        (region / "region.yaml", "ro, bg]", "ro, bg, fa]"),
    ):
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")


def fill(copy: Path, domain: str) -> None:
    """Stand in for the translator: Persian words with the placeholders of the German."""
    po = polib.pofile(str(copy / f"translations/fa/LC_MESSAGES/{domain}.po"), wrapwidth=0)
    for entry in po:
        marks = " ".join(re.findall(r"%\([a-z_]+\)[sd]|{[a-z_]+}", entry.msgid))
        text = f"متن {marks}".strip()
        if entry.msgid_plural:
            entry.msgstr_plural = dict.fromkeys(entry.msgstr_plural, text)
        else:
            entry.msgstr = text
    po.save()


def test_one_command_and_one_entry_bring_a_language_onto_the_pages(copy: Path) -> None:
    said = translate(copy, "add", "fa")
    assert 'Language("fa", "fa", "فارسی", direction="rtl"),' in said
    follow(copy, said)

    translate(copy, "compile")
    page = show(copy, "/fa/marl/")
    assert page.startswith("200")
    assert re.search(r'<html[^>]* lang="fa"[^>]* dir="rtl"', page)
    assert 'lang="de"' in page
    assert 'hreflang="fa"' not in show(copy, "/de/marl/"), "an empty language is not offered"

    for domain in ("ui", "content"):
        fill(copy, domain)
    translate(copy, "update")
    translate(copy, "compile")
    assert 'hreflang="fa"' in show(copy, "/de/marl/")
    assert "متن" in show(copy, "/fa/marl/")
    assert re.search(r"^fa +ui +(\d+) of +\1 translated", translate(copy, "status"), re.M)

    files = [copy / f"translations/fa/LC_MESSAGES/{domain}.po" for domain in ("ui", "content")]
    translate(copy, "review", "fa", "--by", "Sample")
    assert all('"X-Reviewed-By: Sample\\n"' in path.read_text(encoding="utf-8") for path in files)


def test_a_language_without_catalogs_is_shown_in_german_and_says_so(copy: Path) -> None:
    shutil.rmtree(copy / "translations/tr")
    translate(copy, "compile")
    page = show(copy, "/tr/marl/")
    assert page.startswith("200")
    assert 'lang="de"' in page
    assert re.search(r'<footer.*<a [^>]*hreflang="de"', page, re.S)
    assert 'hreflang="tr"' not in show(copy, "/de/marl/")


def test_the_new_glossary_has_the_terms_of_the_others(folder: Path, region: Region) -> None:
    steps = add_language("fa", region)
    glossary = read_glossary(folder / "glossary/fa.tsv")
    assert len(glossary) > 80
    assert not any(entry.ways for entry in glossary)
    assert "Standesamt" in {entry.german for entry in glossary}
    assert {f"Made translations/{file}" for file in ("fa/LC_MESSAGES/ui.po", "glossary/fa.tsv")} <= set(steps)


@pytest.mark.parametrize("code", ["xq", "FA", "persian", "../fa", "tr"])
def test_an_impossible_language_is_refused(folder: Path, region: Region, code: str) -> None:
    before = sorted(folder.rglob("*"))
    with pytest.raises(ValueError, match=r"language|there already"):
        add_language(code, region)
    assert sorted(folder.rglob("*")) == before
