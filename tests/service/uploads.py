"""Small documents sent to a running service, for the tests that ask about them."""

import time

from service.client import PolicyClient


def uploaded(client: PolicyClient, name: str, text: str) -> str:
    """Upload a text, wait until it is searchable and return the document's id."""
    job = client.upload(name, text.encode())
    while job["status"] in ("queued", "running"):
        time.sleep(0.05)
        job = client.job(job["id"])
    assert job["status"] == "done", job["error"]
    return str(job["document_id"])
