"""`python -m contested.cli`."""

from contested.cli import main

main()
