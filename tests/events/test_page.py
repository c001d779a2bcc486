"""docs/events.md is what the program publishes."""

from tests.events.page import PAGE, made
from tests.services.house import House


async def test_every_example_of_the_page_is_what_is_published(house: House) -> None:
    assert await made(house) == PAGE.read_text("utf-8")
