"""Services that stand in for others: policyqa's own is real; OpenAI's is a small server."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from eval.errors import ServiceAwayError
from eval.question_sets import Question
from eval.running.results import Citation, Result, Statement

Reply = Callable[[dict[str, Any]], tuple[int, Any]]


@contextmanager
def chat_service(reply: Reply) -> Iterator[str]:
    """Give the address of a server on 127.0.0.1 that answers a body with a status and JSON."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            status, body = reply(json.loads(self.rfile.read(length)))
            data = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def said(words: str) -> tuple[int, Any]:
    """Return a completion of these words."""
    return 200, {"choices": [{"message": {"role": "assistant", "content": words}}]}


class ScriptedService:
    """Answers questions from a table, and goes away after so many."""

    def __init__(self, answers: dict[str, str], answers_before_away: int = 10**6) -> None:
        self._answers = answers
        self._left = answers_before_away
        self._lock = threading.Lock()
        self.asked: list[tuple[str, int]] = []

    def result(self, question: Question, repeat: int) -> Result:
        with self._lock:
            if self._left == 0:
                raise ServiceAwayError("the service does not answer")
            self._left -= 1
            self.asked.append((question.id, repeat))
        text = self._answers.get(question.id, "")
        if text == "error":
            return Result(question=question, repeat=repeat, status="failed", error="HTTP 500")
        quotes = [span.quote for group in question.evidence for span in group]
        return Result(
            question=question,
            repeat=repeat,
            status="answered" if text else "not_found",
            answer=text,
            confidence=0.9 if text else 0.1,
            statements=(Statement(text=text, citations=tuple(range(len(quotes)))),) if text else (),
            citations=tuple(
                Citation(
                    document=group[0].document,
                    title="办法",
                    label="第一条",
                    quote=group[0].quote,
                    clause=f"第一条 {group[0].quote}",
                    is_verbatim=True,
                )
                for group in question.evidence
            )
            if text
            else (),
            seconds=0.01,
        )

    def close(self) -> None:
        pass
