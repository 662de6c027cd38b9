"""What an outcome's page shows besides the outcome: links, the one main action, the age of its facts, JSON-LD."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from flask import g

from webapp.i18n.texts import Said, current_language, say
from webapp.region.basics import Sourced
from webapp.region.models import Item, Service
from webapp.region.rules import too_old
from webapp.rendering import addresses
from webapp.rendering.site import current_site
from webapp.wizard import OutcomeStep
from webapp.wizard.outcome import Office, Outcome

# Items that a region may define for what an application on the internet asks for, besides the papers.
ONLINE_ID = "online-ausweis"
ONLINE_ID_PARTS = ("online-ausweis-karte", "online-ausweis-pin", "online-ausweis-handy")
ONLINE_PAYMENT = "online-bezahlen"
EID_CARD = "eid-karte"
IDENTITY_PAPERS = ("ausweis", "ausweis-kopie", "ausweise", "ausweise-eltern")


@dataclass(frozen=True, slots=True)
class ServiceLink:
    """Another service and where its guide begins for the person's town."""

    title: Said
    href: str


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """What the outcome's templates show besides the outcome itself."""

    step: OutcomeStep
    outcome: Outcome
    needs_online_id: bool
    asks_for_id: bool
    web_needs: tuple[Item, ...]
    ways_to: Mapping[str, ServiceLink]
    eid_card: ServiceLink | None
    online_id: Item | None
    caller: Office | None
    calls_first: bool
    primary: str
    facts: tuple[Sourced, ...]
    has_old_facts: bool
    mail: str | None
    mail_is_own: bool
    letter: Office | None
    address: str
    short_address: str
    sheet: str
    bilingual: str
    helper: str
    picture: str
    by_mail: str
    report: str | None
    other_service: str | None
    see_first: tuple[ServiceLink, ...]
    see: tuple[ServiceLink, ...]


def view_of(step: OutcomeStep) -> OutcomeView:
    """Everything the templates of an end need besides its outcome."""
    site, outcome = current_site(), step.outcome
    caller = _caller(outcome)

    def address(part: str = "") -> str:
        return addresses.step(g.language, step.town, step.service, step.answers, part)

    facts = _facts_shown(outcome)
    mail = _mail(step)
    bodies = [body for body in (outcome.door.authority, outcome.also) if body]
    own_mails = {contact.mail for body in bodies for contact in body.contacts}
    other = outcome.instead or outcome.first
    needs_online_id = _needs_online_id(outcome)
    web_needs = _web_needs(outcome)
    eid_card = site.region.services.get(EID_CARD)
    return OutcomeView(
        step=step,
        outcome=outcome,
        needs_online_id=needs_online_id,
        asks_for_id=any(item.id in IDENTITY_PAPERS for item in outcome.needs),
        web_needs=web_needs,
        ways_to={
            item.id: _link(step, site.region.services[item.service])
            for item in (*outcome.needs, *web_needs)
            if item.service and item.service != step.service.id
        },
        eid_card=_link(step, eid_card) if eid_card and needs_online_id and eid_card is not step.service else None,
        online_id=site.region.items.get(ONLINE_ID) if needs_online_id else None,
        caller=caller,
        # Only the body's own number stands at the top, and not above a call that matters more.
        calls_first=_owns(outcome, caller) and not outcome.call_first and not outcome.instead,
        primary=_primary(outcome, caller),
        facts=facts,
        has_old_facts=any(_is_old(fact) for fact in facts),
        mail=mail,
        mail_is_own=mail in own_mails,
        # A letter goes to the body that does the work, never to one that only helps out.
        letter=next((o for o in outcome.offices if o.contact.address and (o.authority in bodies or not bodies)), None),
        address=site.public_url + address(),
        short_address=site.public_url.partition("://")[2],
        sheet=address(addresses.SHEET),
        bilingual=address(addresses.BILINGUAL),
        helper=address(addresses.HELPER),
        picture=address(addresses.PICTURE),
        by_mail=_mail_link("Amtslotse", site.public_url + address()),
        report=_report(step, site.public_url + address()),
        see_first=tuple(_link(step, service) for service in outcome.see_first),
        see=tuple(_link(step, service) for service in outcome.see),
        other_service=addresses.step(g.language, step.town, other) if other else None,
    )


def _link(step: OutcomeStep, service: Service) -> ServiceLink:
    return ServiceLink(say(service.title), addresses.step(g.language, step.town, service))


def _needs_online_id(outcome: Outcome) -> bool:
    return outcome.rung == "online" and outcome.exit is not None and outcome.exit.login == "eid"


