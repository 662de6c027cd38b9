"""Makes, updates and compiles the catalogs: `ui` from the templates, `content` from the region's YAML."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import astuple, dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo

from webapp.i18n.faults import PLACEHOLDER, faults, is_translated
from webapp.i18n.languages import GERMAN, LANGUAGES, Language
from webapp.i18n.po import BadCatalogError, read_catalog, reviewer_of, write_catalog
from webapp.i18n.texts import TRANSLATIONS
from webapp.region import Region
from webapp.region.texts import all_texts

DOMAINS = ("ui", "content")
TEMPLATES = Path(__file__).parents[1] / "templates"
# What may change in a German sentence without a change of its meaning; "§", "%" and "&" are words.
TRIVIAL = re.compile(r"[\s.,;:!?…„“”‚‘’'\"()–-]+")
NO_EARLIER = "There is no earlier compiled catalog; these texts are shown in German, marked as German."
NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a catalog is translated, and who reviewed it."""

    translated: int
    total: int
    reviewer: str | None

    @property
    def share(self) -> float:
        """Translated texts as a share of all, 0 to 1."""
        return self.translated / self.total if self.total else 1.0


def path_of(language: Language, domain: str, ending: str = "po") -> Path:
    """Where a catalog lies."""
    return TRANSLATIONS / language.locale / "LC_MESSAGES" / f"{domain}.{ending}"


def template_of(domain: str, region: Region) -> Catalog:
    """All texts of a domain as they stand now: each German sentence once, with its places as comments."""
    catalog = Catalog(charset="utf-8")
    if domain == "content":
        places: dict[str, list[str]] = {}
        for text in all_texts(region):
            places.setdefault(text.german, []).append(text.place)
        for german, found in places.items():
            more = [f"and {len(found) - 3} more places"] if len(found) > 3 else []
            catalog.add(german, auto_comments=[*found[:3], *more, _room(german)])
        return catalog
    options = {"**.html": {"trimmed": "true", "silent": "false"}}
    found_in_templates = extract_from_dir(
        TEMPLATES, [("**.html", "jinja2")], options, comment_tags=("Translators:",), strip_comment_tags=True
    )
    for name, _line, message, comments, context in sorted(found_in_templates, key=lambda found: (found[0], found[1])):
        catalog.add(message, auto_comments=[*comments, name], context=context)
    return catalog


def _room(german: str) -> str:
    """A hint for translators: how long a text may become before it takes too much of a phone's screen."""
    return f"at most {max(len(german) * 7 // 5, len(german) + 15)} letters"


def glossary_path(language: Language, ending: str = "tsv") -> Path:
    """Where the glossary of a language lies, or the list of words that it avoids ("forbidden.txt")."""
    return TRANSLATIONS / "glossary" / f"{language.locale}.{ending}"


def name_of(path: Path) -> str:
    """How a file of the translations is named in messages."""
    return path.relative_to(TRANSLATIONS.parent).as_posix()


def begun() -> Iterator[tuple[Language, str]]:
    """The catalogs that somebody has begun: those of every language that has a folder."""
    for language in LANGUAGES.values():
        if language is not GERMAN and path_of(language, "ui").parent.is_dir():
            yield from ((language, domain) for domain in DOMAINS)


def update_catalogs(region: Region, *, trivial: bool = False) -> None:
    """Bring every catalog up to date: new texts added untranslated, old ones dropped, nothing guessed.

    With `trivial`, a German text that only got other punctuation, spaces or capitals keeps its translation.
    Raises BadCatalogError, before anything is written, when a catalog cannot be read.
    """
    templates = {domain: template_of(domain, region) for domain in DOMAINS}
    merged = []
    for language, domain in begun():
        path = path_of(language, domain)
        old = read_named(language, domain) if path.exists() else Catalog()
        merged.append((path, merged_catalog(templates[domain], old, language, trivial=trivial)))
    for path, catalog in merged:
        write_catalog(path, catalog)


def read_named(language: Language, domain: str) -> Catalog:
    """A catalog of a language. Raises BadCatalogError."""
    return read_catalog(path_of(language, domain))


