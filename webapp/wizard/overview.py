"""What a town offers as a whole: for each service the best end that any answers reach in this town."""

from dataclasses import dataclass

from webapp.region.models import Authority, Region, Service, Town
from webapp.wizard.ladder import RUNGS
from webapp.wizard.outcome import Outcome
from webapp.wizard.paths import all_paths
from webapp.wizard.steps import OutcomeStep


@dataclass(frozen=True, slots=True)
class ServiceInTown:
    """A service and the furthest that it carries for things of one town."""

    service: Service
    outcome: Outcome

    @property
    def rung(self) -> str:
        """The rung of that best end."""
        return self.outcome.rung


def town_overview(region: Region, town: Town) -> tuple[ServiceInTown, ...]:
    """All services with their best end in a town, in the order of their titles."""
    services = sorted(region.services.values(), key=lambda service: service.title)
    return tuple(ServiceInTown(service, best_end(region, service, town)) for service in services)


def best_end(region: Region, service: Service, town: Town) -> Outcome:
    """The furthest end of a guide among those that stay in the town; all ends count when none does."""
    ends = [step.outcome for step in all_paths(region, service, town) if isinstance(step, OutcomeStep)]
    here = [end for end in ends if end.door.authority and end.door.place.id == town.id and not end.instead]
    return min(here or ends, key=lambda end: RUNGS.index(end.rung))


def services_online_at(region: Region, authority: Authority) -> tuple[Service, ...]:
    """The services that a person can apply for on the authority's own pages, by title."""
    found = (
        region.services[name] for name, offers in authority.offers.items() if any(o.does == "apply" for o in offers)
    )
    return tuple(sorted(found, key=lambda service: service.title))
