"""The engine in the browser (webapp/assets/search.js) answers like the server: its built file, run by Node."""

import gzip
import json
import random
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import brotli
import pytest

from tests.search.corpus import VECTORS, indexes
from tests.search.test_queries import LANGUAGES, QUERIES
from webapp.cli.queries import Query, read_queries
from webapp.region.fold import folded_words
from webapp.region.places import cleaned
from webapp.rendering.assets import STATIC
from webapp.rendering.site import Site
from webapp.search import Answer, Finder, find, packed
from webapp.search.emergency import read_signs

ROOT = Path(__file__).parents[2]
WEBAPP = ROOT / "webapp"
ANSWERS = Path(__file__).with_name("answers.mjs")
ON_USE = ("packs.js", "search.js", "read-aloud.js")
TOWN = "marl"
# A query in its language with the server's answer and the browser's.
Compared = tuple[str, Query, Answer, dict[str, Any]]


def built(name: str) -> Path:
    return STATIC / json.loads((STATIC / "manifest.json").read_text(encoding="utf-8"))[name]


def node() -> str:
    """Node as `make` sets it up, or that of the system."""
    found = shutil.which("node", path=str(ROOT / ".venv" / "bin")) or shutil.which("node")
    assert found, "Node is missing: make .venv/.run"
    return found


def run(asked: Iterable[dict[str, Any]]) -> list[Any]:
    """The engine's answers to lines of questions, in one process."""
    lines = "\n".join(json.dumps(one) for one in asked)
    done = subprocess.run(  # noqa: S603 - our own script
        [node(), ANSWERS, built("search.js").as_uri()], input=lines, capture_output=True, text=True, encoding="utf-8"
    )
    assert not done.returncode, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def answers(finder: Finder, language: str, typed: Iterable[str], town: str = TOWN) -> list[Any]:
    return run([{"open": packed(finder, language, town)}, *({"typed": one} for one in typed)])


def plain(answer: Answer, language: str) -> dict[str, Any]:
    """An answer of the server as the browser gives it: of the emergencies' languages only the page's and German."""
    own = [(name, [code for code in codes if code in (language, "de")]) for name, codes in answer.emergencies]
    return {
        "emergencies": [[name, codes[:1]] for name, codes in own],
        "words": list(answer.found.words),
        "hits": [
            {"entry": hit.entry, "score": hit.score, "cover": hit.cover, "words": list(hit.words)}
            for hit in answer.found.hits
        ],
        "services": list(answer.services),
        "events": list(answer.events),
        "number": answer.number,
        "town": answer.town,
        "rest": answer.rest,
    }


def is_of_other_language(answer: Answer, language: str) -> bool:
    """True when something was recognised in a language that is neither the page's nor German."""
    others = [name for name, codes in answer.emergencies if not {language, "de"} & set(codes)]
    return bool(answer.language or others)


def expected(finder: Finder, language: str, typed: str) -> Answer:
    """The server's answer; where another language made it, that of a server without the others."""
    answer = find(finder, language, TOWN, cleaned(typed))
    if not is_of_other_language(answer, language):
        return answer
    codes = (language, "de")
    own = replace(
        finder,
        indexes={code: finder.indexes[code] for code in codes},
        signs={code: finder.signs[code] for code in codes},
    )
    return find(own, language, TOWN, cleaned(typed))


# --- the rules ---


def test_the_vectors_come_out_the_same() -> None:
    vectors = json.loads(VECTORS.read_text(encoding="utf-8"))
    turkish, german = indexes()
    corpus = Finder(indexes={"tr": turkish, "de": german}, signs={}, numbers={}, places={})
    found = answers(corpus, "tr", [one["query"] for one in vectors])
    got = [
        {
            "query": vector["query"],
            "words": one["words"],
            "hits": [[hit["entry"], hit["score"], hit["cover"]] for hit in one["hits"]],
        }
        for vector, one in zip(vectors, found, strict=True)
    ]
    assert got == vectors