def merged_catalog(template: Catalog, old: Catalog, language: Language, *, trivial: bool = False) -> Catalog:
    """The texts of the template with the translations of the old catalog."""
    merged = Catalog(locale=language.locale, charset="utf-8", project="Amtslotse", header_comment="", fuzzy=False)
    alike = _by_skeleton(old, template) if trivial else {}
    for message in template:
        if not message.id:
            continue
        earlier = old.get(message.id, message.context) or alike.get(_skeleton(message))
        string = earlier.string if earlier else ("" if isinstance(message.id, str) else ("",) * merged.num_plurals)
        comments = earlier.user_comments if earlier else ()
        merged.add(
            message.id,
            string,
            auto_comments=message.auto_comments,
            user_comments=comments,
            context=message.context,
            flags=message.flags - {"fuzzy"},
        )
    merged.reviewer = reviewer_of(old)  # type: ignore[attr-defined]
    return merged


def _by_skeleton(old: Catalog, template: Catalog) -> dict[object, Message]:
    """The translated entries that are no longer in the template, by their skeleton; none where two have the same."""
    found: dict[object, list[Message]] = {}
    for message in old:
        if message.id and is_translated(message) and template.get(message.id, message.context) is None:
            found.setdefault(_skeleton(message), []).append(message)
    return {skeleton: messages[0] for skeleton, messages in found.items() if len(messages) == 1}


def _skeleton(message: Message) -> object:
    """What stays of an entry without punctuation, spaces and capitals; numbers and placeholders stay as they are."""
    sources = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    marks = tuple(tuple(NUMBER.findall(source) + PLACEHOLDER.findall(source)) for source in sources)
    return message.context, marks, tuple(TRIVIAL.sub("", source).casefold() for source in sources)


def compile_catalogs(report: Callable[[str], None]) -> bool:
    """Compile every usable catalog and say whether all went well. A bad one is reported; its compiled one stays.

    What each catalog covers is kept beside them, because the list of languages depends on it.
    """
    before, coverage = read_coverage(), dict[str, dict[str, Coverage]]()
    went_well = True
    for language, domain in begun():
        name, compiled = name_of(path_of(language, domain)), path_of(language, domain, "mo")
        try:
            catalog = _usable(language, domain)
        except BadCatalogError as error:
            for line, text in error.problems:
                report(f"{name}:{line}: {text}")
            report(f"{name}: {'The earlier compiled catalog stays.' if compiled.exists() else NO_EARLIER}")
            went_well = False
            done = before.get(language.code, {}).get(domain) if compiled.exists() else None
        else:
            write_compiled(compiled, catalog)
            translated = sum(1 for message in catalog if message.id and is_translated(message))
            done = Coverage(translated, len(catalog), reviewer_of(catalog))
        if done:
            coverage.setdefault(language.code, {})[domain] = done
    values = {code: {domain: astuple(done) for domain, done in all_.items()} for code, all_ in coverage.items()}
    (TRANSLATIONS / "coverage.json").write_text(json.dumps(values, indent=1, ensure_ascii=False), encoding="utf-8")
    return went_well


def write_compiled(path: Path, catalog: Catalog) -> None:
    """Write a catalog as gettext reads it, in one piece: a server that starts meanwhile never meets half a file."""
    fresh = path.with_suffix(".new")
    with fresh.open("wb") as file:
        write_mo(file, catalog)
    fresh.replace(path)


def _usable(language: Language, domain: str) -> Catalog:
    """A catalog that breaks no page. Raises BadCatalogError."""
    if not path_of(language, domain).exists():
        raise BadCatalogError(path_of(language, domain), (1, "is missing; run: make translations"))
    catalog = read_named(language, domain)
    if problems := [(message.lineno or 1, text) for message in catalog if message.id for text in faults(message)]:
        raise BadCatalogError(path_of(language, domain), *problems)
    return catalog


def read_coverage(folder: Path | None = None) -> dict[str, dict[str, Coverage]]:
    """What the compiled catalogs cover, by language code and domain; empty when nothing was compiled."""
    path = (folder or TRANSLATIONS) / "coverage.json"
    if not path.exists():
        return {}
    data = json.loads(path.read_text(encoding="utf-8"))
    return {code: {domain: Coverage(*values) for domain, values in domains.items()} for code, domains in data.items()}
