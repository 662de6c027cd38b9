"""Prints what the search costs: times over the lists of queries, with 1,000 services too, and what indexes take."""

import statistics
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

from webapp import create_app
from webapp.cli.queries import read_queries
from webapp.region import Region
from webapp.search import Finder, build_finder, find
from webapp.search.index import Entry, build_index
from webapp.search.rank import search

QUERIES = Path(__file__).parents[1] / "tests" / "search" / "queries"
SERVICES = 1000
Row = Callable[[str, str, str], None]


def search_times(row: Row) -> None:
    """Each list in its own language: everything that a typed text leads to, on one core."""
    finder: Finder = create_app().extensions["amtslotse"].finder
    for path in sorted(QUERIES.glob("*.tsv")):
        typed = [query.typed for query in read_queries(path)]
        times = sorted(timed(lambda text=text, code=path.stem: find(finder, code, "marl", text)) for text in typed)
        row(f"search {path.stem}, p50 / p95 of {len(typed)}", percentiles(times), "p95 <= 10 ms")


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of the processor, because other work on the machine must not count."""
    started = time.process_time()
    work()
    return (time.process_time() - started) * 1000


def percentiles(times: list[float]) -> str:
    return f"{statistics.median(times):.1f} / {times[int(len(times) * 0.95)]:.1f} ms"


def indexes(row: Row) -> None:
    """How long the indexes of all languages take to build, and how much memory they hold."""
    region: Region = create_app().extensions["amtslotse"].region
    codes = [code for code in region.settings.languages if code != "leicht"]
    milliseconds = timed(lambda: build_finder(region, codes, lambda _code, german: german))
    tracemalloc.start()
    finder = build_finder(region, codes, lambda _code, german: german)
    held, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    terms = sum(len(index.terms) for index in finder.indexes.values())
    row(f"indexes of {len(codes)} languages, {terms} terms: build", f"{milliseconds:.0f} ms", "")
    row("their memory", f"{held / 1024 / 1024:.0f} MB", "")


def many_services(row: Row) -> None:
    """The German list against a thousand services: ours, and copies whose words are all different."""
    region: Region = create_app().extensions["amtslotse"].region
    entries = [Entry(s.id, s.title, s.words["de"], s.summary) for s in region.services.values()]
    copies = [
        Entry(f"{entry.id}-{number}", turned(entry.title), tuple(map(turned, entry.words)), turned(entry.summary))
        for number in range(SERVICES // len(entries) + 1)
        for entry in entries
        for turned in [lambda text, number=number: " ".join(f"{word}{number}" for word in text.split())]
    ]
    index = build_index("de", [*entries, *copies][:SERVICES])
    typed = [query.typed for query in read_queries(QUERIES / "de.tsv")]
    times = sorted(timed(lambda text=text: search([index], text)) for text in typed)
    row(f"search de among {SERVICES} services, {len(index.terms)} terms", percentiles(times), "")
