"""Reads the clauses that a search found: scores their sentences for a question's plan.

The weights stand in `reader.json`; `python -m service.calibration` learns them.
"""
