"""Trains the built-in embedder's term vectors: texts of laws → synthetic questions → vectors.

Run as `python -m index.training --data DIR --out FILE`. Needs torch; nothing that serves
questions imports this package.
"""
