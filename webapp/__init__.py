"""Amtslotse: walks people step by step to the right municipal online service of their town."""

from webapp.app import create_app

__all__ = ["create_app"]
