"""`flask translate preview LOCALE`: the pages with a catalog as it is being edited, for translators.

Never in production: only this command puts live catalogs in place of the compiled ones, it serves on this machine
alone, and it refuses where a public address is set.
"""

import hashlib
import re
from gettext import NullTranslations, c2py
from pathlib import Path

import click
from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po
from flask import Flask, Response, current_app
from markupsafe import Markup
from werkzeug.serving import run_simple

from webapp.i18n.languages import GERMAN, LANGUAGES, Language
from webapp.i18n.texts import CATALOGS, FINISHED
from webapp.rendering.headers import NOT_KEPT

HOST = "127.0.0.1"
# A text may end up in an attribute or a title, where no element can stand. So it carries signs of the area for private
# use, and what they become is decided when the page is whole: (in the text of the page, everywhere else).
SIGNS = {
    "\ue000": ("<mark>‼ ", "‼ "),
    "\ue001": ("</mark>", ""),
    "\ue002": (' <code dir="ltr">', " ["),
    "\ue003": ("</code>", "]"),
}
NO_ELEMENTS = re.compile(r"(<title>.*?</title>|<script\b.*?</script>|<[^>]*>)", re.S)


class LiveCatalog(NullTranslations):
    """A catalog that is read again when its file has changed. It marks what is missing and, if asked, each line."""

    def __init__(self, path: Path, *, ids: bool) -> None:
        super().__init__()
        self.add_fallback(NullTranslations())  # It knows itself what is missing.
        self.problem = ""
        self._path = path
        self._ids = ids
        self._read: tuple[int, int] | None = None
        self._catalog = Catalog()

    def refresh(self) -> None:
        """Read the file if it has changed. One that cannot be read is named in `problem`; the earlier texts stay."""
        try:
            state = self._path.stat()
            if self._read == (state.st_mtime_ns, state.st_size):
                return
            with self._path.open("rb") as file:
                self._catalog = read_po(file, locale=self._path.parents[1].name, abort_invalid=True)
            self._read, self.problem = (state.st_mtime_ns, state.st_size), ""
        except (OSError, PoFileError, ValueError) as error:
            self.problem = f"{self._path.name}: {error}"

    def gettext(self, message: str) -> str:
        """The translation, or the German marked as untranslated."""
        found = self._catalog.get(message)
        return self._shown(found, _string(found, 0), message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The same for a text that depends on a number."""
        found = self._catalog.get(msgid1)
        form = c2py(self._catalog.plural_expr)(n)
        return self._shown(found, _string(found, form), msgid1 if n == 1 else msgid2)

    def _shown(self, message: Message | None, translation: str, german: str) -> str:
        text = translation or f"\ue000{german}\ue001"
        return f"{text}\ue002{self._place(message)}\ue003" if self._ids else text

    def _place(self, message: Message | None) -> str:
        if message is None:
            return f"{self._path.name}: not in it, run: make translations"
        return f"{self._path.name}:{message.lineno} #{message_id(message)}"


def _string(message: Message | None, form: int) -> str:
    """A form of a translation; "" where there is none that would be compiled."""
    if message is None or message.fuzzy or not message.string:
        return ""
    return message.string if isinstance(message.string, str) else message.string[form]


def message_id(message: Message) -> str:
    """A short name of a message, the same as long as its German is: "4f2a1c"."""
    german = message.id if isinstance(message.id, str) else message.id[0]
    return hashlib.sha256(f"{message.context or ''}\x04{german}".encode()).hexdigest()[:6]


def show_live(app: Flask, language: Language, *, ids: bool) -> None:
    """Let an app take one language's texts from its catalogs as they are at each request, and keep no page."""
    if app.config["PUBLIC_URL"]:
        raise click.UsageError("The preview is for your own machine; it does not start where PUBLIC_URL is set.")
    folder = Path(app.config["AMTSLOTSE_TRANSLATIONS"]) / language.locale / "LC_MESSAGES"
    live = {domain: LiveCatalog(folder / f"{domain}.po", ids=ids) for domain in ("ui", "content")}
    locale = str(Locale.parse(language.locale))
    app.extensions[CATALOGS].update({(locale, domain): catalog for domain, catalog in live.items()})

    @app.before_request
    def refresh() -> None:
        for catalog in live.values():
            catalog.refresh()
        for texts in app.extensions[FINISHED].values():
            texts.clear()

    @app.after_request
    def finish(response: Response) -> Response:
        response.headers["Cache-Control"] = NOT_KEPT
        if response.mimetype == "text/html":
            problems = [catalog.problem for catalog in live.values() if catalog.problem]
            response.set_data(with_problems(with_marks(response.get_data(as_text=True)), problems))
        return response


def with_marks(html: str) -> str:
    """A page whose private signs have become elements, or plain signs where no element can stand."""
    pieces = NO_ELEMENTS.split(html)
    for index, piece in enumerate(pieces):
        for sign, shown in SIGNS.items():
            pieces[index] = pieces[index].replace(sign, shown[index % 2]) if sign in piece else pieces[index]
    return "".join(pieces)


def with_problems(html: str, problems: list[str]) -> str:
    """A page that begins with what is wrong with the catalogs."""
    said = "".join(Markup('<p role="alert" lang="en" dir="ltr"><mark>{}</mark></p>').format(line) for line in problems)
    return re.sub(r"<main\b[^>]*>", lambda main: main[0] + said, html, count=1)


@click.command("preview")
@click.argument("locale", type=click.Choice([code for code in LANGUAGES if code != GERMAN.code]))
@click.option("--ids", is_flag=True, help="Show for each text its catalog, line and id.")
@click.option("--port", default=8000, show_default=True)
def preview_command(locale: str, ids: bool, port: int) -> None:
    """Show the pages of LOCALE on this machine; a change of its catalogs shows when a page is loaded again."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    show_live(app, LANGUAGES[locale], ids=ids)
    click.echo(f"Preview: http://{HOST}:{port}/{locale}/   (stop with Ctrl+C)")
    run_simple(HOST, port, app, threaded=True)
