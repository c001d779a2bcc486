"""The page about language says what the program does."""

from scripts import language_page


def test_the_page_of_measures_and_hard_sentences_is_what_the_program_says() -> None:
    assert language_page.PAGE.read_text(encoding="utf-8") == language_page.page()