def _web_needs(outcome: Outcome) -> tuple[Item, ...]:
    """What the way on the internet asks for besides the papers: online ID in its parts, an account, a payment (R32)."""
    way, region = outcome.exit, current_site().region
    if way is None or outcome.rung not in ("online", "appointment"):
        return ()
    told = {item.id for item in outcome.needs}
    names = ONLINE_ID_PARTS if _needs_online_id(outcome) and ONLINE_ID not in told else ()
    items = [region.items[name] for name in names if name in region.items]
    account = region.accounts.get(way.account) if way.account else None
    if account:
        items.append(Item(id=f"konto-{account.id}", text=account.text, missing=account.missing))
    if outcome.rung == "online" and _may_cost(outcome) and ONLINE_PAYMENT in region.items:
        items.append(region.items[ONLINE_PAYMENT])
    return tuple(items)


def _may_cost(outcome: Outcome) -> bool:
    """True when a price is named, or belongs here and nobody has told us."""
    return outcome.cost_is_open or any(item.amount for item in outcome.cost)


def _mail_link(subject: str, body: str, to: str = "") -> str:
    return f"mailto:{to}?subject={quote(subject)}&body={quote(body)}"


def _report(step: OutcomeStep, address: str) -> str | None:
    """A mail to the region's editor that names the page and nothing of the person; None without an editor."""
    editor = current_site().region.settings.editor_mail
    return _mail_link(f"Änderung: {step.service.title} ({step.town.name})", address, editor) if editor else None


def _caller(outcome: Outcome) -> Office | None:
    """The first office that can be called."""
    return next((office for office in outcome.offices if office.contact.phones), None)


def _owns(outcome: Outcome, caller: Office | None) -> bool:
    """True when the number to call is that of a body that does the work, not of one that only helps out."""
    return caller is not None and caller.authority in (outcome.door.authority, outcome.also)


def _mail(step: OutcomeStep) -> str | None:
    """Where people who cannot phone write to: an office of the outcome, or the authority or town it belongs to."""
    region, door = current_site().region, step.outcome.door
    bodies = (door.authority, region.authorities[door.place.id])
    general = [contact for body in bodies if body for contact in body.contacts if not contact.for_services]
    contacts = [*(office.contact for office in step.outcome.offices), *general]
    return next((contact.mail for contact in contacts if contact.mail), None)


def _primary(outcome: Outcome, caller: Office | None) -> str:
    """The one main action: another service, the phone, the other site, a mail, or the step sheet to take along.

    Where a person must come, the appointment comes first, and without one the phone of the body itself (design:
    content of a region); the number of a town that only helps out is the main action where there is nothing better.
    """
    if outcome.instead:
        return "instead"
    visit = outcome.presence == "required" or outcome.needs_a_call
    visit_without_appointment = visit and outcome.rung != "appointment"
    # A search for all of Germany, or a page of another body about it, helps less than a call to the right office.
    far_off = outcome.rung == "permalink" or (outcome.rung == "page" and _is_foreign(outcome))
    if _owns(outcome, caller) and (visit_without_appointment or outcome.unavailable or far_off):
        return "phone"
    if outcome.exit:
        return "exit"
    # Somebody else does it, as the text says (a health insurance, a notary): the town only helps on, by phone below.
    if outcome.door.reason == "other-body":
        return "sheet"
    return "phone" if caller else "mail"


def _is_foreign(outcome: Outcome) -> bool:
    """True when the way to another site leads to a body that is not responsible."""
    return outcome.exit is not None and outcome.exit.authority not in (outcome.door.authority, outcome.also)


def _facts_shown(outcome: Outcome) -> tuple[Sourced, ...]:
    """Everything on the page that was read somewhere and may have changed since."""
    facts: list[Sourced | None] = [outcome.exit.fact if outcome.exit else None, outcome.note, outcome.unavailable]
    facts += [outcome.call_first, *(office.contact for office in outcome.offices)]
    facts += [item for item in (*outcome.cost, *outcome.deadline, *outcome.duration) if item.source]
    # The same source is named once, however many facts it gave.
    # What only admits that we do not know has no source.
    return tuple({(fact.source, fact.seen, fact.checked): fact for fact in facts if fact and fact.source}.values())


def _is_old(fact: Sourced) -> bool:
    """True when nobody checked a fact and its source is undated or over two years old, by the region's date (R28)."""
    as_of = current_site().region.settings.as_of
    if fact.checked is not None:
        return fact.checked < as_of.replace(year=as_of.year - 2)
    # A law or a rule has no date of its own; it holds until the content says otherwise.
    is_law = (fact.source or "").startswith("§")
    return not is_law and too_old(fact.seen, as_of)


def structured(step: OutcomeStep, path: str) -> dict[str, Any]:
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
