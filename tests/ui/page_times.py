"""Prints how long pages take to show what they are for: `python -m tests.ui.page_times URL`.

Of a running service at URL. *First* is the first page that anybody opens on a page server started
five seconds before; *then* the same address again in a new tab.
"""

import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, expect, sync_playwright

from service.client import PolicyClient
from tests.ui.conftest import CHROMIUM, CHROMIUM_ARGUMENTS, served_page

CHART = "[data-testid=stVegaLiteChart] svg"
TABLE = "[data-testid=stDataFrame] canvas"
LONGEST_MS = 60_000
SECONDS_TO_IMPORT = 5  # in which a page server imports its pages beside serving


def pages(client: PolicyClient) -> dict[str, tuple[str, str]]:
    """Return by each page's name its address, and something that is there once it is usable."""
    documents = client.documents()
    document = documents["items"][-1]
    topic = quote(document["title"][-6:])
    return {
        "问答": ("", ".pq-holdings"),
        "问答, a question asked": (f"?q={topic}", ".statement, .pq-reason"),
        "职责, matrix": ("duties", CHART),
        "职责, list": (f"duties?duties_view={quote('清单')}", TABLE),
        "职责, network": (f"duties?duties_view={quote('协作')}", CHART),
        "指标与时限": ("deadlines", TABLE),
        "指标与时限, incentives": (f"deadlines?deadlines_view={quote('奖励')}", TABLE),
        "比对": (f"compare?compare_topic={topic}", ".pq-compared, .pq-reason"),
        "文库": ("library", TABLE),
        "文库, a document": (f"library?document={document['id']}", ".st-key-library_text"),
        "评测": ("runs", ".pq-notice"),
    }


def seconds(browser: Browser, address: str, usable: str) -> float:
    """Return how long an address takes in a tab of its own."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    started = time.perf_counter()
    page.goto(address)
    expect(page.locator(usable).first).to_be_visible(timeout=LONGEST_MS)
    taken = time.perf_counter() - started
    context.close()
    return taken


def main(service: str) -> None:
    """Print a table."""
    with PolicyClient(service) as client, tempfile.TemporaryDirectory() as folder:
        wanted = pages(client)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=str(CHROMIUM), args=CHROMIUM_ARGUMENTS
            )
            for name, (path, usable) in wanted.items():
                with served_page(service, Path(folder)) as url:
                    time.sleep(SECONDS_TO_IMPORT)
                    first, then = (seconds(browser, f"{url}{path}", usable) for _ in range(2))
                print(f"| {name} | {first:.1f} | {then:.1f} |", flush=True)
            browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
