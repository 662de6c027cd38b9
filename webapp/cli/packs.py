"""`flask packs`: build the packs that people save on their devices."""

import os
import time
from concurrent.futures import ProcessPoolExecutor, as_completed

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from webapp.packs.serving import STORE
from webapp.packs.store import BEST, QUALITY, PackStore
from webapp.rendering.site import current_site

packs_commands = AppGroup("packs", help="Build the packs that people save on their devices.")
_app: list[Flask] = []  # The application of a building process.


@packs_commands.command("build")
@click.option("--town", "towns", multiple=True, help="Only this town; may be given several times.")
@click.option("--language", "languages", multiple=True, help="Only this language; may be given several times.")
@click.option(
    "--best", is_flag=True, help="Compress as far as it goes (brotli 11): a tenth smaller, takes half as long again."
)
@click.option("--processes", default=os.cpu_count() or 1, show_default=True, help="How many are built at once.")
def build(towns: tuple[str, ...], languages: tuple[str, ...], best: bool, processes: int) -> None:
    """Build the packs of all towns in all complete languages, then delete those of earlier versions.

    What is not built here is built when somebody saves it for the first time.
    """
    site, store = current_site(), _store(current_app)
    codes = languages or tuple(language.code for language in site.languages if site.is_complete(language))
    wanted = [(code, town) for town in towns or site.region.towns for code in codes]
    unknown = {code for code, town in wanted if code not in {one.code for one in site.languages}}
    unknown |= {town for _, town in wanted if town not in site.region.towns}
    if unknown:
        raise click.UsageError(f"Not in this region: {', '.join(sorted(unknown))}.")
    started = time.monotonic()
    settings = {key: current_app.config[key] for key in SETTINGS}
    with ProcessPoolExecutor(processes, initializer=_start, initargs=(settings,)) as pool:
        running = [pool.submit(_build, code, town, BEST if best else QUALITY) for code, town in wanted]
        for count, done in enumerate(as_completed(running), 1):
            code, town, pages, download = done.result()
            click.echo(f"{count:4} of {len(wanted)}  {town} {code}: {pages} pages, {download / 1000:.1f} kB")
    click.echo(f"{len(wanted)} packs in {time.monotonic() - started:.0f} s. Earlier files deleted: {store.tidy()}.")


SETTINGS = ("AMTSLOTSE_REGION", "AMTSLOTSE_TRANSLATIONS", "AMTSLOTSE_PACKS", "AMTSLOTSE_OFFLINE", "PUBLIC_URL")


def _start(settings: dict[str, object]) -> None:
    from webapp.app import create_app

    _app[:] = [create_app(settings)]


def _build(code: str, town: str, quality: int) -> tuple[str, str, object, int]:
    """Build one pack in a process of its own. The answer tells people: what, how many pages, how many bytes."""
    site = _app[0].extensions["amtslotse"]
    language = next(language for language in site.languages if language.code == code)
    kept = _store(_app[0]).build(language, site.region.towns[town], quality)
    return code, town, kept.manifest["pages"], len(kept.bodies["br"])


def _store(app: Flask) -> PackStore:
    store: PackStore = app.extensions[STORE]
    return store
