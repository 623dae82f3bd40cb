"""The whole writer: one pass over the outline gives the whole summary.

How a model fine-tuned for summarizing (BART, PEGASUS, PRIMERA) is used: it reads the evidence of
all sections, article by article, and writes freely; each sentence that it writes is then given to
the section that it tells, so that it is cited and checked like any other. An outline larger than
the model's window is written in several passes; nothing is cut off.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from summarize.ports import Progress, no_progress
from summarize.records import Article, Draft, Section, Sentence, SentenceKey
from summarize.settings import TextSettings, WritingSettings
from summarize.text.sentences import PunktSplitter
from summarize.text.words import content_stems, count_words, one_line
from summarize.writing.decoding import fits, generate
from summarize.writing.generation import Decoding
from summarize.writing.models import LanguageModel, load_model
from summarize.writing.prompts import STOP, summary_example, summary_prompt
from summarize.writing.tidying import tidy

_TOKENS_A_WORD = 1.6
_SPARE_TOKENS = 16
_LEAST_WORDS = 4
_NO_REPEAT = 3


class WholeWriter:
    """The port ``Writer``; kind "whole". Later attempts draw."""

    def __init__(self, settings: WritingSettings, seed: int = 0) -> None:
        self._settings = settings
        self._seed = seed
        self._progress: Progress = no_progress

    @property
    def signature(self) -> str:
        """Writer, model and weights; loads the model."""
        return f"whole/{self._model.name}@{self._model.fingerprint}"

    def write(
        self,
        sections: Sequence[Section],
        evidence: Mapping[SentenceKey, Sentence],
        articles: Mapping[str, Article],
        attempt: int = 0,
        progress: Progress = no_progress,
    ) -> tuple[Draft, ...]:
        """The sentences of the summary, in its order; a section may have several or none."""
        self._progress = progress
        passes = self._passes(list(sections), evidence)
        written = generate(
            self._model,
            [self._prompt(some, evidence) for some in passes],
            [_tokens(some) for some in passes],
            self._decoding(attempt),
            progress=progress,
        )
        drafts: list[Draft] = []
        for some, generation in zip(passes, written, strict=True):
            language = articles[some[0].evidence[0].article].language
            for text in _sentences(generation.text, language, finished=generation.finished):
                drafts.append(_draft(text, some, evidence, position=len(drafts)))
        return tuple(drafts)

    @cached_property
    def _model(self) -> LanguageModel:
        return load_model(self._settings.model, dtype=self._settings.dtype, progress=self._progress)

    def _passes(
        self, sections: list[Section], evidence: Mapping[SentenceKey, Sentence]
    ) -> list[list[Section]]:
        """Runs of sections whose prompts fit into the window: halved until they do."""
        if not sections:
            return []
        if fits(self._model, self._prompt(sections, evidence), _tokens(sections)):
            return [sections]
        if len(sections) == 1:
            return []  # left to the extractive way
        middle = len(sections) // 2
        return [
            *self._passes(sections[:middle], evidence),
            *self._passes(sections[middle:], evidence),
        ]

    def _prompt(self, sections: Sequence[Section], evidence: Mapping[SentenceKey, Sentence]) -> str:
        if self._model.kind == "causal":
            best = [evidence[section.evidence[0]].text for section in sections]
            return summary_example() + summary_prompt([tidy(text) for text in best])
        by_article: dict[str, list[SentenceKey]] = {}
        for key in sorted({key for section in sections for key in section.evidence}):
            by_article.setdefault(key.article, []).append(key)
        told = [
            " ".join(one_line(evidence[key].text) for key in keys) for keys in by_article.values()
        ]
        return self._settings.prefix + self._settings.separator.join(told)

    def _decoding(self, attempt: int) -> Decoding:
        settings = self._settings
        return Decoding(
            beams=settings.beams if attempt == 0 else 1,
            temperature=None if attempt == 0 else settings.temperature,
            seed=self._seed + attempt,
            stop=STOP if self._model.kind == "causal" else (),
            # A prompt counts as written for a causal model: nothing of it could be said again.
            no_repeat=_NO_REPEAT if self._model.kind == "seq2seq" else 0,
            batch_size=settings.batch_size,
        )


def _tokens(sections: Sequence[Section]) -> int:
    return int(_TOKENS_A_WORD * sum(section.word_budget for section in sections)) + _SPARE_TOKENS


def _sentences(text: str, language: str, *, finished: bool) -> list[str]:
    """Sentences of what was written; the last is left out if the limit cut it off."""
    plain = one_line(text.replace("<n>", " "))
    spans = PunktSplitter(TextSettings(), language).split(plain)
    found = [plain[span.start : span.end] for span in spans]
    if found and not finished and not found[-1].endswith((".", "!", "?", "”", '"')):
        found.pop()
    return [tidy(sentence) for sentence in found if count_words(sentence) >= _LEAST_WORDS]


def _draft(
    text: str, sections: Sequence[Section], evidence: Mapping[SentenceKey, Sentence], position: int
) -> Draft:
    """The section whose evidence shares most with the sentence; its place is the sentence's own."""
    content = set(content_stems(text))

    def shared(section: Section) -> int:
        told = {s for key in section.evidence for s in content_stems(evidence[key].text)}
        return len(content & told)

    nearest = max(sections, key=lambda section: (shared(section), -section.position))
    return Draft(section=replace(nearest, position=position), text=text, kind="whole")
