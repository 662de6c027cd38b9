"""The pages of a guide: question, outcome, step sheet, helper's view. Links are worked out here, templates show."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from flask import Response, g, render_template
from flask_babel import refresh
from markupsafe import Markup

from webapp.i18n.languages import GERMAN, Language
from webapp.i18n.texts import current_language, say
from webapp.region.check import too_old
from webapp.region.models import Account, Item, Sourced, Town
from webapp.rendering import addresses
from webapp.rendering.frame import Back, page
from webapp.rendering.frame import Choice as Row
from webapp.rendering.site import current_site
from webapp.wizard import Answers, Choice, OutcomeStep, QuestionStep, Step
from webapp.wizard.outcome import Office, Outcome

PAGES = {
    "": ("pages/guide/outcome.html", "outcome"),
    addresses.SHEET: ("pages/guide/sheet.html", "sheet"),
    addresses.BILINGUAL: ("pages/guide/sheet.html", "sheet"),
    addresses.HELPER: ("pages/guide/helper.html", "helper"),
}


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer as it is listed on later steps, with the address where it can be changed."""

    question: Any
    text: Any
    kind: str
    change: str


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """What the outcome's templates show besides the outcome itself."""

    step: OutcomeStep
    outcome: Outcome
    online_id: Item | None
    account: Account | None
    phone: str | None
    primary: str
    facts: tuple[Sourced, ...]
    has_old_facts: bool
    mail: str | None
    letter: Office | None
    address: str
    short_address: str
    sheet: str
    bilingual: str
    helper: str
    other_service: str | None


def show(step: Step, part: str, path: str, is_right: bool) -> Response:
    """The page of a step. One that was not asked for in its right form says so calmly and is never kept."""
    if isinstance(step, QuestionStep):
        return _question(step, path, is_right)
    return _end(step, part, path, is_right)


def _question(step: QuestionStep, path: str, is_right: bool) -> Response:
    choices = [_choice(step, choice) for choice in step.choices]
    return page(
        "pages/guide/question.html",
        step="question",
        back=_back(step),
        path=path,
        kept=is_right,
        is_right=is_right,
        service=step.service,
        question=step,
        choices=choices,
        given=_given(step),
    )


def _end(step: OutcomeStep, part: str, path: str, is_right: bool) -> Response:
    template, kind = PAGES[part]
    view = _view(step)
    back = _back(step) if not part else Back("end", addresses.step(g.language, step.town, step.service, step.answers))
    values: dict[str, Any] = {
        "view": view,
        "outcome": step.outcome,
        "service": step.service,
        "given": _given(step),
        "is_right": is_right,
    }
    if kind == "sheet":
        values["sides"] = _sides(values, both=part == addresses.BILINGUAL)
    else:
        values["facts"] = _structured(step, path)
    office = next((office for office in step.outcome.offices if office.contact.phones), None)
    return page(template, step=kind, back=back, path=path, kept=is_right, help_office=office, **values)


