"""The fusion writer: a model makes one sentence of each section's evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from summarize.ports import Progress, no_progress
from summarize.records import Article, Draft, Section, Sentence, SentenceKey
from summarize.settings import WritingSettings
from summarize.text.verbs import is_verbless
from summarize.text.words import count_words, one_line
from summarize.writing.constraints import SourceConstraint
from summarize.writing.decoding import fits, generate
from summarize.writing.generation import Decoding, Generation
from summarize.writing.models import LanguageModel, load_model
from summarize.writing.preference import Written, preferred
from summarize.writing.prompts import STOP, adapted_prompt, sentence_examples, sentence_prompt
from summarize.writing.tidying import tidy

_TOKENS_A_WORD = 2
_LEAST_WORDS = 4
_TOP_EVIDENCE = 4
_DRAWN_FROM = 2
_TRUNCATED = re.compile(r"(?:\.\.\.|…)\W*$")
_WAYS = (((0,), 1.5), ((0,), 0.0), ((0, 1), 0.0), ((1, 0), 0.0), ((0, 2), 0.0))
"""How the adapted model is asked: with which reports of the evidence, in which order, and what it
costs to go on with their words (nats a token)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Request:
    """A section, some reports, best first, as the model is shown them, and what copying costs."""

    section: Section
    reports: tuple[str, ...]
    shown: tuple[str, ...]
    leaving: float = 0.0


class FusionWriter:
    """The port ``Writer``; all sections are written in one batch, from their evidence alone.

    With an adapter each section is written in several ways at once, of its best sentence and of
    more of its evidence, more and less freely; they are offered best first (``preference``).
    Without, the first attempt is greedy (or by beams) over all evidence, the second over the best
    sentence alone, which a small model follows more closely; later ones draw, so that they differ.
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
        """Drafts for each section for which the model came to an end of a sentence."""
        del articles
        self._progress = progress
        if self._model.adapted and attempt > 0:
            return ()  # all ways were tried at once
        asked = [r for section in sections for r in self._requests(section, evidence, attempt)]
        written = self._generate(asked, attempt, progress)
        found: dict[Section, list[Written]] = {}
        for request, generation in zip(asked, written, strict=True):
            text = tidy(generation.text)
            if generation.finished and count_words(text) >= _LEAST_WORDS:
                one = Written(
                    text=text, reports=request.reports, likelihoods=generation.likelihoods
                )
                found.setdefault(request.section, []).append(one)
        return tuple(
            Draft(section=section, text=one.text, kind="fused")
            for section, some in found.items()
            for one in (preferred(some) if self._model.adapted else some)
            # What the model only copied is the extractive way's to give.
            if not self._model.adapted or one.text != one.reports[0]
        )

    def _generate(
        self, asked: Sequence[_Request], attempt: int, progress: Progress
    ) -> tuple[Generation, ...]:
        return generate(
            self._model,
            [self._prompt(request.shown) for request in asked],
            [_limit(request.section) for request in asked],
            self._decoding(attempt),
            shared_prefix=self._shared(),
            allowed=[self._constraint.allowed(request.reports, "\n") for request in asked],
            leaving=[request.leaving for request in asked] if self._model.adapted else None,
            progress=progress,
        )

    @cached_property
    def _model(self) -> LanguageModel:
        settings = self._settings
        return load_model(
            settings.model,
            dtype=settings.dtype,
            adapter=settings.adapter,
            progress=self._progress,
        )

    @cached_property
    def _constraint(self) -> SourceConstraint:
        return SourceConstraint(self._model.tokenizer)

    _progress: Progress = staticmethod(no_progress)

    def _requests(
        self, section: Section, evidence: Mapping[SentenceKey, Sentence], attempt: int
    ) -> Iterator[_Request]:
        """None where not one report fits: the section is then left to the extractive way."""
        most = _TOP_EVIDENCE if attempt == 0 else 1
        reports = self._reports(section, evidence, most)
        if reports and not self._model.adapted:
            yield _Request(section=section, reports=tuple(reports), shown=tuple(reports))
        for places, leaving in _WAYS if self._model.adapted else ():
            if max(places) < len(reports):
                yield _Request(
                    section=section,
                    reports=tuple(reports[place] for place in sorted(places)),
                    shown=tuple(reports[place] for place in places),
                    leaving=leaving,
                )

    def _reports(
        self, section: Section, evidence: Mapping[SentenceKey, Sentence], most: int
    ) -> list[str]:
        """The evidence as the model is shown it: best first, as much as its window takes.

        Whatever does not fit is still there to be cited; no sentence is cut, and what its article
        cut off with "...", or has without a verb, is none.
        """
        whole = [key for key in section.evidence if _is_sentence(evidence[key].text)]
        reports = [tidy(one_line(evidence[key].text)) for key in whole[:most]]
        limit = _limit(section)
        while reports and not fits(self._model, self._shared() + self._prompt(reports), limit):
            reports.pop()
        return reports

    def _shared(self) -> str:
        """What every prompt begins with."""
        if self._model.kind == "seq2seq":
            return self._settings.prefix
        return "" if self._model.adapted else sentence_examples()

    def _prompt(self, reports: Sequence[str]) -> str:
        if self._model.kind == "seq2seq":
            return self._settings.separator.join(reports)
        return adapted_prompt(reports) if self._model.adapted else sentence_prompt(reports)

    def _decoding(self, attempt: int) -> Decoding:
        settings = self._settings
        return Decoding(
            beams=settings.beams if attempt < _DRAWN_FROM else 1,
            temperature=None if attempt < _DRAWN_FROM else settings.temperature,
            seed=self._seed + attempt,
            stop=STOP if self._model.kind == "causal" else (),
            batch_size=settings.batch_size,
        )


def _is_sentence(text: str) -> bool:
    return not (_TRUNCATED.search(text) or is_verbless(text))


def _limit(section: Section) -> int:
    """Most tokens of its sentence."""
    return _TOKENS_A_WORD * section.word_budget + 8
