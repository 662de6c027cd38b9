"""`flask search`: what a text finds and why, and which queries of a list miss what they should find."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click
from flask.cli import AppGroup

from webapp.cli.queries import judge, read_queries, report
from webapp.rendering.site import current_site
from webapp.search import Answer, find


class _WordsOrCommand(AppGroup):
    """A group whose unknown first word means its command `find`: `flask search de marl "perso weg"`."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        known = args and self.get_command(ctx, args[0])
        return super().resolve_command(ctx, args if known else ["find", *args])


search_commands = _WordsOrCommand("search", help="See what the search finds, and why.")


@search_commands.command("find")
@click.argument("language")
@click.argument("town")
@click.argument("words", nargs=-1, required=True)
def find_command(language: str, town: str, words: Sequence[str]) -> None:
    """Print what the words lead to: emergencies, then ids with score, cover and the words that matched."""
    site = current_site()
    if town not in site.region.towns:
        raise click.ClickException(f"{town} is no town; there are: {', '.join(site.region.towns)}")
    if language not in [known.code for known in site.languages]:
        raise click.ClickException(f"{language} is no language of the region")
    _print(find(site.finder, language, town, " ".join(words)))


def _print(answer: Answer) -> None:
    for emergency, codes in answer.emergencies:
        click.echo(f"! {emergency} (a sign in {', '.join(codes)})")
    for label, value in (("number", answer.number), ("other town", answer.town), ("found in", answer.language)):
        if value is not None:
            click.echo(f"{label}: {value}")
    click.echo(f"words that count: {' '.join(answer.found.words) or 'none'}")
    for hit in answer.found.hits:
        click.echo(f"{hit.score:6} {hit.cover:4} %  {hit.entry:28} {' '.join(hit.words)}")
    for name in answer.services if answer.number is not None else ():
        click.echo(f"       {name}")
    if not answer.services:
        click.echo("no service found")


@search_commands.command("misses")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--town", default=None, help="The town to search in; the first one if not given.")
@click.option("--all", "everything", is_flag=True, help="Name the hold-out misses too (never tune for them).")
def misses(file: Path, town: str | None, everything: bool) -> None:
    """Run a list of queries named after its language (docs/search.md); print figures, and the misses by style."""
    site = current_site()
    verdicts = judge(site.finder, file.stem, town or next(iter(site.region.towns)), read_queries(file))
    for line in report(verdicts, name_holdout=everything):
        click.echo(line)
    sys.exit(0)
