"""Asks a service the questions of a set, several at once, and keeps what it answered."""

from eval.running.results import Citation, Result, Retrieved, Statement, results_in

__all__ = ["Citation", "Result", "Retrieved", "Statement", "results_in"]
