"""Which passages of an article are page furniture: menus, share prompts, tags, reference lists.

The alternatives of ``reading.clutter``. Each is a factory that takes settings and gives a
``ClutterFinder``. Offsets are into the text as it is; nothing is cut. Being wrong costs more on
one side: furniture that stays is a dull sentence, story that goes is lost news, so every rule
wants either a known phrase or a position at the edge of the page together with a shape.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from summarize.reading.headlines import same_line
from summarize.reading.inline import find_inline
from summarize.reading.lines import Line, split_lines
from summarize.reading.phrases import SECTION_HEADS, line_reason
from summarize.records import Clutter

ClutterFinder = Callable[[str, str], tuple[Clutter, ...]]
"""Takes (text, title); gives the furniture in ``text``, sorted, spans not overlapping."""

_HEAD_LINES = 25
_LABEL_WORDS = 25
_MENU_WORDS = 4
_LEAST_MENU = 3
_STORY_WORDS = 16
_LEFTOVER_WORDS = 14
_COMMENTS_AFTER = 0.6
# What stands at the foot of pages only; a link or a credit stands anywhere.
_FOOT = frozenset({"menu", "newsletter", "related", "reply", "share", "view-all"})
_BULLET = re.compile(r"^(?:[-*•–—+·]|\d+[.)])\s")


def heuristic(_settings: object) -> ClutterFinder:
    """Finds furniture by phrases, shapes and positions; needs no model."""
    return find_clutter


def nothing(_settings: object) -> ClutterFinder:
    """Leaves everything in."""
    return lambda _text, _title: ()


def find_clutter(text: str, title: str) -> tuple[Clutter, ...]:
    """The furniture in ``text``, each span with its reason code.

    Args:
        text: an article.
        title: its headline, or ""; lines that repeat it are furniture ("title"), and so are
            the labels that stand above it.
    """
    lines = split_lines(text)
    reasons: list[str | None] = [line_reason(line) for line in lines]
    _mark_titles(lines, reasons, title)
    _mark_menus(lines, reasons)
    _mark_sections(lines, reasons)
    _mark_leftovers(lines, reasons)
    found: list[Clutter] = []
    for line, reason in zip(lines, reasons, strict=True):
        if reason is not None:
            found.append(Clutter(start=line.start, end=line.end, reason=reason))
        else:
            found.extend(find_inline(text, line.start, line.end))
    return tuple(found)


def _mark_titles(lines: Sequence[Line], reasons: list[str | None], title: str) -> None:
    """Marks the title's lines near the head, and the labels above and between them."""
    places = [
        number
        for number, line in enumerate(lines[:_HEAD_LINES])
        if same_line(line.text, title) and not line.text.endswith(".")
    ]
    for number in places:
        reasons[number] = "title"
    if not places or any(line.words > _LABEL_WORDS for line in lines[: places[-1]]):
        return
    for number in range(places[-1]):
        reasons[number] = reasons[number] or "menu"


def _mark_menus(lines: Sequence[Line], reasons: list[str | None]) -> None:
    """Marks blocks of very short lines above the first prose."""
    first = next((n for n, line in enumerate(lines) if line.is_prose), 0)
    for block in {line.block for line in lines[:first]}:
        members = [n for n in range(first) if lines[n].block == block]
        short = all(lines[n].words <= _MENU_WORDS and not lines[n].ends_sentence for n in members)
        if short and (len(members) >= _LEAST_MENU and _has_menu_mark(members, lines, reasons)):
            for number in members:
                reasons[number] = reasons[number] or "menu"


def _has_menu_mark(
    members: Sequence[int], lines: Sequence[Line], reasons: Sequence[str | None]
) -> bool:
    """A list of short facts can open a story too: a known label among them makes it a menu."""
    return any(reasons[n] is not None for n in members) or (
        len(members) > 2 * _LEAST_MENU and not any(_BULLET.match(lines[n].text) for n in members)
    )


def _mark_sections(lines: Sequence[Line], reasons: list[str | None]) -> None:
    """Marks what follows "References", "Latest articles", "Leave a Reply" and their like.

    To the end of the text if no story follows; otherwise the list right under the label.
    """
    stories = [number for number, line in enumerate(lines) if _is_story(line)]
    if not stories:
        return
    # Above the story the same labels are single buttons and open nothing.
    for number in range(stories[0] + 1, len(lines)):
        reason = reasons[number]
        if reason not in SECTION_HEADS or lines[number].words > _LEFTOVER_WORDS:
            continue
        rest = range(number + 1, len(lines))
        if number > stories[-1] or _opens_comments(lines, number, reason):
            _fill(reasons, rest, reason)
            return
        if reason in ("references", "related") and ":" not in lines[number].core:
            _fill(reasons, _list_under(lines, rest), reason)


def _is_story(line: Line) -> bool:
    return line.runs_on or (line.is_prose and line.words >= _STORY_WORDS)


def _opens_comments(lines: Sequence[Line], number: int, reason: str) -> bool:
    """Below the form, late on the page, readers' comments follow, however long they are."""
    is_form = reason == "reply" and re.match(r"(?i)(?:leave|post|write|add)\b", lines[number].core)
    return bool(is_form) and lines[number].start > _COMMENTS_AFTER * lines[-1].end


def _list_under(lines: Sequence[Line], rest: range) -> range:
    """The lines at the start of ``rest`` that are list items or links and no sentences."""
    for number in rest:
        line = lines[number]
        in_list = _BULLET.match(line.text) or line.link_share > 0
        if not in_list or line.ends_sentence or _is_story(line):
            return range(rest.start, number)
    return rest


def _mark_leftovers(lines: Sequence[Line], reasons: list[str | None]) -> None:
    """Marks short scraps at the foot that stand after furniture, when no prose follows them."""
    last = max(
        (n for n, line in enumerate(lines) if line.is_prose and reasons[n] is None), default=-1
    )
    first = next((n for n in range(last + 1, len(lines)) if reasons[n] in _FOOT), len(lines))
    if last < 0:
        return
    for number in range(first, len(lines)):
        line = lines[number]
        scrap = line.words <= _LEFTOVER_WORDS and not line.ends_sentence
        if reasons[number] is None and scrap and not _BULLET.match(line.text):
            reasons[number] = "menu"


def _fill(reasons: list[str | None], numbers: range, reason: str) -> None:
    for number in numbers:
        reasons[number] = reasons[number] or reason
