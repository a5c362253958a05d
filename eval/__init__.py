"""Question sets, metrics, a runner, reports, comparisons, the gate, and benchmarks.

They speak to the service over its HTTP client and import nothing else of it.
"""
