"""Take the pictures of the README again: build the bundled sample and photograph its pages.

``python docs/take_pictures.py`` needs Chromium and Chinese fonts (Debian: chromium, fonts-noto-cjk).
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).parent
SAMPLE = HERE.parent / "extract" / "data" / "sample"
DIRECTIVE = "关于深化体教融合"
PLAN = "鸢教"


def main() -> None:
    """Write ``explorer.png`` and ``source.png`` beside this file."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        out = Path(folder) / "out"
        command = [sys.executable, "-c", "from graph.cli import main; main()"]
        subprocess.run([*command, "build", str(SAMPLE), "-o", str(out)], check=True, cwd=HERE.parent)
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = chromium.new_page(viewport={"width": 1440, "height": 720})
        lineage(page, out / "explorer.html")
        reasons(page, next(path for path in (out / "sources").iterdir() if path.name.startswith(PLAN)))
        chromium.close()


def opened(page: Page, path: Path) -> None:
    """Open a page and wait until it is ready."""
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready]", state="attached")


def lineage(page: Page, path: Path) -> None:
    """Photograph the lineage of a directive in the explorer."""
    opened(page, path)
    page.evaluate("(words) => window.suyuan.choose(window.suyuan.find(words)[0])", DIRECTIVE)
    page.wait_for_timeout(500)
    page.screenshot(path=HERE / "explorer.png")


def reasons(page: Page, path: Path) -> None:
    """Photograph an annotated text with the reasons of one citation open."""
    page.set_viewport_size({"width": 1320, "height": 720})
    opened(page, path)
    page.locator(".line a.cite").nth(6).click()
    page.wait_for_timeout(500)
    page.screenshot(path=HERE / "source.png")


if __name__ == "__main__":
    main()
