"""What a region offers: its YAML files, read, checked and frozen. No web, no language, no request."""

from webapp.region.load import load_region
from webapp.region.models import Region
from webapp.region.problems import ContentError, Problem

__all__ = ["ContentError", "Problem", "Region", "load_region"]
