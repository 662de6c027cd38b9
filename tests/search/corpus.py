"""A small corpus of our own, on which the rules of docs/search.md are shown and pinned; independent of the content.

`python -m tests.search.corpus` writes vectors.json anew after a rule was changed on purpose.
"""

import json
from pathlib import Path

from webapp.search.index import Entry, Index, build_index
from webapp.search.rank import search

VECTORS = Path(__file__).with_name("vectors.json")

GERMAN = (
    Entry(
        "ausweis",
        "Personalausweis beantragen",
        ("perso", "ausweis abgelaufen", "neuer ausweis"),
        "Sie bekommen ihn im Bürgerbüro.",
    ),
    Entry(
        "hund",
        "Hund anmelden",
        ("hundesteuer", "hundemarke", "welpe", "wir haben einen hund"),
        "Für jeden Hund zahlen Sie Steuer.",
    ),
    Entry("hund-weg", "Hund abmelden", ("hund gestorben", "hund abgegeben"), "Sie melden den Hund bei der Stadt ab."),
    Entry("parken", "Parkausweis für Anwohner", ("parken", "anwohnerparken", "parkplatz vor der tür"), ""),
    Entry("pass", "Reisepass beantragen", ("pass", "reise nach amerika"), "Mit dem Pass reisen Sie in ferne Länder."),
    Entry("sperrmuell", "Sperrmüll abholen lassen", ("sofa", "matratze", "alte möbel", "sperrgut"), ""),
    Entry(
        "urkunde", "Geburtsurkunde bestellen", ("geburtsschein", "urkunde für die rente"), "Sie kommt vom Standesamt."
    ),
    Entry(
        "umzug", "Wohnsitz anmelden", ("umzug", "neue adresse", "neue wohnung"), "Nach dem Umzug melden Sie sich an."
    ),
)
TURKISH = (
    Entry("ausweis", "", ("kimlik kartı", "nüfus cüzdanı", "kimlik kayıp"), ""),
    Entry("hund", "", ("köpek", "köpek vergisi", "köpek kaydı"), ""),
    Entry("umzug", "", ("ikamet kaydı", "taşındım", "adres değişikliği"), ""),
)
QUERIES = (
    "Perso", "personalausweis", "Personalauswies", "ausweis abgelaufen", "mein Ausweis ist abgelaufen", "Hund",
    "hunde", "Hundesteuer", "Hundesteuermarke", "Hundefutter", "mein Hund ist gestorben", "Pass", "Parken",
    "Park", "parkplatz", "Sperr Müll", "Sperrmuell", "sperrmul", "Sofa", "alte Möbel abholen", "Geburtsurkunde",
    "geburts urkunde", "Urkunde Rente", "Umzug", "neue Wohnung", "Pizza bestellen", "wetter morgen", "ich", "",
    "köpek", "kopek vergisi", "kimlik kartımı kaybettim", "taşındım", "rentier", "müllermilch",
    "gebrutsurknude", "hnud", "hudn", "Park Ausweiß", "Nummer 7 Hund", "٣ Hunde", "Hund Hund", "kinderreisepass",
)  # fmt: skip


def indexes() -> tuple[Index, Index]:
    return build_index("tr", TURKISH), build_index("de", GERMAN)


def vectors() -> list[dict[str, object]]:
    """What each query finds: its words that count, and id, score and cover of each hit."""
    found = [(typed, search(indexes(), typed)) for typed in QUERIES]
    return [
        {"query": typed, "words": list(one.words), "hits": [[hit.entry, hit.score, hit.cover] for hit in one.hits]}
        for typed, one in found
    ]


if __name__ == "__main__":
    lines = ",\n".join(json.dumps(vector, ensure_ascii=False) for vector in vectors())
    VECTORS.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
