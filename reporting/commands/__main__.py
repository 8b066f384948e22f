"""`python -m reporting.commands`: the command line where no script of ours is on the PATH."""

from reporting.commands import main

if __name__ == "__main__":
    main()
