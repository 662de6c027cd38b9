"""`flask translate`: keep the catalogs up to date, check them, compile them, say who reviewed them, add a language."""

from typing import NoReturn

import click
from flask.cli import AppGroup

from webapp.i18n.catalogs import compile_catalogs, name_of, update_catalogs
from webapp.i18n.checks import check_catalogs
from webapp.i18n.new_language import add_language
from webapp.i18n.po import BadCatalogError
from webapp.i18n.status import record_review, statuses
from webapp.rendering.site import current_site

translate_commands = AppGroup("translate", help="Keep the catalogs up to date.")


@translate_commands.command("update")
@click.option("--trivial", is_flag=True, help="Keep translations where only punctuation of the German changed.")
def update(trivial: bool) -> None:
    """Bring all catalogs up to date with the German texts. Nothing is guessed: new texts are untranslated."""
    try:
        update_catalogs(current_site().region, trivial=trivial)
    except BadCatalogError as error:
        _refuse(error)
    click.echo("Catalogs are up to date.")


def _refuse(error: BadCatalogError) -> NoReturn:
    for line, text in error.problems:
        click.echo(f"{name_of(error.path)}:{line}: {text}", err=True)
    raise SystemExit(1)


@translate_commands.command("check")
def check() -> None:
    """List every problem of every catalog and end with 1 when there is one. Warnings are listed and fail nothing."""
    problems = check_catalogs(current_site().region)
    for problem in problems:
        click.echo(problem, err=True)
    wrong = sum(1 for problem in problems if not problem.is_warning)
    if wrong:
        raise SystemExit(1)
    click.echo(f"Catalogs: no problems, {len(problems)} warnings." if problems else "Catalogs: no problems.")


@translate_commands.command("compile")
def compile_command() -> None:
    """Compile all catalogs. A bad one is named; its earlier compiled form goes on working."""
    if not compile_catalogs(lambda line: click.echo(line, err=True)):
        raise SystemExit(1)


@translate_commands.command("status")
def status() -> None:
    """Print for each language what is translated, what is not or no longer, who reviewed it, and what grew longest."""
    for row in statuses():
        click.echo(row)


@translate_commands.command("review")
@click.argument("locale")
@click.option("--by", "name", required=True, help='Who reviewed it; "" takes the review back.')
def review(locale: str, name: str) -> None:
    """Say in both catalogs of a language who reviewed it."""
    try:
        files = record_review(locale, name)
    except BadCatalogError as error:
        _refuse(error)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{', '.join(files)}: reviewed by {name or 'nobody yet'}. To show it: flask translate compile")


@translate_commands.command("add")
@click.argument("code")
def add(code: str) -> None:
    """Make the empty catalogs and the glossary of a new language and say what to do next."""
    try:
        steps = add_language(code, current_site().region)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    for step in steps:
        click.echo(step)
