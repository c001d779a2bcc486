"""What came of a file, in one sentence."""

from tasklark.language.say_task import of_tasks


def arrived(added: int, known: int, *, dry_run: bool = False) -> str:
    """`Added 39 tasks; 3 are here already`."""
    verb = "Would add" if dry_run else "Added"
    here = "1 is here already" if known == 1 else f"{known} are here already"
    if not added:
        return f"Nothing to add: {here}" if known else "Nothing to add"
    return f"{verb} {of_tasks(added)}" + (f"; {here}" if known else "")
