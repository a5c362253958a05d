"""Metrics of results, each defined in docs/metrics.md with its source."""
