"""The HTTP API: thin routes over the answerer and the search engine."""

from service.api.app import create_app

__all__ = ["create_app"]
