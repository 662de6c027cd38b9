"""One address of every kind of page, for all checks that look at each kind. `{}` stands for the language."""

import os

from webapp.i18n.languages import LANGUAGES

END = "/marl/geburtsurkunde/geburtsort=datteln"
PAGE_KINDS = {
    "languages": "/",
    "towns": "/{}/",
    "towns-error": "/{}/plz?q=4576",
    "elsewhere": "/{}/woanders",
    "unsure": "/{}/weiss-nicht",
    "portals": "/{}/portale",
    "saved": "/{}/gespeichert",
    "imprint": "/{}/impressum",
    "privacy": "/{}/datenschutz",
    "accessibility": "/{}/barrierefreiheit",
    "needs": "/{}/marl/",
    "topic": "/{}/marl/thema/papiere",
    "online": "/{}/marl/online",
    "life-event": "/{}/marl/leben/alter",
    "search": "/{}/marl/suche?q=Hund",
    "search-emergency": "/{}/marl/suche?q=atmet+nicht",
    "search-nothing": "/{}/marl/suche?q=pizza",
    "a-z": "/{}/marl/a-z",
    "question-towns": "/{}/marl/geburtsurkunde",
    "question": "/{}/marl/wohngeld",
    "outcome": "/{}" + END,
    "outcome-online": "/{}/bottrop/hund-anmelden/hund=weiss-nicht",
    "outcome-online-id": "/{}/marl/fuehrungszeugnis/pin=ja",
    "outcome-visit": "/{}/marl/personalausweis-verloren/was=verloren",
    "outcome-elsewhere": "/{}/marl/geburtsurkunde/geburtsort=woanders",
    "outcome-closed": "/{}/marl/briefwahl",
    "notice": "/{}/marl/geburtsurkunde/geburtsort=mond",
    "sheet": "/{}" + END + "/blatt",
    "sheet-both": "/{}" + END + "/blatt/zweisprachig",
    "helper": "/{}" + END + "/begleiten",
    "missing": "/{}/marl/nirgendwo",
}

# One language that runs from left to right and one that runs from right to left; with ALL=1 every language.
LOOKED_AT = tuple(LANGUAGES) if os.environ.get("ALL") else ("de", "ar")
