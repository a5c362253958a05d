"""Question sets, metrics and scores: of what was read (`reading`), of answers (`answering`).

They speak to the service over its HTTP client and import nothing else of it.
"""
