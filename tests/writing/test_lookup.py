from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from summarize.writing.lookup import Prompt

REPORT = [9, 1, 2, 3, 4, 5, 1, 2, 3, 4, 6]


def test_what_follows_a_run_of_four() -> None:
    prompt = Prompt(REPORT)
    assert prompt.following([1, 2, 3, 4]) == {5, 6}
    assert prompt.following([8, 8, 4, 5, 1, 2]) == {3}
    assert prompt.following([7, 2, 3, 4]) == frozenset()
    assert prompt.following([2, 3, 4]) == frozenset()


def test_a_guess_goes_on_from_the_longest_run_at_its_last_place() -> None:
    prompt = Prompt(REPORT)
    assert prompt.guess([5, 1, 2], 3) == (3, 4, 6)
    assert prompt.guess([4, 5, 1], 2) == (2, 3)
    assert prompt.guess([7, 7, 9], 2) == (1, 2)
    assert prompt.guess([7], 2) == ()
    assert prompt.guess([], 2) == ()
    assert prompt.guess([6], 2) == ()


@given(st.lists(st.integers(0, 5)), st.lists(st.integers(0, 5)), st.integers(0, 4))
def test_a_guess_stands_in_the_prompt_behind_the_last_token(
    tokens: list[int], written: list[int], most: int
) -> None:
    guess = Prompt(tokens).guess(written, most)
    assert len(guess) <= most
    if guess:
        run = [written[-1], *guess]
        assert any(tokens[i : i + len(run)] == run for i in range(len(tokens)))
