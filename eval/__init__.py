"""Question sets, metrics, runner and reports, over the service's HTTP client.

Filled in by the evaluation work; it imports nothing of the project but `service.client`.
"""
