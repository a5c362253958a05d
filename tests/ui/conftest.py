"""The web page before the real service: in Streamlit's own test harness, and in Chromium."""

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from service.client import PolicyClient
from tests.conftest import ROOT, START_SECONDS, free_port, service_environment

CHROMIUM = Path("/usr/bin/chromium")
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RUN_SECONDS = 30
SUB_PATH = "policy"  # every browser test runs below it, as behind a reverse proxy
OpenPage = Callable[..., Page]
OpenApp = Callable[..., AppTest]
Upload = Callable[[PolicyClient, str, bytes], str]


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> OpenApp:
    """Open a page before a service in Streamlit's harness, by its path and query."""

    def opened(service: str, path: str = "", **query: str | list[str]) -> AppTest:
        monkeypatch.setenv("POLICYQA_API_URL", service)
        page = AppTest.from_file(str(ROOT / "ui" / "app.py"), default_timeout=RUN_SECONDS)
        if path:  # switch_page knows pages that are files alone
            page._page_hash = calc_hash(path)
        for name, value in query.items():
            page.query_params[name] = value
        return page.run()

    return opened


def html(page: AppTest) -> str:
    """Return the HTML that the page wrote itself."""
    return "\n".join(block.proto.body for block in page.get("html"))


def given_to(page: AppTest, key: str) -> Any:
    """Return the data that a JavaScript part of the page was given."""
    (part,) = (e for e in page.get("bidi_component") if e.key == key)
    return json.loads(part.proto.json)


def captions(page: AppTest) -> list[str]:
    """Return the small print of the page."""
    return [caption.value for caption in page.caption]


@pytest.fixture(scope="session")
def upload() -> Upload:
    """Bring a file into a service and return its document's id once it is searchable."""

    def uploaded(client: PolicyClient, name: str, data: bytes) -> str:
        job = client.upload(name, data)
        deadline = time.monotonic() + RUN_SECONDS
        while job["status"] in ("queued", "running") and time.monotonic() < deadline:
            time.sleep(0.02)
            job = client.job(job["id"])
        assert job["status"] == "done", job
        return str(job["document_id"])

    return uploaded


@contextmanager
def served_page(service: str, data: Path) -> Iterator[str]:
    """Run `policyqa ui` for a service, below a sub-path; stopped by its process id."""
    port = free_port()
    url = f"http://127.0.0.1:{port}/{SUB_PATH}/"
    environment = service_environment(
        data,
        ui_port=port,
        ui_path=f"/{SUB_PATH}/",
        api_url=service,
        runs=str(data / "runs"),
    )
    with _started("ui", environment, f"{url}_stcore/health"):
        yield url


@contextmanager
def service_at(port: int, data: Path) -> Iterator[None]:
    """Serve a data folder on a port of one's choice, so that it can come back there."""
    environment = service_environment(data, port=port, log_level="WARNING")
    with _started("serve", environment, f"http://127.0.0.1:{port}/readyz"):
        yield


@contextmanager
def _started(command: str, environment: dict[str, str], ready_url: str) -> Iterator[None]:
    with subprocess.Popen(
        [sys.executable, "-m", "service", command],
        env=environment,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    ) as process:
        try:
            _wait_for(ready_url, process)
            yield
        finally:
            process.terminate()


@pytest.fixture(scope="session")
def page_url(service_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the page of the service over the five policies."""
    with served_page(service_url, tmp_path_factory.mktemp("page")) as url:
        yield url


@pytest.fixture
def page_of(tmp_path: Path) -> Callable[[str], AbstractContextManager[str]]:
    """Serve the page of another service."""
    return lambda service: served_page(service, tmp_path)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not os.access(CHROMIUM, os.X_OK):
        pytest.skip(f"{CHROMIUM} is not installed: run `make browser`")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(CHROMIUM), args=CHROMIUM_ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Open an address in a window of its own; `page.context` is closed afterwards."""
    contexts = []

    def opened(url: str, width: int = 1280, height: int = 900) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height})
        contexts.append(context)
        page = context.new_page()
        page.goto(url)
        return page

    yield opened
    for context in contexts:
        context.close()


def overflows(page: Page) -> bool:
    """Tell whether something is cut off at the side, or the page scrolls sideways."""
    wide: bool = page.get_by_test_id("stMain").evaluate(
        "(main) => main.scrollWidth > main.clientWidth"
    )
    return wide


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"{url}: the process ended with {process.returncode}")
        try:
            with urllib.request.urlopen(url):
                return
        except urllib.error.URLError:
            time.sleep(0.05)
    raise RuntimeError(f"{url}: not ready after {START_SECONDS} s")
