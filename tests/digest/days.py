"""Made-up news of three days from a few outlets, and a quick way to make their editions."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from pathlib import Path

from summarize.settings import Settings, load_settings

DAYS = ("2026-11-22", "2026-11-23", "2026-11-24")

_FIRE = (
    "A fire at a paper warehouse in Harwick killed 12 people on Saturday night. Fire chief Tom Reed "
    "said the blaze spread through the building within ten minutes. Police are looking for the "
    "owner of the warehouse, Jane Moss. The warehouse had failed an inspection in March."
)
_FIRE_TOLD_TOO = (
    "A fire at a paper warehouse in Harwick killed 15 people on Saturday night. The fire spread "
    "within ten minutes, fire chief Tom Reed told reporters. The owner of the warehouse, Jane Moss, "
    "has not been found. Neighbours described flames as high as the church tower."
)
_FIRE_NEXT = (
    "The owner of the Harwick paper warehouse, Jane Moss, was arrested in Lund on Sunday. A fire at "
    "a paper warehouse in Harwick killed 12 people on Saturday night. Prosecutor Ida Blom charged "
    "her with manslaughter and asked for bail of 2 million dollars."
)
_FERRY = (
    "The ferry company Norline will close its route between Lund and Skerry Island in January. "
    "About 40 sailors lose their jobs, the company said. Skerry Island has 900 inhabitants, and "
    "the ferry is their only link to the mainland in winter."
)
_FERRY_AGAIN = (
    "The ferry company Norline will close its route between Lund and Skerry Island in January. "
    "About 40 sailors lose their jobs, the company said."
)
_PRIZE = (
    "The poet Anna Holt won the Baltic Prize for her collection Salt. The jury praised her short "
    "lines about the sea. The prize is worth 50,000 crowns and will be handed over in May."
)

ARTICLES: dict[str, list[dict[str, str]]] = {
    "2026-11-22": [
        {
            "title": "Warehouse fire in Harwick kills 12",
            "text": _FIRE,
            "source": "Lund Post",
            "published": "2026-11-22T07:30:00+00:00",
            "url": "https://lundpost.example/fire",
        },
        {
            "title": "Fifteen die in Harwick warehouse fire",
            "text": _FIRE_TOLD_TOO,
            "source": "Harwick Echo",
            "published": "2026-11-22T09:00:00+00:00",
            "url": "https://echo.example/fire",
        },
        {
            "title": "Warehouse fire in Harwick kills 12",
            "text": f"{_FIRE} (Lund Post)",
            "source": "Coast News",
            "published": "2026-11-22T10:00:00+00:00",
            "url": "https://coast.example/fire",
        },
        {
            "title": "Norline closes the ferry route to Skerry Island",
            "text": _FERRY,
            "source": "Coast News",
            "published": "2026-11-22T08:00:00+00:00",
            "url": "https://coast.example/ferry",
        },
    ],
    "2026-11-23": [
        {
            "title": "Owner of Harwick warehouse arrested after fire",
            "text": _FIRE_NEXT,
            "source": "Lund Post",
            "published": "2026-11-23T08:00:00+00:00",
            "url": "https://lundpost.example/arrest",
        },
        {
            "title": "Norline closes the ferry route to Skerry Island",
            "text": _FERRY_AGAIN,
            "source": "Harwick Echo",
            "published": "2026-11-23T06:00:00+00:00",
            "url": "https://echo.example/ferry",
        },
        {
            "title": "Anna Holt wins the Baltic Prize",
            "text": _PRIZE,
            "source": "Lund Post",
            "published": "2026-11-23T05:00:00+00:00",
            "url": "https://lundpost.example/prize",
        },
    ],
    "2026-11-24": [
        {
            "title": "Ferry route to Skerry Island will close",
            "text": f"{_FERRY_AGAIN} The ferry is their only link to the mainland in winter.",
            "source": "Lund Post",
            "published": "2026-11-24T06:00:00+00:00",
            "url": "https://lundpost.example/ferry",
        },
    ],
}
"""By day: a new story with a wire copy and a disagreement; an update, a repeat; nothing new."""

QUICK = (
    "encoding:\n  encoder: words\n  cache: false\nwriting:\n  writer: extractive\n"
    "digest:\n  words: 60\n"
)


def write_articles(folder: Path) -> Path:
    """All articles as one dump; each day's edition takes its own by their times."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "articles.jsonl"
    lines = [json.dumps(one) for day in sorted(ARTICLES) for one in ARTICLES[day]]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def write_config(folder: Path) -> Path:
    """The configuration of these tests: no model is loaded."""
    file = folder / "quick.yaml"
    file.write_text(QUICK, encoding="utf-8")
    return file


def settings(folder: Path) -> Settings:
    return load_settings(str(write_config(folder)))


def end_of(day: str) -> datetime:
    """Noon, UTC: when the day's edition is closed."""
    return datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=timezone.utc)
