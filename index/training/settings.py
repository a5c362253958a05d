"""The recipe: every number that training depends on."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TrainingSettings:
    """Defaults are the shipped model's; `docs/model-card.md` says what was measured."""

    seed: int = 1
    dimensions: int = 512  # a multiple of 128, so that each half holds whole groups of scales
    vocabulary_size: int = 60_000
    fewest_policies: int = 3  # that have a term, for it to be in the vocabulary in any case
    questions_per_article: int = 3  # synthetic ones

    # Self-supervised pre-training
    steps: int = 1_400
    pairs_per_step: int = 1_024
    learning_rate: float = 2e-3
    warmup_steps: int = 30
    temperature: float = 0.05
    initial_deviation: float = 0.05
    highest_dropout: float = 0.7  # of a query's terms; each query's is uniform from 0
    synthetic_share: float = 0.55  # of pairs; the other kinds share the rest evenly
    source_dropped_share: float = 0.4  # of synthetic pairs: the passage lacks the asked sentence
    few_laws_share: float = 0.3  # of batches: many items a law, for near-miss negatives
    items_per_law: int = 32  # in those batches, at most

    # Training on people's questions
    epochs: int = 2
    question_pairs_per_step: int = 128
    pretraining_pairs_per_step: int = 256  # mixed in, so that nothing learned is lost
    random_negatives: int = 512
    question_learning_rate: float = 2e-3
    question_highest_dropout: float = 0.3
