"""`python -m tasklark` is the command `tasklark`."""

from tasklark.cli import main

main()
