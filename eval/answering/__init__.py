"""Scores a running service's answers against questions with facts and evidence written by hand.

`python -m eval.answering --url URL FILE…`; the files stand in `eval/questions/`.
"""
