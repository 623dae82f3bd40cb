"""The fusion writer: a model makes one sentence of each section's evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from summarize.ports import Progress, no_progress
from summarize.records import Article, Draft, Section, Sentence, SentenceKey
from summarize.settings import WritingSettings
from summarize.text.words import count_words, one_line
from summarize.writing.constraints import SourceConstraint
from summarize.writing.decoding import Decoding, fits, generate
from summarize.writing.models import LanguageModel, load_model
from summarize.writing.prompts import STOP, sentence_examples, sentence_prompt
from summarize.writing.tidying import tidy

_TOKENS_A_WORD = 2
_LEAST_WORDS = 4
_TOP_EVIDENCE = 4
_DRAWN_FROM = 2


class FusionWriter:
    """The port ``Writer``; all sections are written in one batch, from their evidence alone.

    The first attempt is greedy (or by beams) over all evidence, the second over the best sentence
    alone, which a small model follows more closely; later ones draw, so that they differ.
    """

    def __init__(self, settings: WritingSettings, seed: int = 0) -> None:
        self._settings = settings
        self._seed = seed

    @property
    def signature(self) -> str:
        """Writer, model and weights; loads the model."""
        return f"fusion/{self._model.name}@{self._model.fingerprint}"

    def write(
        self,
        sections: Sequence[Section],
        evidence: Mapping[SentenceKey, Sentence],
        articles: Mapping[str, Article],
        attempt: int = 0,
        progress: Progress = no_progress,
    ) -> tuple[Draft, ...]:
        """A draft for each section for which the model came to an end of a sentence."""
        del articles
        self._progress = progress
        model, causal = self._model, self._model.kind == "causal"
        most = _TOP_EVIDENCE if attempt == 0 else 1
        shown = {section: self._reports(section, evidence, most) for section in sections}
        fitting = [section for section in sections if shown[section]]
        reports = [shown[section] for section in fitting]
        written = generate(
            model,
            [self._prompt(report) for report in reports],
            [_limit(section) for section in fitting],
            self._decoding(attempt),
            shared_prefix=sentence_examples() if causal else self._settings.prefix,
            allowed=[self._constraint.allowed(report, "\n") for report in reports],
            progress=progress,
        )
        drafts = []
        for section, generation in zip(fitting, written, strict=True):
            text = tidy(generation.text)
            if generation.finished and count_words(text) >= _LEAST_WORDS:
                drafts.append(Draft(section=section, text=text, kind="fused"))
        return tuple(drafts)

    @cached_property
    def _model(self) -> LanguageModel:
        return load_model(self._settings.model, dtype=self._settings.dtype, progress=self._progress)

    @cached_property
    def _constraint(self) -> SourceConstraint:
        return SourceConstraint(self._model.tokenizer)

    _progress: Progress = staticmethod(no_progress)

    def _reports(
        self, section: Section, evidence: Mapping[SentenceKey, Sentence], most: int
    ) -> list[str]:
        """The evidence as the model is shown it: best first, as much as its window takes.

        Whatever does not fit is still there to be cited; no sentence is cut. Where not one fits,
        the section is left to the extractive way.
        """
        reports = [tidy(one_line(evidence[key].text)) for key in section.evidence[:most]]
        limit = _limit(section)
        while reports and not fits(self._model, self._whole_prompt(reports), limit):
            reports.pop()
        return reports

    def _whole_prompt(self, reports: Sequence[str]) -> str:
        shared = sentence_examples() if self._model.kind == "causal" else self._settings.prefix
        return shared + self._prompt(reports)

    def _prompt(self, reports: Sequence[str]) -> str:
        if self._model.kind == "causal":
            return sentence_prompt(reports)
        return self._settings.separator.join(reports)

    def _decoding(self, attempt: int) -> Decoding:
        settings = self._settings
        return Decoding(
            beams=settings.beams if attempt < _DRAWN_FROM else 1,
            temperature=None if attempt < _DRAWN_FROM else settings.temperature,
            seed=self._seed + attempt,
            stop=STOP if self._model.kind == "causal" else (),
            batch_size=settings.batch_size,
        )


def _limit(section: Section) -> int:
    """Most tokens of its sentence."""
    return _TOKENS_A_WORD * section.word_budget + 8
