"""Answers questions: plan, search, read, compose, verify; the HTTP API, its client, commands.

Imports `index` and `corpus`; programs outside speak to it through `service.client`.
"""
