"""``python -m tyyni`` is the command line."""

import sys

from tyyni.cli import main

if __name__ == "__main__":
    sys.exit(main())
