"""Turns a policy file into a Document with Clauses and facts: read, clean, outline, facts.

Knows texts, not storage: nothing here imports `index` or `service`.
"""
