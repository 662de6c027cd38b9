"""What the server starts. Content that breaks rules stops the start with every problem named."""

import sys

from webapp import create_app
from webapp.region import ContentError

try:
    app = create_app()
except ContentError as error:
    sys.stderr.write(f"{error}\nThe content has {len(error.problems)} problems; nothing was started.\n")
    raise SystemExit(1) from None
