"""A story of two browsers, wherever Tasklark runs: what one does, the other shows."""

from playwright.async_api import Page, expect

NEW, SAID = "Order twelve moving boxes today", "add book the induction friday #gym"
REPEATS = "Water the fig every day"


async def what_one_page_adds_the_other_shows(left: Page, right: Page) -> None:
    """By hand in the left one, by the assistant in the right one."""
    await _quick_add(left, NEW)
    await expect(right.get_by_text("Order twelve moving boxes").first).to_be_visible()
    message = right.get_by_role("textbox", name="Message to the assistant")
    await message.fill(SAID)
    await message.press("Enter")
    await expect(left.get_by_text("Book the induction").first).to_be_visible()
    await expect(right.get_by_role("button", name="Undo").first).to_be_visible()


async def a_repeat_that_is_completed_comes_again_in_both(left: Page, right: Page) -> None:
    """The service `recurring` adds it; both pages are told, and neither shows it twice."""
    await _quick_add(left, REPEATS)
    mark = "Done: Water the fig"
    await right.get_by_role("checkbox", name=mark).check()
    for page in (left, right):
        await expect(page.get_by_role("checkbox", name=mark, checked=False)).to_have_count(1)


async def what_was_done_is_there_after_loading_again(left: Page, right: Page) -> None:
    """Nothing lived in the page alone."""
    for page in (left, right):
        await page.reload()
        for title in ("Order twelve moving boxes", "Book the induction", "Water the fig"):
            await expect(page.get_by_text(title).first).to_be_visible()


async def _quick_add(page: Page, words: str) -> None:
    field = page.get_by_role("textbox", name="Add a task")
    await field.fill(words)
    await field.press("Enter")
