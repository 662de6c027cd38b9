"""Finds services by the words that people say. Pure and specified (docs/search.md), as it also runs in browsers."""

from webapp.search.finder import Answer, Finder, build_finder, find
from webapp.search.pack import packed

__all__ = ["Answer", "Finder", "build_finder", "find", "packed"]
