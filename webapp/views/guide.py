"""The steps of a guide, the step sheet and the helper's view. All of the state stands in the address."""

from flask import Blueprint, Response, abort, g

from webapp.region.models import Service
from webapp.rendering import addresses, guide_pages
from webapp.rendering.pictures import picture
from webapp.rendering.site import current_site
from webapp.wizard import OutcomeStep, read_answers, step_after

pages = Blueprint("guide", __name__)


@pages.get("/<lang>/<town>/<service>")
@pages.get("/<lang>/<town>/<service>/<path:answers>")
def show(service: str, answers: str = "") -> Response:
    """The step that the answers in the address lead to; a part at the end asks for a sheet or the helper's view."""
    region = current_site().region
    found: Service | None = region.services.get(service)
    if found is None:
        abort(404)
    segments, part = _split(answers)
    step = step_after(region, found, g.town, read_answers(segments))
    wants_end = part if isinstance(step, OutcomeStep) else ""
    right = addresses.step(g.language, g.town, found, step.answers, wants_end)
    asked = addresses.step(g.language, g.town, found, read_answers(segments), part)
    if wants_end == addresses.PICTURE:
        return picture(addresses.step(g.language, g.town, found, step.answers), kept=right == asked)
    return guide_pages.show(step, wants_end, path=right, is_right=right == asked)


def _split(answers: str) -> tuple[list[str], str]:
    """The answers in a path, and what is asked for behind them: "", a sheet, the helper's view, or the QR code."""
    for part in (addresses.BILINGUAL, addresses.SHEET, addresses.HELPER, addresses.PICTURE):
        if answers == part or answers.endswith(f"/{part}"):
            return [segment for segment in answers.removesuffix(part).split("/") if segment], part
    return [segment for segment in answers.split("/") if segment], ""
