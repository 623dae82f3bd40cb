from __future__ import annotations

import os
import subprocess
import sys

import pytest

PROGRAM = """
import gc, os, sys
from summarize.cli import main
assert "torch" not in sys.modules
sys.argv = ["summarize", "config", "list"]
try:
    main()
except SystemExit:
    pass
print(gc.get_threshold()[0], os.environ["ONEDNN_PRIMITIVE_CACHE_CAPACITY"], gc.get_freeze_count())
"""


@pytest.mark.parametrize(("given", "kept"), [(None, "64"), ("7", "7")])
def test_the_command_line_keeps_few_programs_of_torch(given: str | None, kept: str) -> None:
    """A digest with the fusion writer grew by 13 MB a story.

    torch had kept a program for every shape of every batch. What the user sets stays.
    """
    name = "ONEDNN_PRIMITIVE_CACHE_CAPACITY"
    environment = {key: value for key, value in os.environ.items() if key != name}
    if given is not None:
        environment[name] = given
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, check=True
    )
    threshold, capacity, frozen = done.stdout.splitlines()[-1].split()
    assert int(threshold) > 700
    assert capacity == kept
    assert int(frozen) > 0
