"""Settings: one strict class a stage, read from YAML, all faults told at once.

A configuration is the name of a file in ``configs/`` (``default``), or a path to such a file. What
a file leaves out has the value that stands here.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from summarize import registry
from summarize.errors import SettingsError, UnknownNameError

Fraction = Annotated[float, Field(ge=0.0, le=1.0)]


class _Strict(BaseModel):
    """Unknown keys are refused, types are not bent (but 1 may stand for 1.0), values frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


class ReadingSettings(_Strict):
    """How sources become articles."""

    max_bytes: int = Field(25_000_000, ge=1, description="a larger file or page is skipped")
    timeout: float = Field(20.0, gt=0, description="seconds for one page")
    clutter: str = Field("heuristic", description="how page furniture is found, or 'none'")
    min_words: int = Field(5, ge=1, description="a text with fewer words of story is skipped")


class TextSettings(_Strict):
    """How articles become sentences."""

    splitter: str = "punkt"
    language: str = Field("auto", description="ISO 639-1 code of all articles, or 'auto'")


class EncodingSettings(_Strict):
    """How sentences become vectors."""

    encoder: str = "minilm"
    batch_size: int = Field(64, ge=1)
    cache: bool = Field(True, description="keep vectors on disk, by content and model")


class ClusteringSettings(_Strict):
    """Which sentences tell the same fact."""

    clusterer: str = "complete"
    threshold: Fraction = Field(0.4, description="least similarity of what is joined")
    lexical_weight: Fraction = Field(0.5, description="TF-IDF's part in the similarity")


class PlanningSettings(_Strict):
    """What is said, in what order, at what length."""

    words: int = Field(200, ge=10, le=5000, description="length of the summary")
    salience: str = "origins"
    concepts: str = Field("learned", description="what each concept is worth to the selector")
    selector: str = "exact"
    ordering: str = "timeline"
    evidence: int = Field(4, ge=1, le=12, description="most source sentences of one section")


class WritingSettings(_Strict):
    """How a section's evidence becomes a sentence."""

    writer: str = "fusion"
    model: str = Field("gemma-3-270m", description="packaged model, hub name or folder")
    adapter: str = Field("packaged", description="packaged, none, or a folder of a LoRA adapter")
    prefix: str = Field("", description="what a sequence-to-sequence model wants before its input")
    separator: str = Field("\n", description="what stands between articles or sentences in it")
    attempts: int = Field(2, ge=1, le=10, description="tries before the source sentence is taken")
    overgeneration: float = Field(
        1.6, ge=1.0, le=4.0, description="budgets of words that are written, to choose from"
    )
    beams: int = Field(1, ge=1, le=16)
    temperature: float = Field(0.5, gt=0, le=2, description="of the later tries")
    batch_size: int = Field(32, ge=1, description="prompts written from at once")
    dtype: Literal["auto", "float32", "bfloat16"] = "auto"


class AttributionSettings(_Strict):
    """Which passages bear a sentence, and what becomes of a sentence that none bears."""

    support: str = "overlap"
    min_support: Fraction = Field(0.65, description="below it a written sentence is refused")
    min_likelihood: Fraction = Field(
        0.15, description="a passage less likely to bear a sentence does not corroborate it"
    )
    max_citations: int = Field(5, ge=1, le=20, description="most passages that one sentence cites")


class DigestSettings(_Strict):
    """What a day's edition is made of."""

    words: int = Field(80, ge=10, le=1000, description="length of one story's summary")
    top: int = Field(0, ge=0, description="stories that get a summary, best first; 0: all")
    outlet_cap: int = Field(3, ge=1, description="stories that one outlet alone tells on top")
    half_life: float = Field(12.0, gt=0, description="hours in which news loses half its weight")
    window: int = Field(30, ge=1, le=3650, description="days for which a story can go on")


class Settings(_Strict):
    """Everything that can change a summary or an edition."""

    name: str = "default"
    seed: int = Field(0, ge=0, lt=2**32)
    reading: ReadingSettings = ReadingSettings()
    text: TextSettings = TextSettings()
    encoding: EncodingSettings = EncodingSettings()
    clustering: ClusteringSettings = ClusteringSettings()
    planning: PlanningSettings = PlanningSettings()
    writing: WritingSettings = WritingSettings()
    attribution: AttributionSettings = AttributionSettings()
    digest: DigestSettings = DigestSettings()

    @field_validator("*", mode="after")
    @classmethod
    def _names_are_known(cls, value: object) -> object:
        if isinstance(value, _Strict):
            for kind, field in registry.FIELDS.items():
                chosen = getattr(value, field, None)
                if field in type(value).model_fields and isinstance(chosen, str):
                    try:
                        registry.check(kind, chosen)
                    except UnknownNameError as error:
                        raise ValueError(f"{field}: {error.message}; {error.hint}") from error
        return value


