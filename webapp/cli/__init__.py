"""The commands for editors, translators and operators: `flask packs …`, `region …`, `search …`, `translate …`."""

from flask import Flask

from webapp.cli.packs import packs_commands
from webapp.cli.preview import preview_command
from webapp.cli.region import region_commands
from webapp.cli.search import search_commands
from webapp.cli.translate import translate_commands


def init_app(app: Flask) -> None:
    """Add all commands to the app."""
    app.cli.add_command(packs_commands)
    app.cli.add_command(region_commands)
    app.cli.add_command(search_commands)
    translate_commands.add_command(preview_command)
    app.cli.add_command(translate_commands)
