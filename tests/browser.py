"""A real Chromium for tests of pages: found on the machine, without network, with a profile of its own."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route, sync_playwright

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def chromium() -> str:
    """The path of Chromium; skips by name where there is none, fails in CI."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no Chromium: install the package chromium")
        pytest.skip("no Chromium on this machine")
    return found


@contextmanager
def browser(profile: Path, **options: Any) -> Iterator[BrowserContext]:
    """A context with a fresh profile in which nothing but files can be loaded."""
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            str(profile),
            executable_path=chromium(),
            args=FLAGS,
            accept_downloads=True,
            viewport={"width": 1400, "height": 900},
            **options,
        )
        try:
            yield context
        finally:
            context.close()


class Visit:
    """A page with all that went wrong in it: ``asked`` holds requests beyond files, ``errors`` the rest."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.asked: list[str] = []
        self.errors: list[str] = []
        self.patience = 20_000
        page.on(
            "console",
            lambda line: self.errors.append(line.text) if line.type in ("error", "warning") else None,
        )
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.route("**/*", self.pass_files)

    def pass_files(self, route: Route) -> None:
        url = route.request.url
        if url.startswith(("file:", "data:", "blob:")):
            route.continue_()
        else:
            self.asked.append(url)
            route.abort()

    def open(self, path: Path, hash: str = "") -> "Visit":
        """Open a file and wait until the page says that it is ready."""
        self.page.goto("about:blank")
        self.page.goto(path.as_uri() + hash)
        self.page.wait_for_selector("html[data-ready]", state="attached", timeout=self.patience)
        return self

    def ask(self, call: str, *given: Any) -> Any:
        """The answer of ``window.suyuan.<call>(…given)``."""
        return self.page.evaluate("([call, given]) => window.suyuan[call](...given)", [call, list(given)])

    def settle(self) -> None:
        """Let two frames pass, so that what was asked for is drawn."""
        self.page.evaluate(
            "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )


@contextmanager
def visiting(context: BrowserContext) -> Iterator[Visit]:
    """A new page that is closed afterwards."""
    page = context.new_page()
    try:
        yield Visit(page)
    finally:
        page.close()
