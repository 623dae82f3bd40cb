from __future__ import annotations

import os
import signal
import time

import pytest

from summarize.cli import interrupts

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="there is no such clock")


class _Interrupted:
    """Interrupts the program while it is taken down, where Python drops exceptions."""

    def __del__(self) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        for _ in range(1000):  # the signal is taken up between two steps of the interpreter
            pass


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_lost_interrupt_comes_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Under load the interrupted command went on for a minute: its interrupt had been dropped."""
    monkeypatch.setattr(interrupts, "_SECONDS", 0.05)
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        _work_on_after_a_lost_interrupt()
    assert signal.getsignal(signal.SIGINT) == before
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0


def test_an_interrupt_comes_at_once_and_only_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interrupts, "_SECONDS", 0.05)
    with pytest.raises(KeyboardInterrupt):
        _interrupt_at_work()
    time.sleep(0.2)  # a second one would end the test run


def _work_on_after_a_lost_interrupt() -> None:
    with interrupts.interrupts_insist():
        lost = _Interrupted()
        del lost
        for _ in range(600):
            time.sleep(0.1)


def _interrupt_at_work() -> None:
    with interrupts.interrupts_insist():
        signal.raise_signal(signal.SIGINT)
        pytest.fail("it was lost")