def config_folder() -> Path:
    """Where the named configurations are: in the installed package, or in a checkout's configs/."""
    here = Path(__file__).resolve().parent
    installed = here / "configs"
    return installed if installed.is_dir() else here.parent / "configs"


def cache_folder() -> Path:
    """Where prepared models and vectors are kept: $SUMMARIZE_CACHE, or the user's cache folder."""
    chosen = os.environ.get("SUMMARIZE_CACHE")
    if chosen:
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path("summarize", appauthor=False)


def config_names() -> tuple[str, ...]:
    """Names of the configurations that come with the package, sorted."""
    return tuple(sorted(path.stem for path in config_folder().glob("*.yaml")))


def load_settings(
    config: str | os.PathLike[str] = "default",
    overrides: Mapping[str, object] | None = None,
) -> Settings:
    """Settings from a configuration's name or file.

    Args:
        config: a name that ``config_names`` lists, or the path of a YAML file (anything with a
            path separator or ending in .yaml or .yml).
        overrides: values that win over the file, by dotted path: ``{"planning.words": 120}``.

    Raises:
        SettingsError: with every fault of the file and the overrides.
        UnknownNameError: no configuration of that name.
    """
    path = _config_path(os.fspath(config))
    values = _read_yaml(path)
    values.setdefault("name", path.stem)
    for dotted, value in (overrides or {}).items():
        _put(values, dotted, value)
    return settings_from(values, where=f"{path} and the options given" if overrides else str(path))


def settings_from(values: Mapping[str, object], where: str = "settings") -> Settings:
    """Settings from plain nested values; ``where`` names them in the error.

    Raises:
        SettingsError: with every fault, each by its path.
    """
    try:
        return Settings.model_validate(dict(values))
    except ValidationError as error:
        faults = tuple(sorted(_fault(detail) for detail in error.errors()))
        message = f"{where}: " + "; ".join(faults)
        hint = "'summarize config show default' lists every setting"
        raise SettingsError(message, hint=hint, faults=faults) from error


def _config_path(config: str) -> Path:
    if config.endswith((".yaml", ".yml")) or os.sep in config:
        return Path(config)
    names = config_names()
    if config not in names:
        raise UnknownNameError("configuration", config, names)
    return config_folder() / f"{config}.yaml"


def _read_yaml(path: Path) -> dict[str, Any]:
    try:
        values = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        hint = "'summarize config list' names the configurations that come with the package"
        raise SettingsError(f"{path}: cannot be read ({error})", hint=hint) from error
    except yaml.YAMLError as error:
        summary = " ".join(str(error).split())
        raise SettingsError(f"{path}: is not YAML: {summary}", hint="mend the file") from error
    if values is None:
        return {}
    if not isinstance(values, dict) or not all(isinstance(key, str) for key in values):
        raise SettingsError(f"{path}: must be a mapping of settings", hint="see configs/default")
    return values


def _put(values: dict[str, Any], dotted: str, value: object) -> None:
    *sections, last = dotted.split(".")
    for section in sections:
        inner = values.get(section)
        inner = dict(inner) if isinstance(inner, dict) else {}
        values[section] = inner
        values = inner
    values[last] = value


_WANTED = {
    "greater_than_equal": "must be at least {ge}",
    "greater_than": "must be more than {gt}",
    "less_than_equal": "must be at most {le}",
    "less_than": "must be less than {lt}",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "string_type": "must be text",
    "bool_type": "must be true or false",
    "model_type": "must be a mapping",
    "literal_error": "must be {expected}",
    "finite_number": "must be finite",
}


def _fault(detail: Any) -> str:
    path = ".".join(str(part) for part in detail["loc"])
    kind, found = detail["type"], detail["input"]
    if kind == "extra_forbidden":
        return f"{path}: unknown setting{_near(detail['loc'])}"
    if kind == "value_error":
        return f"{path}.{detail['ctx']['error']}"
    wanted = _WANTED.get(kind)
    if wanted is None:
        return f"{path}: {detail['msg']}, got {found!r}"
    return f"{path}: {wanted.format(**detail.get('ctx', {}))}, got {found!r}"


def _near(location: tuple[str | int, ...]) -> str:
    from difflib import get_close_matches

    model: type[BaseModel] = Settings
    for part in location[:-1]:
        annotation = model.model_fields[str(part)].annotation
        if not (isinstance(annotation, type) and issubclass(annotation, BaseModel)):
            return ""
        model = annotation
    near = get_close_matches(str(location[-1]), list(model.model_fields), n=1, cutoff=0.6)
    return f"; did you mean {near[0]!r}?" if near else ""