def _sides(values: dict[str, Any], both: bool) -> list[tuple[Language, Markup]]:
    """The step sheet's body in the language of the page, and in German beside it when both are asked for."""
    own = current_language()
    languages = [own, GERMAN] if both and not own.is_german else [own]
    sides = []
    for language in languages:
        with speaking(language):
            heading = "h1" if language is own else "h2"
            body = render_template("pages/guide/sheet_body.html", heading=heading, **values)
            sides.append((language, Markup(body)))  # noqa: S704 -- a rendered template, escaped by Jinja.
    return sides


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Render in another language for a while."""
    before = current_language()
    g.language = language
    refresh()
    try:
        yield
    finally:
        g.language = before
        refresh()


def _view(step: OutcomeStep) -> OutcomeView:
    site, outcome = current_site(), step.outcome
    way = outcome.exit
    phone = next((o.contact.phones[0] for o in outcome.offices if o.contact.phones), None)
    switchboard = site.region.authorities[(outcome.door.place or step.town).id] if outcome.door.authority else None
    mails = [o.contact.mail for o in outcome.offices if o.contact.mail]
    if not mails and outcome.door.authority:
        mails = [c.mail for c in outcome.door.authority.contacts if c.mail and not c.for_services]
    if not mails and switchboard:
        mails = [c.mail for c in switchboard.contacts if c.mail and not c.for_services]

    def address(part: str = "") -> str:
        return addresses.step(g.language, step.town, step.service, step.answers, part)

    facts = _facts_shown(outcome)
    other = outcome.instead or outcome.first
    return OutcomeView(
        step=step,
        outcome=outcome,
        online_id=site.region.items.get("online-ausweis")
        if way and way.login == "eid" and outcome.rung == "online"
        else None,
        account=site.region.accounts.get(way.account)
        if way and way.account and outcome.rung in ("online", "appointment")
        else None,
        phone=phone,
        primary=_primary(outcome, phone),
        facts=facts,
        has_old_facts=any(_is_old(fact) for fact in facts),
        mail=mails[0] if mails else None,
        letter=next((o for o in outcome.offices if o.contact.address), None),
        address=site.public_url + address(),
        short_address=site.public_url.partition("://")[2],
        sheet=address(addresses.SHEET),
        bilingual=address(addresses.BILINGUAL),
        helper=address(addresses.HELPER),
        other_service=addresses.step(g.language, step.town, other) if other else None,
    )


def _primary(outcome: Outcome, phone: str | None) -> str:
    """The one main action: another service, the phone, or the other site; a mail where nothing else is known.

    Where a person must come, the appointment comes first, and without one the phone (design: content of a region).
    """
    if outcome.instead:
        return "instead"
    visit_without_appointment = outcome.presence == "required" and outcome.rung != "appointment"
    if phone and (visit_without_appointment or outcome.unavailable or not outcome.exit):
        return "phone"
    return "exit" if outcome.exit else "mail"


def _facts_shown(outcome: Outcome) -> tuple[Sourced, ...]:
    """Everything on the page that was read somewhere and may have changed since."""
    facts: list[Sourced | None] = [outcome.exit.fact if outcome.exit else None, outcome.note, outcome.unavailable]
    facts += [outcome.call_first, *(office.contact for office in outcome.offices)]
    facts += [item for item in (*outcome.cost, *outcome.deadline, *outcome.duration) if item.source]
    # The same source is named once, however many facts it gave.
    return tuple({(fact.source, fact.seen, fact.checked): fact for fact in facts if fact is not None}.values())


def _is_old(fact: Sourced) -> bool:
    """True when nobody checked a fact and its source is undated or over two years old, by the region's date (R28)."""
    as_of = current_site().region.settings.as_of
    if fact.checked is not None:
        return fact.checked < as_of.replace(year=as_of.year - 2)
    # A law or a rule has no date of its own; it holds until the content says otherwise.
    is_law = (fact.source or "").startswith("§")
    return not is_law and too_old(fact.seen, as_of)


def _back(step: Step) -> Back:
    """The step before, computed from the answers: the last question, or the topic of the service."""
    town, service = step.town, step.service
    if step.answers:
        name = step.answers[-1][0]
        return Back(
            "step", addresses.step(g.language, town, service, step.answers[:-1]), say(service.guide[name].question)
        )
    topic = current_site().region.topics[service.topics[0]]
    return Back("step", addresses.topic(g.language, town, topic.id), say(topic.title))


def _given(step: Step) -> list[GivenAnswer]:
    """The answers so far, each with the way to change it: the address of its question without what came after (R18)."""
    given = []
    for index, (name, option) in enumerate(step.answers):
        question = step.service.guide[name]
        rule = question.by_id.get(option)
        kind = (
            "unsure"
            if option == "weiss-nicht"
            else "elsewhere"
            if question.kind == "town" and option == "woanders"
            else "own"
        )
        text = _town_name(option) if question.kind == "town" else say(rule.text) if rule and rule.text else None
        before: Answers = step.answers[:index]
        given.append(
            GivenAnswer(say(question.question), text, kind, addresses.step(g.language, step.town, step.service, before))
        )
    return given


def _choice(step: QuestionStep, choice: Choice) -> Row:
    address = addresses.step(g.language, step.town, step.service, (*step.answers, (step.id, choice.id)))
    text = _town_name(choice.id) if choice.kind == "town" else say(choice.text) if choice.text else None
    return text, say(choice.hint) if choice.hint else None, address, choice.kind


def _town_name(town: str) -> str | None:
    found: Town | None = current_site().region.towns.get(town)
    return found.name if found else None


def _structured(step: OutcomeStep, path: str) -> dict[str, Any]:
    """The outcome for machines: JSON-LD after schema.org/GovernmentService (design: Pages)."""
    site, outcome = current_site(), step.outcome
    facts: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "name": say(step.service.title).text,
        "description": say(step.service.summary).text,
        "identifier": list(step.service.leika),
        "url": site.public_url + path,
        "areaServed": {"@type": "City", "name": outcome.door.place.name, "identifier": outcome.door.place.ags},
        "inLanguage": current_language().link_lang,
    }
    authority = outcome.door.authority
    if authority:
        facts["provider"] = {"@type": "GovernmentOrganization", "name": authority.name, "url": authority.website}
        if outcome.offices and outcome.offices[0].contact.phones:
            facts["provider"]["telephone"] = outcome.offices[0].contact.phones[0]
    phone = next((o.contact.phones[0] for o in outcome.offices if o.contact.phones), None)
    body = authority or outcome.offices[0].authority
    channel: dict[str, Any] = {
        "@type": "ServiceChannel",
        "serviceUrl": outcome.exit.url if outcome.exit else body.website,
    }
    if phone:
        channel["servicePhone"] = {"@type": "ContactPoint", "telephone": phone}
    facts["availableChannel"] = channel
    return facts
