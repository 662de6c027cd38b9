"""Takes out of a page what only its address and its service make different, so that pages that are alike become equal.

webapp/assets/unweave.js puts it back: each sign stands for one text, so nothing is lost.
"""

import re
from urllib.parse import quote

from markupsafe import escape

from webapp.i18n.texts import say
from webapp.region.models import Service

# The page's own path below the language, the same as it stands in a mail, the id of the service, and the path of a step
# before, whose number follows. They are of Unicode's private area, so no text has them.
OWN, OWN_QUOTED, SERVICE, EARLIER = "\ue000", "\ue001", "\ue002", "\ue003"
# What follows a path where it ends; another path may only begin with it.
ENDS = ('"', "/", "<")
# The summary of the service and its title as HTML, and its title as plain text.
WORDS = ("\ue005", "\ue006", "\ue007")
# A list of papers to tick stands on several kinds of pages: each is a block, kept once. Its number follows, as a sign.
BLOCK, FIRST_BLOCK = "\ue004", 0xE100
# The answers so far follow from the path: each is kept once for its service, with the number of its step left open.
ANSWERS = "\ue008"
GIVEN = re.compile(r'<h2 id="antworten-titel">[^<]*</h2>\n<ul role="list">\n((?:<li>.*</li>\n)+)</ul>')
TASKS = re.compile(r'<ul class="tasks".*?</ul>', re.DOTALL)


def words_of(service: Service) -> tuple[str, ...]:
    """The words of a service in the language of the page, in the order of their signs."""
    title, summary = say(service.title), say(service.summary)
    return str(escape(summary)), str(escape(title)), str(escape(title.text))


def hollow(html: str, step: str, words: tuple[str, ...], told: dict[str, str]) -> str:
    """A page of a step with signs in the places of what its address and its service say.

    `step` is the step's path. How the service's pages tell each of its answers is added to `told`.
    """
    own = step.split("/", 2)[2]
    _, service, *answers = own.split("/")
    for end in ENDS:
        html = html.replace(f"{own}{end}", f"{OWN}{end}")
    if answers:
        html = html.replace(quote(own), OWN_QUOTED)
    for count in range(len(answers) - 1, -1, -1):
        earlier = "/".join(own.split("/")[: 2 + count])
        html = html.replace(f'{earlier}"', f'{EARLIER}{count}"')
    for sign, text in zip(WORDS, words, strict=True):
        html = html.replace(text, sign)
    html = html.replace(service, SERVICE)
    if found := GIVEN.search(html):
        html = html[: found.start(1)] + _without_answers(found.group(1), answers, told) + html[found.end(1) :]
    return html


def _without_answers(list_items: str, answers: list[str], told: dict[str, str]) -> str:
    """The sign for the answers, where each is told as it always is; else they stay."""
    items = [item.replace(f"{EARLIER}{place}", EARLIER) for place, item in enumerate(list_items.splitlines(True))]
    is_usual = len(items) == len(answers) and all(
        told.setdefault(answer, item) == item for answer, item in zip(answers, items, strict=True)
    )
    return ANSWERS if is_usual else list_items


def without_blocks(html: str, blocks: dict[str, int]) -> str:
    """A page with its blocks replaced by their signs; new ones are added to `blocks` with their numbers."""

    def block_sign(found: re.Match[str]) -> str:
        return f"<{BLOCK}{chr(FIRST_BLOCK + blocks.setdefault(found.group(), len(blocks)))}>"

    return TASKS.sub(block_sign, html)
