"""Any service that speaks OpenAI's chat completions, with or without a model of its own.

https://platform.openai.com/docs/api-reference/chat: the answer is text alone, so what needs
citations, confidence or what was retrieved does not apply to its results.
"""

import re
import time
from typing import Any

import httpx

from eval.errors import EvaluationError, ServiceAwayError
from eval.question_sets import Question
from eval.running.results import Result, Statement

TIMEOUT_SECONDS = 300.0
# 文件没有说明, 无法回答, does not state, I cannot answer
REFUSES = re.compile(
    r"(?:没有|未)(?:找到|查到|提及|提到|说明|规定|包含|给出|涉及)|不在.{0,12}范围|无法(?:回答|确定|得知)"
    r"|不(?:知道|清楚)|\b(?:do(?:es)? not|don't|doesn't|did not) (?:state|say|mention|contain|know)"
    r"|\b(?:cannot|can't|unable to) (?:answer|find|determine)|\bno (?:information|relevant)",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?")


class OpenaiService:
    """A service at an address that ends before `/chat/completions`: http://127.0.0.1:8080/v1."""

    def __init__(
        self, url: str, model: str, key: str | None = None, refuses: re.Pattern[str] = REFUSES
    ) -> None:
        """`refuses` tells an answer that says that nothing is known.

        Raises EvaluationError for an address that is none.
        """
        self._model, self._refuses = model, refuses
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._address = f"{url.rstrip('/')}/chat/completions"
        try:
            self._http = httpx.Client(timeout=TIMEOUT_SECONDS, headers=headers)
            httpx.URL(self._address)
        except httpx.InvalidURL as error:
            raise EvaluationError(f"{url!r} is no address ({error})") from error

    def result(self, question: Question, repeat: int) -> Result:
        """Return what the service answers; see `AskedService`."""
        earlier = [{"role": "user", "content": asked} for asked in question.history]
        started = time.perf_counter()
        try:
            text = self.text([*earlier, {"role": "user", "content": question.question}])
        except EvaluationError as error:
            if isinstance(error, ServiceAwayError):
                raise
            seconds = time.perf_counter() - started
            return Result(
                question=question, repeat=repeat, status="failed", error=str(error), seconds=seconds
            )
        seconds = time.perf_counter() - started
        refused = not text.strip() or self._refuses.search(text) is not None
        return Result(
            question=question,
            repeat=repeat,
            status="not_found" if refused else "answered",
            answer=text,
            statements=tuple(
                Statement(text=found.strip()) for found in SENTENCE.findall(text) if found.strip()
            ),
            seconds=seconds,
        )

    def text(self, messages: list[dict[str, str]]) -> str:
        """Return the text that the service completes messages with.

        Raises ServiceAwayError when nothing answers, EvaluationError for an answer that is an
        error or no completion.
        """
        body = {"model": self._model, "messages": messages, "temperature": 0}
        try:
            response = self._http.post(self._address, json=body)
        except httpx.HTTPError as error:
            raise ServiceAwayError(f"{self._address} does not answer ({error!r})") from error
        if response.is_error:
            raise EvaluationError(f"HTTP {response.status_code}: {response.text[:200]}")
        try:
            answer: Any = response.json()
            return str(answer["choices"][0]["message"]["content"] or "")
        except (ValueError, LookupError, TypeError) as error:
            raise EvaluationError(f"no completion: {response.text[:200]!r}") from error

    def close(self) -> None:
        """Close the connections."""
        self._http.close()