def content_words() -> Iterator[str]:
    """Every word as it stands in the content, the catalogs, the word lists and the queries, and every letter."""
    yield from (
        f"a{chr(code)}b {chr(code) * 4}"
        for code in range(0x10000)
        if unicodedata.category(chr(code)) not in ("Cn", "Cs")
    )
    files = [
        *WEBAPP.glob("content/**/*.yaml"),
        *WEBAPP.glob("search/*/*.txt"),
        *ROOT.glob("translations/**/*.po"),
        *QUERIES.iterdir(),
    ]
    words = {word for file in files for word in file.read_text(encoding="utf-8").split()}
    assert len(words) > 20_000
    yield from sorted(words)


def test_every_word_of_the_content_is_folded_the_same() -> None:
    words = list(content_words())
    folded = run({"fold": word} for word in words)
    assert [(word, one) for word, one in zip(words, folded, strict=True) if one != list(folded_words(word))] == []


@pytest.mark.parametrize(
    "typed",
    [
        "G.E.Z. e.V. z.B.x",
        "O’Neill’s",
        "STRASSE Straße",
        "١٢ ۳۴ ५",
        "neue Fuehrerschein Quelle",
        "والرقم للبيت",
        "x\u00ady",
    ],
)
def test_each_rule_of_folding_is_the_same(typed: str) -> None:
    assert run([{"fold": typed}]) == [list(folded_words(typed))]


# --- the answers ---


def asked(language: str) -> tuple[Query, ...]:
    return read_queries(QUERIES / f"{language}.tsv")


@pytest.fixture(scope="module")
def compared(site: Site) -> list[Compared]:
    """Every query of the lists, asked on the page of its language."""
    lines: list[dict[str, Any]] = []
    whole = []
    for language in LANGUAGES:
        lines.append({"open": packed(site.finder, language, TOWN)})
        for query in asked(language):
            lines.append({"typed": query.typed})
            whole.append((language, query, find(site.finder, language, TOWN, cleaned(query.typed))))
    return [(*one, answer) for one, answer in zip(whole, run(lines), strict=True)]


def other_ones(ones: Iterable[Compared]) -> str:
    """How many, and the queries to look at; those of the hold-out are only counted."""
    ones = list(ones)
    shown = [(language, query.typed) for language, query, *_ in ones if not query.is_holdout]
    return f"{len(ones)}, of which not hold-out: {shown}" if ones else ""


def of_own_languages(compared: Iterable[Compared]) -> list[Compared]:
    """Without what only the server recognises, because it is of another language than the page."""
    return [one for one in compared if not is_of_other_language(one[2], one[0])]


def test_the_same_three_come_first_for_99_of_100_queries(compared: list[Compared]) -> None:
    other = [one for one in compared if list(one[2].services[:3]) != one[3]["services"][:3]]
    share = len(other) / len(compared)
    assert share <= 0.01, other_ones(other)


def test_what_the_server_rejects_finds_nothing(compared: list[Compared]) -> None:
    rejected = [one for one in compared if not one[2].services]
    assert sum(one[1].accepted == ("-",) for one in rejected) >= 100
    assert not other_ones(one for one in rejected if one[3]["services"])


def test_every_emergency_is_seen_and_none_besides(compared: list[Compared]) -> None:
    assert sum(bool(server.emergencies) for _, _, server, _ in compared) >= 94
    assert not other_ones(
        one
        for one in compared
        if [name for name, _ in one[2].emergencies] != [name for name, _ in one[3]["emergencies"]]
    )


def test_but_for_other_languages_each_answer_is_the_same_in_full(compared: list[Compared]) -> None:
    own = of_own_languages(compared)
    print(f"only the server recognises them, in another language: {len(compared) - len(own)} of {len(compared)}")  # noqa: T201
    share = len(own) / len(compared)
    assert share >= 0.99
    assert not other_ones(one for one in own if plain(one[2], one[0]) != one[3])


