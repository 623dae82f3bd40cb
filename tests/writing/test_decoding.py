from __future__ import annotations

from pathlib import Path

import pytest

from summarize.writing.decoding import WindowError, count_tokens, fits, generate
from summarize.writing.generation import Decoding
from summarize.writing.models import LanguageModel, load_model

PROMPTS = (
    "The council approved",
    "A fire destroyed a warehouse near the old market, and the",
    "Orbis",
)
SHARED = "The council of Harwick approved the new bridge over the river. "


def texts(model: LanguageModel, decoding: Decoding, **options: object) -> list[str]:
    written = generate(model, PROMPTS, [12] * 3, decoding, **options)  # type: ignore[arg-type]
    return [generation.text for generation in written]


def test_a_shared_beginning_read_once_changes_nothing(tiny_gemma: LanguageModel) -> None:
    """Shorter rows are filled up behind the beginning; positions and masks must still be right."""
    together = texts(tiny_gemma, Decoding(), shared_prefix=SHARED)
    plain = generate(tiny_gemma, [SHARED + prompt for prompt in PROMPTS], [12] * 3, Decoding())
    assert together == [generation.text for generation in plain]
    assert any(together)


def test_each_prompt_alone_gives_what_it_gives_among_others(tiny_gemma: LanguageModel) -> None:
    assert texts(tiny_gemma, Decoding(batch_size=1)) == texts(tiny_gemma, Decoding(batch_size=3))


def test_drawing_follows_the_seed(tiny_gemma: LanguageModel) -> None:
    drawn = [texts(tiny_gemma, Decoding(temperature=1.5, seed=seed)) for seed in (1, 1, 2)]
    assert drawn[0] == drawn[1]
    assert drawn[0] != drawn[2]


def test_only_what_is_allowed_is_written(tiny_gemma: LanguageModel) -> None:
    allowed = [frozenset(tiny_gemma.tokenizer.encode(text)) for text in (" river", " 2032", " the")]
    written = generate(tiny_gemma, PROMPTS, [10] * 3, Decoding(), allowed=allowed)
    for generation, tokens in zip(written, allowed, strict=True):
        assert set(generation.text) <= set(tiny_gemma.tokenizer.decode(sorted(tokens)) + " ")


def test_rows_have_limits_of_their_own(tiny_gemma: LanguageModel) -> None:
    short, long = generate(tiny_gemma, PROMPTS[:2], [2, 20], Decoding())
    assert not short.finished or len(short.text) < len(long.text)
    assert len(tiny_gemma.tokenizer.encode(short.text)) <= 4


def test_a_stop_text_ends_a_row_and_is_not_part_of_it(tiny_gemma: LanguageModel) -> None:
    (free,) = generate(tiny_gemma, PROMPTS[:1], [20], Decoding())
    mark = free.text[3:5]
    (stopped,) = generate(tiny_gemma, PROMPTS[:1], [20], Decoding(stop=(mark,)))
    assert stopped.text == free.text[: free.text.index(mark)]
    assert stopped.finished


def test_a_prompt_past_the_window_is_refused_and_not_cut(tiny_gemma: LanguageModel) -> None:
    long = "The council of Harwick. " * 900
    assert count_tokens(tiny_gemma, long) > tiny_gemma.window
    assert not fits(tiny_gemma, long, 10)
    assert fits(tiny_gemma, PROMPTS[0], 10)
    with pytest.raises(WindowError):
        generate(tiny_gemma, [long], [10], Decoding())


@pytest.mark.parametrize("name", ["t5", "pegasus", "bart", "led"])
@pytest.mark.parametrize("beams", [1, 3])
def test_encoder_decoder_models_write(
    seq2seq_folders: dict[str, Path], name: str, beams: int
) -> None:
    model = load_model(str(seq2seq_folders[name]), dtype="float32")
    assert model.kind == "seq2seq"
    assert model.window == {"t5": 512, "pegasus": 128, "bart": 128, "led": 256}[name]
    first = texts(model, Decoding(beams=beams))
    assert first == texts(model, Decoding(beams=beams))
    assert any(first)
