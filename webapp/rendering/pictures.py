"""Draws the QR code of a page: a file of its own, because inside the page it would take a fifteenth of its bytes."""

from io import BytesIO

import segno
from flask import Response, make_response

from webapp.rendering.headers import KEPT
from webapp.rendering.site import current_site


def picture(path: str, kept: bool = True) -> Response:
    """The QR code of a page's absolute address as an SVG file. It is kept where its own address was right.

    The code is decorative: wherever it is shown, the address stands beside it.
    """
    # A fixed mask: trying all eight would cost four fifths of the time, and every reader reads any of them.
    code = segno.make(current_site().public_url + path, error="m", micro=False, mask=3)
    file = BytesIO()
    code.save(file, kind="svg", border=4, omitsize=True, dark="#000", light="#fff", xmldecl=False)
    response = make_response(file.getvalue())
    response.mimetype = "image/svg+xml"
    if kept:
        response.headers["Cache-Control"] = KEPT
    return response
