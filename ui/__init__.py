"""The web page: a package for each of its pages, over the service's HTTP API.

Of the project it imports `service.client` with its errors, and for evaluation runs `eval`.
"""
