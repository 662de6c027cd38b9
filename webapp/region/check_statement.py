"""The rules of the accessibility statement: it says nothing that contradicts itself, and nothing without a source."""

from datetime import timedelta

from webapp.region.models import Region
from webapp.region.rules import Complain, check_host, check_source
from webapp.region.statement import Ombudsman, Statement

YEAR = timedelta(days=366)


def check_statement(region: Region, complain: Complain) -> None:
    """Check the block `accessibility` of region.yaml, where there is one."""
    statement = region.settings.accessibility
    if statement is None:
        return
    _check_status(statement, complain)
    _check_dates(region, statement, complain)
    for index, law in enumerate(statement.laws):
        check_source(law.source, ("accessibility", "laws", index), complain)
    if statement.contact and not region.settings.operator:
        complain(("accessibility", "contact"), "needs an operator: without one nobody answers")
    if statement.ombudsman:
        _check_ombudsman(region, statement.ombudsman, complain)
    elif statement.laws:
        complain(("accessibility", "ombudsman"), "is missing: who is bound by a law names the body to complain to")


def _check_status(statement: Statement, complain: Complain) -> None:
    missing = [*statement.untested, *statement.exceptions_of("unmet"), *statement.exceptions_of("burden")]
    if statement.status == "fully" and missing:
        complain(("accessibility", "status"), "fully does not fit what is untested or excepted; say partly")
    if statement.status == "partly" and not missing:
        complain(("accessibility", "status"), "partly needs something untested or excepted that says why")


def _check_dates(region: Region, statement: Statement, complain: Complain) -> None:
    if statement.reviewed < statement.created:
        complain(("accessibility", "reviewed"), "is before created")
    # BITVNRW § 4 (4): at least once a year. Age is measured against the content, never against today.
    if statement.laws and statement.reviewed + YEAR < region.settings.as_of:
        complain(("accessibility", "reviewed"), "is more than a year before as_of; review the statement")


def _check_ombudsman(region: Region, ombudsman: Ombudsman, complain: Complain) -> None:
    place = ("accessibility", "ombudsman")
    check_source(ombudsman.source, place, complain)
    if ombudsman.website:
        check_host(region, ombudsman.website, (*place, "website"), complain)
    if not (ombudsman.mail or ombudsman.phone or ombudsman.address or ombudsman.website):
        complain(place, "needs a mail, phone, address or website")
