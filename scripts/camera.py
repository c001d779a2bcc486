"""Films a page picture by picture: each stands as long as told, however slow the machine is."""

import shutil
import subprocess
from pathlib import Path

from playwright.sync_api import Locator, Page, ViewportSize

from scripts.progress import StepFailed
from scripts.tools import install_by_apt

SIZE: ViewportSize = {"width": 1280, "height": 720}
_KEY_S = 0.09
_POINT_S = 0.45
_LOOK_S = 1.6
_FRAMES_S = 15

# The words under the page and the pointer are the camera's: they are drawn beside the app, which
# ends above them.
DRAWN = """
addEventListener('DOMContentLoaded', () => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    .app { height: calc(100dvh - 48px) !important; }
    .toasts { bottom: 72px !important; }
    #film-words { position: fixed; inset: auto 0 0; z-index: 2147483647; height: 48px;
      display: grid; place-items: center; margin: 0; border: 0; padding: 0; width: 100%;
      background: #14202e; color: #f7f9f5; font: 600 17px/48px 'Figtree Variable', sans-serif; }
    #film-hand { position: fixed; z-index: 2147483647; width: 18px; height: 18px; margin: -9px;
      border: 2px solid #14202e; border-radius: 50%; background: rgb(255 203 46 / .75);
      inset: auto; padding: 0; pointer-events: none; }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  for (const id of ['film-words', 'film-hand']) {
    const one = document.createElement('div');
    one.id = id;
    one.popover = 'manual';
    document.documentElement.append(one);
    one.showPopover();
  }
  document.querySelector('#film-words').textContent = sessionStorage.getItem('film-words') ?? '';
  document.querySelector('#film-hand').style.left = '-50px';
});
"""
_SAY = """words => {
  sessionStorage.setItem('film-words', words);
  const bar = document.querySelector('#film-words');
  bar.textContent = words;
  bar.hidePopover();
  bar.showPopover();
}"""
_POINT = """([x, y]) => {
  const hand = document.querySelector('#film-hand');
  hand.style.left = x + 'px';
  hand.style.top = y + 'px';
  hand.hidePopover();
  hand.showPopover();
}"""


class Camera:
    """Takes the pictures of one page and remembers how long each stands."""

    def __init__(self, page: Page, folder: Path) -> None:
        self.page = page
        self._folder = folder
        self._list: list[tuple[Path, float]] = []

    def look(self, seconds: float = _LOOK_S) -> None:
        """Let what is there stand."""
        path = self._folder / f"{len(self._list):05}.png"
        self.page.screenshot(path=path, animations="disabled", caret="initial")
        self._list.append((path, seconds))

    def say(self, words: str, seconds: float = _LOOK_S) -> None:
        """Write a sentence under the page."""
        self.page.evaluate(_SAY, words)
        self.look(seconds)

    def click(self, what: Locator, seconds: float = _LOOK_S) -> None:
        """Point at something, press it, let the outcome stand."""
        what.scroll_into_view_if_needed()
        box = what.bounding_box()
        if box is None:
            raise StepFailed("What the film wants to press is not there.")
        at = [box["x"] + min(box["width"] / 2, 60), box["y"] + box["height"] / 2]
        self.page.mouse.move(*at)
        self.page.evaluate(_POINT, at)
        self.look(_POINT_S)
        what.click()
        self.look(seconds)

    def type(self, field: Locator, words: str) -> None:
        """Type as a person does, letter by letter."""
        field.focus()
        for begin in range(0, len(words), 2):
            self.page.keyboard.type(words[begin : begin + 2])
            self.look(2 * _KEY_S)

    def press(self, keys: str, seconds: float = _LOOK_S) -> None:
        """Press a key."""
        self.page.keyboard.press(keys)
        self.look(seconds)

    def develop(self, film: Path) -> None:
        """Make the film of all pictures.

        Raises:
            StepFailed: If there is no ffmpeg, or it fails.
        """
        lines = [f"file '{path}'\nduration {seconds}\n" for path, seconds in self._list]
        listed = self._folder / "pictures.txt"
        # The last picture counts only when it is named again.
        listed.write_text("".join([*lines, lines[-1].split("\n")[0], "\n"]))
        options = (
            *("-f", "concat", "-safe", "0", "-i", str(listed), "-r", str(_FRAMES_S)),
            *("-c:v", "libvpx-vp9", "-crf", "34", "-b:v", "0", "-g", "300"),
            *("-row-mt", "1", "-cpu-used", "4", "-pix_fmt", "yuv420p", str(film)),
        )
        run = subprocess.run(
            [ffmpeg(), "-y", "-loglevel", "error", *options],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if run.returncode:
            raise StepFailed(f"ffmpeg made no film: {run.stderr.strip().splitlines()[-1:]}")


def ffmpeg() -> str:
    """The program that makes films, and pictures smaller. Raises StepFailed if there is none."""
    found = shutil.which("ffmpeg")
    if found is None and install_by_apt("ffmpeg"):
        found = shutil.which("ffmpeg")
    if found is None:
        raise StepFailed("No ffmpeg here (on Debian and Ubuntu: sudo apt install ffmpeg).")
    return found
