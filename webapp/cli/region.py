"""`flask region`: check the content, see what each town offers, and print the paths of a guide."""

import sys
from collections import Counter

import click
from flask.cli import AppGroup

from webapp.rendering.site import current_site
from webapp.wizard import OutcomeStep, all_paths
from webapp.wizard.ladder import RUNGS
from webapp.wizard.overview import best_end

region_commands = AppGroup("region", help="Check and show the content of a region.")


@region_commands.command("check")
def check() -> None:
    """List every problem of the content at once, as file:line: place: what is wrong; exit with 1 on any.

    The app itself reads and checks the content when it starts (wsgi.py), so reaching this line means that it is sound.
    """
    region = current_site().region
    click.echo(
        f"{region.settings.name}: {len(region.towns)} towns, {len(region.authorities)} authorities, "
        f"{len(region.services)} services. No problems."
    )


@region_commands.command("matrix")
def matrix() -> None:
    """Print towns by services with the best rung each town reaches in a service (for editors, not for the public)."""
    region = current_site().region
    with click.progressbar(list(region.services.values()), label="Walking the guides", file=sys.stderr) as services:
        rows = {
            service.id: [best_end(region, service, town).rung for town in region.towns.values()] for service in services
        }
    width = max(len(service) for service in rows)
    click.echo(" " * width + "  " + " ".join(f"{town[:11]:11}" for town in region.towns))
    for service, rungs in rows.items():
        click.echo(f"{service:{width}}  " + " ".join(f"{rung:11}" for rung in rungs))
    counts = Counter(rung for rungs in rows.values() for rung in rungs)
    click.echo("  ".join(f"{rung}: {counts[rung]}" for rung in RUNGS))


@region_commands.command("paths")
@click.argument("service")
@click.option("--town", default=None, help="The town of the person; the first one if not given.")
def paths(service: str, town: str | None) -> None:
    """Print every path of a guide and where it ends."""
    region = current_site().region
    if service not in region.services:
        raise click.ClickException(f"{service} is no service; there are: {', '.join(region.services)}")
    if town is not None and town not in region.towns:
        raise click.ClickException(f"{town} is no town; there are: {', '.join(region.towns)}")
    home = region.towns[town or next(iter(region.towns))]
    for step in all_paths(region, region.services[service], home):
        if isinstance(step, OutcomeStep):
            way = "/".join(f"{question}={option}" for question, option in step.answers) or "(no question)"
            outcome = step.outcome
            authority = outcome.door.authority.id if outcome.door.authority else "elsewhere"
            other = outcome.instead or outcome.first
            extra = f"  {'instead' if outcome.instead else 'first'}: {other.id}" if other else ""
            click.echo(f"{way}  ->  {authority}  {outcome.rung}{extra}")
