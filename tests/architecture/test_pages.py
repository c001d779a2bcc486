"""Pages that are made from the program say what the program does."""

from scripts import engine_page, repeats_page


def test_the_page_about_repeats_is_what_the_program_says() -> None:
    assert repeats_page.PAGE.read_text(encoding="utf-8") == repeats_page.page()


def test_the_page_about_the_cluster_is_made_of_the_figures_beside_it() -> None:
    assert engine_page.PAGE.read_text(encoding="utf-8") == engine_page.page()
