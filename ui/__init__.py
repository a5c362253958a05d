"""The web page: asks the service over its HTTP API and shows answers beside their sources.

Imports nothing of the project but `service.client`.
"""
