"""What a document states, typed: who does what, targets, incentives, conditions, validity.

One module a kind of fact; each takes text, clauses and tables and returns facts with spans.
"""
