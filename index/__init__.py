"""Finds clauses: the store (the truth), passages, terms, embedders, both search legs, generations.

Imports `corpus`; knows nothing of questions, answers or HTTP.
"""
