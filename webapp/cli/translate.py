"""`flask translate`: keep the catalogs up to date, check them, compile them."""

import click
from flask.cli import AppGroup

from webapp.i18n.catalogs import check_catalogs, compile_catalogs, read_coverage, update_catalogs
from webapp.rendering.site import current_site

translate_commands = AppGroup("translate", help="Keep the catalogs up to date.")


@translate_commands.command("update")
def update() -> None:
    """Bring all catalogs up to date with the German texts. Nothing is guessed: new texts are untranslated."""
    update_catalogs(current_site().region)
    click.echo("Catalogs are up to date.")


@translate_commands.command("check")
def check() -> None:
    """List every problem of every catalog and end with 1 when there is one."""
    problems = check_catalogs(current_site().region)
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        raise SystemExit(1)
    click.echo("Catalogs: no problems.")


@translate_commands.command("compile")
def compile_command() -> None:
    """Compile all catalogs. A broken one is named; its earlier compiled form goes on working."""
    if not compile_catalogs(lambda line: click.echo(line, err=True)):
        raise SystemExit(1)


@translate_commands.command("status")
def status() -> None:
    """Print how much of each language is translated and who reviewed it."""
    for code, domains in read_coverage().items():
        parts = [f"{name} {done.translated}/{done.total}" for name, done in domains.items()]
        reviewer = next((done.reviewer for done in domains.values() if done.reviewer), "nobody yet")
        click.echo(f"{code:7} {'  '.join(parts)}  reviewed by {reviewer}")
