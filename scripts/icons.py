"""The app's icons, drawn from web/public/icon.svg by Chromium: run it when the mark changes."""

import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from scripts.chromium import FLAGS, ensure_chromium
from scripts.progress import ROOT, StepFailed, step

PUBLIC = ROOT / "web" / "public"
GROUND = "#14202e"
SAFE = 0.72
"""Part of a maskable icon that the mark may fill: systems cut circles out of it."""
ICONS = {"192": (192, 1.0), "512": (512, 1.0), "maskable-512": (512, SAFE)}
"""Side in pixels, and how much of it the mark fills."""


def main() -> None:
    """Draw every icon into web/public/icons."""
    mark = (PUBLIC / "icon.svg").read_text("utf-8")
    try:
        with step("Icons"), sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=_chromium(), args=["--hide-scrollbars", *FLAGS]
            )
            for name, (side, part) in ICONS.items():
                draw(browser, mark, side, part, PUBLIC / "icons" / f"{name}.png")
            browser.close()
    except StepFailed as failure:
        sys.exit(str(failure))


def _chromium() -> Path:
    found = ensure_chromium()
    if found is None:
        raise StepFailed("Icons are drawn by Chromium, and there is none. Set TEST_CHROMIUM.")
    return found


def draw(browser: Browser, mark: str, side: int, part: float, file: Path) -> None:
    """One icon; a part smaller than one leaves the ground around the mark."""
    page = browser.new_page(viewport={"width": side, "height": side})
    ground = GROUND if part < 1 else "transparent"
    page.set_content(
        f"<style>html{{background:{ground}}}body{{margin:0;height:100vh;display:grid;"
        f"place-items:center}}svg{{width:{part:.0%};height:{part:.0%}}}</style>{mark}"
    )
    file.parent.mkdir(exist_ok=True)
    page.screenshot(path=file, omit_background=True)
    page.close()


if __name__ == "__main__":
    main()
