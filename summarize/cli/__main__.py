"""``python -m summarize.cli`` is ``summarize``."""

from summarize.cli import main

if __name__ == "__main__":
    main()
