"""``python -m generator`` is ``breves``."""

from generator.cli import main

if __name__ == "__main__":
    main()
