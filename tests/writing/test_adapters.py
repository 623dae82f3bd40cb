from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch
from peft import LoraConfig, PeftModel, get_peft_model

from summarize.errors import ModelBrokenError, ModelMissingError
from summarize.settings import WritingSettings
from summarize.writing.adapters import CONFIG, add_adapter, packaged_adapter
from summarize.writing.fusing import FusionWriter
from summarize.writing.generation import Generation
from summarize.writing.models import LanguageModel, load_model
from tests.builders import section, sentences


def network(folder: Path) -> torch.nn.Module:
    found: torch.nn.Module = load_model(str(folder), dtype="float32").network
    return found


@pytest.fixture
def adapter(tiny_gemma_folder: Path, tmp_path: Path) -> Path:
    """An adapter as ``peft`` saves it, with weights that are not at rest."""
    config = LoraConfig(r=2, lora_alpha=6, target_modules=["q_proj", "down_proj"])
    torch.manual_seed(3)
    adapted = get_peft_model(network(tiny_gemma_folder), config)
    for name, weight in adapted.named_parameters():
        if "lora_B" in name:
            torch.nn.init.normal_(weight, std=0.5)
    adapted.save_pretrained(str(tmp_path / "adapter"))
    return tmp_path / "adapter"


def scores(network: torch.nn.Module) -> torch.Tensor:
    with torch.inference_mode():
        found: torch.Tensor = network(torch.tensor([[2, 5, 9, 7]])).logits
    return found


def test_an_adapter_is_added_as_peft_adds_it(tiny_gemma_folder: Path, adapter: Path) -> None:
    plain, ours = network(tiny_gemma_folder), network(tiny_gemma_folder)
    add_adapter(ours, adapter)
    theirs = PeftModel.from_pretrained(network(tiny_gemma_folder), str(adapter)).merge_and_unload()
    torch.testing.assert_close(scores(ours), scores(theirs), atol=1e-5, rtol=1e-4)
    assert not torch.allclose(scores(ours), scores(plain), atol=1e-2)


def test_a_model_says_whether_it_was_adapted(
    tiny_gemma: LanguageModel, tiny_gemma_folder: Path, adapter: Path
) -> None:
    adapted = load_model(str(tiny_gemma_folder), dtype="float32", adapter=str(adapter))
    assert adapted.adapted
    assert not tiny_gemma.adapted
    assert adapted.fingerprint != load_model(str(tiny_gemma_folder), dtype="float32").fingerprint


@pytest.mark.parametrize("changed", [{"use_dora": True}, {"r": 0}, {"peft_type": "IA3"}])
def test_what_is_not_plain_lora_is_refused(
    tiny_gemma_folder: Path, adapter: Path, changed: dict[str, object]
) -> None:
    config = json.loads((adapter / CONFIG).read_text("utf-8"))
    (adapter / CONFIG).write_text(json.dumps(config | changed), encoding="utf-8")
    with pytest.raises(ModelBrokenError, match="LoRA"):
        add_adapter(network(tiny_gemma_folder), adapter)


def test_a_missing_or_foreign_adapter_is_an_error_with_a_hint(
    tiny_gemma_folder: Path, adapter: Path, tmp_path: Path
) -> None:
    with pytest.raises(ModelMissingError):
        add_adapter(network(tiny_gemma_folder), tmp_path / "nowhere")
    with pytest.raises(ModelBrokenError, match="cannot be loaded") as raised:
        add_adapter(torch.nn.Linear(2, 2), adapter)
    assert "adapter_config.json" in raised.value.hint


def test_no_other_model_takes_the_packaged_adapter() -> None:
    assert packaged_adapter("google/flan-t5-base") is None


def test_with_an_adapter_all_ways_are_tried_at_once(
    tiny_gemma: LanguageModel, adapter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Up to five ways a section, offered best first; what only copies the report is left out."""
    asked: list[tuple[str, float]] = []

    def written(
        model: LanguageModel,
        prompts: list[str],
        *rest: object,
        leaving: list[float],
        **options: object,
    ) -> tuple[Generation, ...]:
        asked.extend(zip(prompts, leaving, strict=True))
        copy, merged = " The port closed.", " The port of Harwick closed after the storm."
        copies = [text.count("- ") == 1 and not cost for text, cost in asked]
        texts = [copy if one else merged for one in copies]
        return tuple(Generation(text=t, finished=True, likelihoods=(-0.1,)) for t in texts)

    monkeypatch.setattr("summarize.writing.fusing.generate", written)
    story = sentences(["The port closed."], ["The port of Harwick closed after the storm hit."])
    part = section(*(sentence.key for sentence in story))
    chosen = WritingSettings(dtype="float32", adapter=str(adapter))
    writer = FusionWriter(chosen)
    drafts = writer.write([part], {s.key: s for s in story}, {})
    first, both = "- The port closed.\n=>", f"- The port closed.\n- {story[1].text}\n=>"
    turned = f"- {story[1].text}\n- The port closed.\n=>"
    assert asked == [(first, 1.5), (first, 0.0), (both, 0.0), (turned, 0.0)]
    assert [draft.text for draft in drafts] == ["The port of Harwick closed after the storm."]
    assert writer.write([part], {s.key: s for s in story}, {}, 1) == ()
