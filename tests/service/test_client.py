"""What the client says where something other than the service answers."""

from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from service.client import PolicyClient
from service.errors import ServiceError

CALLS: list[Callable[[PolicyClient], object]] = [
    lambda client: client.ready(),
    lambda client: client.delete("a"),
    lambda client: client.source("a"),
    lambda client: list(client.ask_stream("谁牵头？")),
]


class Elsewhere(BaseHTTPRequestHandler):
    """Leads every caller to another address, as a proxy before a log-in does."""

    def do_GET(self) -> None:
        """Answer with a redirection."""
        self.rfile.read(int(self.headers.get("content-length", 0)))
        self.send_response(302)
        self.send_header("Location", "/login")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_POST = do_DELETE = do_GET

    def log_message(self, *args: object) -> None:
        """Write nothing."""


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize("call", CALLS)
def test_a_redirection_is_an_error_that_names_where_it_leads(
    elsewhere: str, call: Callable[[PolicyClient], object]
) -> None:
    with (
        PolicyClient(elsewhere) as client,
        pytest.raises(ServiceError, match=r"/login.*POLICYQA_API_URL") as raised,
    ):
        call(client)
    assert raised.value.status == 302
