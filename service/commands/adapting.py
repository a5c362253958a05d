"""`policyqa adapt`."""

import sys
from dataclasses import replace

from index.embedding.builtin import DEFAULT_PATH
from index.embedding.factory import BUILTIN
from index.store import Store
from service.errors import ServiceError
from service.settings import Settings
from service.start import open_engine


def adapt(settings: Settings, steps: int, seed: int) -> None:
    """Train the built-in embedder on the stored clauses; keep it and index anew if it helps.

    Raises ServiceError when another embedder is in use or there is too little to learn from.
    """
    if settings.embedder != BUILTIN:
        raise ServiceError(
            f"only the built-in embedder is adapted here, POLICYQA_EMBEDDER is "
            f"{settings.embedder!r}. Train that model with its own tools"
        )
    # PyTorch is loaded here and nowhere in the service
    from index.training.adaptation import ADAPTATION, adapt
    from index.training.corpus_reader import Article
    from index.training.errors import TrainingDataError

    kept = settings.adapted_embedder
    model = kept if kept.is_file() else DEFAULT_PATH
    candidate = kept.with_name(f"{kept.name}.candidate")
    store = Store(settings.store_url)
    with store.whole() as corpus:
        articles = [
            Article(row.passage.title, f"{row.passage.heading}\n{row.passage.body}".strip())
            for row in corpus.passages()
        ]
    store.close()
    try:
        gain = adapt(
            model, articles, candidate, replace(ADAPTATION, steps=steps, seed=seed), _report
        )
    except TrainingDataError as error:
        raise ServiceError(str(error)) from error
    print(
        f"held-back clauses found: MRR@10 {gain.before:.3f} before, {gain.after:.3f} after "
        f"(gain {gain.low:+.3f} to {gain.high:+.3f}; {gain.held_back} of {gain.clauses} clauses)"
    )
    if not gain.helps:
        candidate.unlink()
        print("not kept: it finds no more than chance explains")
        return
    candidate.replace(kept)
    open_engine(settings).store.close()
    print(f"kept as {kept}, and everything is indexed with it. Restart a running service")


def _report(line: str) -> None:
    if sys.stderr.isatty():
        print(line, file=sys.stderr, flush=True)
