"""Prints how long pages take to show what they are for: `python -m tests.ui.page_times URL`.

Of a running service at URL. *First* is the first page that anybody opens on a page server started
five seconds before; *then* the same address again in a new tab; *clicked* is from a click on the
page's name, or its view's, in a tab that is open already.
"""

import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, Page, expect, sync_playwright

from service.client import PolicyClient
from tests.ui.conftest import CHROMIUM, CHROMIUM_ARGUMENTS, served_page

CHART = "[data-testid=stVegaLiteChart] svg"
TABLE = "[data-testid=stDataFrame] canvas"
LONGEST_MS = 60_000
SECONDS_TO_IMPORT = 5  # in which a page server imports its pages beside serving


@dataclass(frozen=True)
class Opening:
    """An address, what is there once it is usable, and how it is come to from another page.

    `clicked` is a selector of what leads to it from the page at `before`.
    """

    address: str
    usable: str
    before: str = ""
    clicked: str = ""


def openings(client: PolicyClient) -> dict[str, Opening]:
    """Return by each page's name how it is opened."""
    document = client.documents()["items"][-1]
    topic = quote(document["title"][-6:])
    duties, deadlines = link("职责"), link("指标与时限")
    return {
        "问答": Opening("", ".pq-holdings", "library", link("问答")),
        "问答, a question asked": Opening(
            f"?q={topic}", ".statement, .pq-reason", "", ".st-key-examples button"
        ),
        "职责, matrix": Opening("duties", CHART, "", duties),
        "职责, list": Opening("duties?duties_view=list", TABLE, "duties", view("清单")),
        "职责, network": Opening(
            "duties?duties_view=network", ".st-key-network svg", "duties", view("协作")
        ),
        "指标与时限": Opening("deadlines", TABLE, "", deadlines),
        "指标与时限, incentives": Opening(
            "deadlines?deadlines_view=incentives",
            ".st-key-incentives_table canvas",
            "deadlines",
            view("奖励"),
        ),
        "比对": Opening(f"compare?compare_topic={topic}", ".pq-compared, .pq-reason"),
        "文库": Opening("library", TABLE, "", link("文库")),
        "文库, a document": Opening(f"library?document={document['id']}", ".st-key-library_text"),
        "评测": Opening("runs", ".pq-notice", "", link("评测")),
    }


def link(name: str) -> str:
    """Return a selector of a page's link."""
    return f'[data-testid=stPageLink]:has-text("{name}") a'


def view(name: str) -> str:
    """Return a selector of the switch to a view."""
    return f'[data-testid=stButtonGroup] button:has-text("{name}")'


def opened(browser: Browser) -> Page:
    """Return a tab with nothing kept of others."""
    return browser.new_context(viewport={"width": 1280, "height": 900}).new_page()


def seconds_to_open(browser: Browser, address: str, usable: str) -> float:
    """Return how long an address takes in a tab of its own."""
    page = opened(browser)
    started = time.perf_counter()
    page.goto(address)
    expect(page.locator(usable).first).to_be_visible(timeout=LONGEST_MS)
    taken = time.perf_counter() - started
    page.context.close()
    return taken


def seconds_from_a_click(browser: Browser, url: str, opening: Opening) -> float:
    """Return how long a page takes that is come to from another."""
    page = opened(browser)
    page.goto(f"{url}{opening.before}")
    clicked = page.locator(opening.clicked).first
    expect(clicked).to_be_visible(timeout=LONGEST_MS)
    expect(page.locator("[data-test-script-state=notRunning]")).to_be_visible(timeout=LONGEST_MS)
    time.sleep(1)  # until the browser rests
    started = time.perf_counter()
    clicked.click()
    expect(page.locator(opening.usable).first).to_be_visible(timeout=LONGEST_MS)
    taken = time.perf_counter() - started
    page.context.close()
    return taken


def main(service: str) -> None:
    """Print a table."""
    with PolicyClient(service) as client, tempfile.TemporaryDirectory() as folder:
        wanted = openings(client)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=str(CHROMIUM), args=CHROMIUM_ARGUMENTS
            )
            print("| page | first | then | clicked |\n| --- | ---: | ---: | ---: |")
            for name, own in wanted.items():
                with served_page(service, Path(folder)) as url:
                    time.sleep(SECONDS_TO_IMPORT)
                    address = f"{url}{own.address}"
                    taken = [seconds_to_open(browser, address, own.usable) for _ in range(2)]
                    if own.clicked:
                        taken.append(seconds_from_a_click(browser, url, own))
                print(f"| {name} | {' | '.join(f'{own:.1f}' for own in taken)} |", flush=True)
            browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
