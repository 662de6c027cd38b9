"""Turns a region's folder into one frozen value, or refuses it with all its problems at once."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from webapp.region.check import check_region
from webapp.region.entrances import Emergency, LanguageSigns, LifeEvent, Topic
from webapp.region.models import Account, Authority, Item, Region, Service, Settings, Town
from webapp.region.problems import ContentError, Problem
from webapp.region.read import Document, Place, read_yaml

FOLDERS: Mapping[str, type[BaseModel]] = {
    "towns": Town,
    "authorities": Authority,
    "services": Service,
    "signs": LanguageSigns,
}
LISTS: Mapping[str, type[BaseModel]] = {
    "items": Item,
    "accounts": Account,
    "topics": Topic,
    "life-events": LifeEvent,
    "emergencies": Emergency,
}


def load_region(folder: Path) -> Region:
    """Read, check and freeze the region in a folder.

    Raises ContentError with every problem of every file: shapes first, then the rules that span files,
    which are checked for all that could be read.
    """
    if not folder.is_dir():
        raise ContentError([Problem(str(folder), 0, "", "is no folder; give the folder of a region")])
    documents: dict[str, Document] = {}
    parts: dict[str, Any] = {name: {} for name in (*FOLDERS, *LISTS)}
    for path in sorted(folder.rglob("*.yaml")):
        name = path.relative_to(folder).as_posix()
        documents[name] = read_yaml(path, name)
    for name, document in documents.items():
        _read_part(name, document, parts)
    for name in ("region.yaml", "tables.yaml", *(f"{part}.yaml" for part in LISTS)):
        if name not in documents:
            documents[name] = Document(name, problems=[Problem(name, 0, "", "is missing")])
    problems = [problem for document in documents.values() for problem in document.problems]
    if "region" not in parts:
        raise ContentError(problems or [Problem("region.yaml", 0, "", "could not be read")])
    region = Region.model_construct(
        settings=parts["region"],
        towns=MappingProxyType(dict(sorted(parts["towns"].items(), key=lambda pair: pair[1].name))),
        authorities=MappingProxyType(parts["authorities"]),
        services=MappingProxyType(parts["services"]),
        topics=MappingProxyType(parts["topics"]),
        life_events=MappingProxyType(parts["life-events"]),
        emergencies=MappingProxyType(parts["emergencies"]),
        signs=MappingProxyType(parts["signs"]),
        items=MappingProxyType(parts["items"]),
        accounts=MappingProxyType(parts["accounts"]),
        tables=MappingProxyType(parts.get("tables", {})),
        version=_version(folder),
    )
    problems += check_region(region, documents)
    if problems:
        raise ContentError(problems)
    return region


def _read_part(name: str, document: Document, parts: dict[str, Any]) -> None:
    folder, _, rest = name.rpartition("/")
    stem = rest.removesuffix(".yaml")
    if document.problems and document.value is None:
        return
    if folder in FOLDERS:
        thing = _validated(FOLDERS[folder], document.value, (), document)
        if thing is not None:
            if thing.id != stem:
                document.complain(("id",), f"must equal the file name: {stem}")
            parts[folder][thing.id] = thing
    elif folder:
        document.complain((), "is in an unknown folder")
    elif stem == "region":
        settings = _validated(Settings, document.value, (), document)
        if settings is not None:
            parts["region"] = settings
    elif stem in LISTS:
        _read_list(stem, document, parts)
    elif stem == "tables":
        tables = _validated(dict[str, dict[str, str]], document.value or {}, (), document)
        parts["tables"] = tables or {}
    else:
        document.complain((), "is an unknown file")


def _read_list(stem: str, document: Document, parts: dict[str, Any]) -> None:
    if not isinstance(document.value, list):
        document.complain((), "must be a list")
        return
    for index, value in enumerate(document.value):
        thing = _validated(LISTS[stem], value, (index,), document)
        if thing is None:
            continue
        if thing.id in parts[stem]:
            document.complain((index, "id"), f"{thing.id} is given twice")
        parts[stem][thing.id] = thing


def _validated(kind: Any, value: Any, place: Place, document: Document) -> Any:
    """The value as a model, or None after its problems were noted in the document."""
    try:
        return TypeAdapter(kind).validate_python(value)
    except ValidationError as error:
        for detail in error.errors():
            location = tuple(part for part in detail["loc"] if part not in ("shared", "own"))
            reason = detail["msg"].removeprefix("Value error, ")
            document.complain((*place, *location), reason[0].lower() + reason[1:])
        return None


def _version(folder: Path) -> str:
    """A short fingerprint of all files: it changes when, and only when, the content does."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.yaml")):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]
