"""Takes the screenshots of the documentation: `make screenshots`.

Each page over the five policies, in Chinese, in English and on a phone, into docs/images.
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote

from PIL import Image
from playwright.sync_api import Browser, expect, sync_playwright

from service.client import PolicyClient
from tests.conftest import POLICIES, run_policyqa, running_service
from tests.ui.conftest import CHROMIUM, CHROMIUM_ARGUMENTS, served_page

QUESTIONS = ("重庆市推广BIM技术由哪个单位牵头？", "哪些单位配合？")
SIZES = {"zh": (1280, 860), "en": (1280, 860), "phone": (375, 812)}
COLOURS = 256  # of a picture's own palette: a third of the bytes, and text stays sharp
DRAWN = "[data-testid=stVegaLiteChart] svg"
TABLE = "[data-testid=stDataFrame] canvas"


def addresses(document: str, evaluation: bool) -> Iterator[tuple[str, str, str]]:
    """Yield each page's name, its address, and something that is there once it is drawn."""
    asked = "&".join(f"q={quote(question)}" for question in QUESTIONS)
    yield "questions", f"?{asked}", ".st-key-source mark.quote"
    yield "duties", "duties", DRAWN
    yield "deadlines", "deadlines", DRAWN
    yield "compare", f"compare?compare_topic={quote('装配式建筑')}", ".pq-compared"
    yield "library", "library", TABLE
    yield "document", f"library?document={document}", ".st-key-library_text mark"
    if evaluation:
        yield "runs", "runs", DRAWN


def take(browser: Browser, url: str, folder: Path, document: str, evaluation: bool) -> None:
    """Write a picture of every page in every size."""
    for size, (width, height) in SIZES.items():
        context = browser.new_context(viewport={"width": width, "height": height})
        page = context.new_page()
        for name, address, drawn in addresses(document, evaluation):
            language = "language=English" if size == "en" else ""
            page.goto(f"{url}{address}{'&' if '?' in address else '?'}{language}")
            expect(page.locator(drawn).first).to_be_attached(timeout=30_000)
            page.wait_for_timeout(1_500)  # until charts and fonts have settled
            path = folder / f"desk-{name}-{size}.png"
            page.screenshot(path=path)
            Image.open(path).convert("RGB").quantize(COLOURS).save(path, optimize=True)
        context.close()


def main(folder: Path) -> None:
    """Serve the five policies and their page, with an evaluation run, and take the pictures."""
    with ExitStack() as stack:
        data = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        run_policyqa("ingest", str(POLICIES), data=data)
        service = stack.enter_context(running_service(data))
        questions = POLICIES.parents[1] / "eval" / "questions" / "answers_seeds_tuning.jsonl"
        run = ["eval", "--questions", str(questions), "--out", str(data / "runs" / "seeds")]
        run_policyqa(*run, "--url", service, data=data)
        url = stack.enter_context(served_page(service, data))
        with PolicyClient(service) as client:
            document = client.documents(sort="newest")["items"][0]["id"]
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=CHROMIUM_ARGUMENTS)
        take(browser, url, folder, document, evaluation=True)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
