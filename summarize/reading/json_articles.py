"""Articles as JSON (an object, a list, or ``{"articles": [...]}``) and as JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from summarize.errors import InputError
from summarize.reading.dates import to_iso
from summarize.reading.decoding import decode, valid_unicode
from summarize.reading.extract import Extract, Parsed
from summarize.reading.languages import language_code
from summarize.reading.plain import http_address
from summarize.records import Skipped

_TEXT_KEYS = ("text", "body", "content")


def parse_json(data: bytes, name: str) -> Parsed:
    """The articles of a JSON file; ``place`` is ":2" for the second of several.

    Args:
        data: the file.
        name: its path, for what is skipped.

    Raises:
        InputError: it is empty, no JSON, or one thing that is no article.
    """
    values = _articles(_load(decode(data)))
    if len(values) == 1:
        return Parsed(extracts=(_extract(values[0], ""),))
    return _collect(
        _or_skipped(partial(_extract, value, f":{number}"), f"{name}:{number}")
        for number, value in enumerate(values, start=1)
    )


def parse_json_lines(data: bytes, name: str) -> Parsed:
    """The articles of a JSON Lines file; ``place`` is ":" and the line's number.

    Lines that are broken or no articles are skipped, each under its number. Arguments are those
    of ``parse_json``.

    Raises:
        InputError: it is empty or no text.
    """
    # Not str.splitlines: JSON strings may hold U+2028 as it is.
    return _collect(
        _or_skipped(partial(_extract_line, line, f":{number}"), f"{name}:{number}")
        for number, line in enumerate(decode(data).split("\n"), start=1)
        if line.strip()
    )


def _collect(outcomes: Iterable[Extract | Skipped]) -> Parsed:
    outcomes = tuple(outcomes)
    return Parsed(
        extracts=tuple(one for one in outcomes if isinstance(one, Extract)),
        skipped=tuple(one for one in outcomes if isinstance(one, Skipped)),
    )


def _or_skipped(parse: Callable[[], Extract], path: str) -> Extract | Skipped:
    try:
        return parse()
    except InputError as error:
        return Skipped(path=path, reason=error.message)


def _extract_line(line: str, place: str) -> Extract:
    return _extract(_load(line), place)


def _load(text: str) -> object:
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"is not JSON ({error})") from error
    return value


def _articles(value: object) -> list[object]:
    if isinstance(value, dict) and isinstance(value.get("articles"), list):
        value = value["articles"]
    if isinstance(value, list):
        return value
    return [value]


def _extract(value: object, place: str) -> Extract:
    if not isinstance(value, Mapping):
        raise InputError("is no article (a JSON object with a text was expected)")
    text = next((value[key] for key in _TEXT_KEYS if _is_text(value.get(key))), None)
    if text is None:
        raise InputError(f"is no article (none of {', '.join(_TEXT_KEYS)} holds text)")
    return Extract(
        text=valid_unicode(text),
        title=_string(value, "title"),
        source=_source(value.get("source")),
        published=to_iso(_string(value, "published") or _string(value, "date")),
        url=http_address(value.get("url")),
        language=language_code(_string(value, "language") or _string(value, "lang")),
        place=place,
    )


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _string(value: Mapping[str, object], key: str) -> str:
    found = value.get(key)
    return valid_unicode(found.strip()) if isinstance(found, str) else ""


def _source(value: object) -> str:
    return _string(value, "name") if isinstance(value, Mapping) else _string({"": value}, "")