def mutated(chance: random.Random, text: str, other: str, towns: tuple[str, ...]) -> str:
    """A text as somebody else might have typed it, or as nobody would."""
    at = chance.randrange(len(text))
    letter, before, after = text[at], text[:at], text[at + 1 :]
    return chance.choice(
        [
            before + after,
            before + after[:1] + letter + after[1:],
            before + letter * 2 + after,
            before + chance.choice(text) + after,
            before + chance.choice(" -.,'’/\u200e\u00ad\n ") + letter + after,
            text.replace(" ", "", 1),
            text.upper(),
            before,
            letter + after,
            f"{text} {other}",
            f"{other} {chance.choice(towns)} {text}",
            f"{text} {chance.choice(towns).upper()}",
            f"{chance.choice(['Nr. ', '', '#', 'nummer', '٢'])}{chance.randrange(400)}",
            f"{text} {chance.randrange(200)}",
            " ".join(sorted(text.split())),
            f"{text} " * 20,
            text.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss"),
            "".join(chance.sample(text, len(text))),
        ]
    )


def test_2000_mutated_queries_have_the_same_answers(site: Site) -> None:
    chance = random.Random(115)  # noqa: S311 - the same ones each time
    towns = tuple(" ".join(words) for words in site.finder.places)
    lines: list[dict[str, Any]] = []
    wanted = []
    for language in LANGUAGES:
        lines.append({"open": packed(site.finder, language, TOWN)})
        texts = [query.typed for query in asked(language)]
        for _ in range(400 if language == "de" else 200):
            typed = chance.choice(texts)
            for _ in range(chance.randint(1, 3)):
                typed = mutated(chance, typed or "x", chance.choice(texts), towns)
            lines.append({"typed": typed})
            wanted.append((language, typed, plain(expected(site.finder, language, typed), language)))
    assert len(wanted) == 2_000
    other = [
        (language, typed)
        for (language, typed, answer), found in zip(wanted, run(lines), strict=True)
        if answer != found
    ]
    assert other == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_leads_to_its_service(site: Site, language: str) -> None:
    numbers = list(site.finder.numbers)
    found = answers(site.finder, language, map(str, numbers))
    assert [one["services"] for one in found] == [[site.finder.numbers[number]] for number in numbers]


# --- the pack ---


def test_einfache_sprache_is_searched_as_german(site: Site) -> None:
    assert packed(site.finder, "leicht", TOWN) == packed(site.finder, "de", TOWN)


def test_signs_that_cannot_be_typed_are_left_out() -> None:
    signs = read_signs({"danger": (["brennt !*", "feuer -!", "=rauch|*qualm -grill"], ["?"])})
    finder = Finder(indexes={"de": indexes()[1]}, signs={"de": signs}, numbers={}, places={})
    assert packed(finder, "de", TOWN)["signs"] == {
        "de": [{"id": "danger", "unless": "", "signs": ["feuer", "=*qualm|rauch -grill"]}]
    }
    typed = ["brennt", "feuer", "feuer !", "rauch", "rauch grill", "Wohnung rauch", "tabakqualm", ""]
    wanted = [plain(find(finder, "de", TOWN, one), "de")["emergencies"] for one in typed]
    assert [one["emergencies"] for one in answers(finder, "de", typed)] == wanted


# --- budgets ---


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_index_takes_at_most_90_kb_of_a_pack(site: Site, language: str) -> None:
    text = json.dumps(packed(site.finder, language, TOWN), ensure_ascii=False, separators=(",", ":"))
    assert len(brotli.compress(text.encode(), quality=9)) <= 90_000


def test_the_pack_is_the_same_in_every_process(site: Site) -> None:
    """Sets have another order in another process, and a pack that changes would be loaded anew."""
    script = (
        "import json; from webapp import create_app; from webapp.search import packed;"
        "print(json.dumps(packed(create_app({'TESTING': True}).extensions['amtslotse'].finder, 'uk', 'marl')))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == json.dumps(packed(site.finder, "uk", TOWN))


def test_the_scripts_that_are_loaded_on_use_stay_small() -> None:
    sizes = {name: len(gzip.compress(built(name).read_bytes(), 9)) for name in ON_USE}
    assert sizes["search.js"] <= 6_000
    assert sum(sizes.values()) <= 15_000
