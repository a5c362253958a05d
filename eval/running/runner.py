"""Asks the questions of a run, several at once, and keeps each answer as it comes."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import islice

from eval.errors import ServiceAwayError
from eval.question_sets import Question
from eval.running.results import Result
from eval.services.base import AskedService

Asked = tuple[Question, int]  # a question and which time it is asked


def missing(questions: Sequence[Question], repeats: int, finished: Sequence[Result]) -> list[Asked]:
    """Return what is still to be asked: every question once before any is asked again."""
    known = {result.key for result in finished}
    return [
        (question, repeat)
        for repeat in range(repeats)
        for question in questions
        if (question.id, repeat) not in known
    ]


def results_of(
    service: AskedService,
    asked: Sequence[Asked],
    concurrency: int,
    keep: Callable[[Result], None],
) -> None:
    """Ask, at most `concurrency` at once; `keep` gets each result as it comes, one at a time.

    Raises ServiceAwayError as soon as nothing answers: what came before was kept.
    """
    with ThreadPoolExecutor(max_workers=concurrency) as pool:
        waiting = iter(asked)
        running = {pool.submit(service.result, *own) for own in islice(waiting, concurrency)}
        away: ServiceAwayError | None = None
        while running:
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for result in _came(done):
                if isinstance(result, ServiceAwayError):
                    away = result
                    continue
                keep(result)
            if away is None:
                running |= {pool.submit(service.result, *own) for own in islice(waiting, len(done))}
        if away is not None:
            raise away


def _came(done: set[Future[Result]]) -> Iterator[Result | ServiceAwayError]:
    for future in done:
        error = future.exception()
        if isinstance(error, ServiceAwayError):
            yield error
        else:
            yield future.result()
