"""Tiny models with random weights and small SentencePiece vocabularies of their own.

Nothing that they write makes sense; what is tested is the real way from a folder to a text.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import gguf
import numpy as np
import sentencepiece
import torch
import transformers

TEXT = (
    "The council of Harwick approved the new bridge over the river on Tuesday.",
    "Rescuers found twelve people after the storm, the harbour master said.",
    "Orbis and Nova will share the revenue until 2032, the two companies announced.",
    "A fire destroyed a warehouse near the old market; nobody was hurt.",
)


def pieces(kind: str, size: int) -> Any:
    """A trained SentencePiece model of ``kind`` ("bpe" or "unigram") as its ModelProto."""
    from sentencepiece import sentencepiece_model_pb2

    written = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(TEXT * 8),
        model_writer=written,
        model_type=kind,
        vocab_size=size,
        byte_fallback=kind == "bpe",
        pad_id=0,
        eos_id=1,
        bos_id=2,
        unk_id=3,
        user_defined_symbols=["▁▁"] if kind == "bpe" else [],
        add_dummy_prefix=kind != "bpe",
        remove_extra_whitespaces=False,
        normalization_rule_name="identity",
        hard_vocab_limit=False,
        minloglevel=2,
    )
    proto: Any = sentencepiece_model_pb2.ModelProto()  # type: ignore[attr-defined]
    proto.ParseFromString(written.getvalue())
    return proto


def gemma_gguf(folder: Path) -> Path:
    """A Gemma 3 of two layers as a GGUF file, as llama.cpp's converter would write it."""
    proto = pieces("bpe", 420)
    size, hidden, heads, head, inner = len(proto.pieces), 32, 2, 16, 64
    path = folder / "tiny.gguf"
    writer = gguf.GGUFWriter(path, "gemma3")
    writer.add_block_count(2)
    writer.add_context_length(2048)
    writer.add_embedding_length(hidden)
    writer.add_feed_forward_length(inner)
    writer.add_head_count(heads)
    writer.add_head_count_kv(1)
    writer.add_key_length(head)
    writer.add_value_length(head)
    writer.add_layer_norm_rms_eps(1e-6)
    writer.add_rope_freq_base(1e6)
    writer.add_sliding_window(256)
    writer.add_tokenizer_model("llama")
    writer.add_token_list([piece.piece for piece in proto.pieces])
    writer.add_token_scores([piece.score for piece in proto.pieces])
    writer.add_token_types([piece.type for piece in proto.pieces])
    writer.add_pad_token_id(0)
    writer.add_eos_token_id(1)
    writer.add_bos_token_id(2)
    writer.add_unk_token_id(3)
    draw = np.random.default_rng(7)
    shapes: dict[str, tuple[int, ...]] = {"token_embd": (size, hidden), "output_norm": (hidden,)}
    for layer in range(2):
        shapes |= {
            f"blk.{layer}.{name}": shape
            for name, shape in {
                "attn_q": (heads * head, hidden),
                "attn_k": (head, hidden),
                "attn_v": (head, hidden),
                "attn_output": (hidden, heads * head),
                "attn_q_norm": (head,),
                "attn_k_norm": (head,),
                "attn_norm": (hidden,),
                "post_attention_norm": (hidden,),
                "ffn_norm": (hidden,),
                "post_ffw_norm": (hidden,),
                "ffn_gate": (inner, hidden),
                "ffn_up": (inner, hidden),
                "ffn_down": (hidden, inner),
            }.items()
        }
    for name, shape in shapes.items():
        # Norms are near 1 in a GGUF file: llama.cpp adds the 1 that transformers adds later.
        values = draw.normal(1.0 if name.endswith("norm") else 0.0, 0.3, shape)
        writer.add_tensor(f"{name}.weight", values.astype(np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def seq2seq(name: str, folder: Path) -> Path:
    """A "t5", "pegasus", "bart" or "led" model folder, safetensors and tokenizer."""
    proto = pieces("unigram", 120)
    size = len(proto.pieces) + 1
    special = {"pad_token_id": 0, "eos_token_id": 1, "bos_token_id": 2}
    layers = {
        "vocab_size": size,
        "d_model": 16,
        "encoder_layers": 1,
        "decoder_layers": 1,
        "encoder_attention_heads": 2,
        "decoder_attention_heads": 2,
        "encoder_ffn_dim": 32,
        "decoder_ffn_dim": 32,
        "decoder_start_token_id": 0,
        "forced_eos_token_id": None,
        **special,
    }
    configs = {
        "t5": lambda: transformers.T5Config(
            vocab_size=size,
            d_model=16,
            d_kv=8,
            d_ff=32,
            num_layers=1,
            num_heads=2,
            decoder_start_token_id=0,
            **special,
        ),
        "pegasus": lambda: transformers.PegasusConfig(max_position_embeddings=128, **layers),
        "bart": lambda: transformers.BartConfig(max_position_embeddings=128, **layers),
        "led": lambda: transformers.LEDConfig(
            max_encoder_position_embeddings=256,
            max_decoder_position_embeddings=128,
            attention_window=[32],
            **layers,
        ),
    }
    torch.manual_seed(3)
    network = transformers.AutoModelForSeq2SeqLM.from_config(configs[name]())
    network.save_pretrained(folder)
    _tokenizer(proto).save_pretrained(folder)
    return folder


def _tokenizer(proto: Any) -> Any:
    """The SentencePiece unigram model as ``transformers`` keeps it."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors

    vocabulary = [(piece.piece, piece.score) for piece in proto.pieces]
    tokenizer = Tokenizer(models.Unigram([*vocabulary, ("<mask>", 0.0)], unk_id=3))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.decoder = decoders.Metaspace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="$A </s>", special_tokens=[("</s>", 1)]
    )
    return transformers.PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        pad_token="<pad>",
        eos_token="</s>",
        bos_token="<s>",
        unk_token="<unk>",
    )
