"""The application, for gunicorn and the `flask` command."""

import sys

from workspace import create_app
from workspace.guidance.problems import ContentError

try:
    app = create_app()
except ContentError as error:  # a content file someone has just corrected: say where, without a traceback
    sys.exit(str(error))
