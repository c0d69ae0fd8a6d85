"""`python -m cartelgraph` is the command `cartelgraph`."""

from cartelgraph.cli import main

if __name__ == "__main__":
    main()
