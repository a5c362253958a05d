"""`python -m eval.bench compare`."""

from eval.bench.commands import app

app()
