from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from summarize import registry
from summarize.errors import SettingsError, UnknownNameError
from summarize.settings import Settings, config_folder, config_names, load_settings, settings_from


def test_all_faults_are_told_at_once_each_by_its_path() -> None:
    with pytest.raises(SettingsError) as caught:
        settings_from(
            {
                "writing": {"beams": 0, "modle": "x", "writer": "fusoin"},
                "planing": {},
                "seed": "one",
                "clustering": {"threshold": 2.0},
                "planning": {"words": -5},
            }
        )
    assert caught.value.faults == (
        "clustering.threshold: must be at most 1.0, got 2.0",
        "planing: unknown setting; did you mean 'planning'?",
        "planning.words: must be at least 10, got -5",
        "seed: must be a whole number, got 'one'",
        "writing.beams: must be at least 1, got 0",
        "writing.modle: unknown setting; did you mean 'model'?",
    )


def test_an_unknown_alternative_offers_near_names() -> None:
    with pytest.raises(SettingsError) as caught:
        settings_from({"writing": {"writer": "fusoin"}})
    assert caught.value.faults == (
        "writing.writer: no writer is called 'fusoin'; did you mean fusion?",
    )


@pytest.mark.parametrize("name", config_names())
def test_every_configuration_loads(name: str) -> None:
    assert load_settings(name).name == name


def test_the_default_file_states_every_setting_at_its_default() -> None:
    stated = yaml.safe_load((config_folder() / "default.yaml").read_text("utf-8"))
    assert {"name": "default", **stated} == Settings().model_dump()


def test_what_the_design_names_is_there() -> None:
    wanted = "default fast whole bart-cnn pegasus-multinews primera-multinews flan-t5".split()
    assert set(wanted) <= set(config_names())


def test_overrides_win_and_are_checked(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("planning:\n  words: 90\n", encoding="utf-8")
    assert load_settings(file).planning.words == 90
    assert load_settings(file).name == "mine"
    assert load_settings(file, {"planning.words": 80}).planning.words == 80
    with pytest.raises(SettingsError, match="words"):
        load_settings(file, {"planning.words": 1})


@pytest.mark.parametrize("text", ["[1, 2]", "a: [", "{1: 2}", "!!python/object/apply:os.getcwd []"])
def test_what_is_no_mapping_of_settings_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError):
        load_settings(file)


def test_an_unknown_configuration_offers_near_names() -> None:
    with pytest.raises(UnknownNameError) as caught:
        load_settings("defualt")
    assert "default" in caught.value.hint
    with pytest.raises(SettingsError):
        load_settings("nowhere/none.yaml")


def test_settings_do_not_change() -> None:
    with pytest.raises(Exception, match="frozen"):
        Settings().seed = 3  # type: ignore[misc]


def test_a_name_is_registered_once() -> None:
    registry.register("writer", "another", "somewhere:thing")
    registry.register("writer", "another", "somewhere:thing")
    with pytest.raises(ValueError, match=r"somewhere:thing.*elsewhere:thing"):
        registry.register("writer", "another", "elsewhere:thing")


@pytest.mark.parametrize("kind", list(registry.FIELDS))
def test_every_name_leads_to_something(kind: str) -> None:
    for name in registry.names(kind):
        if name not in ("another", "stand-in"):
            assert callable(registry.resolve(kind, name))
