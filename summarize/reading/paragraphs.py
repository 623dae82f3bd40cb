"""The main run of paragraphs of a page: a plain yardstick for what an extractor found.

Paragraphs that stand under the same elements (by tag and class, three levels up) form a group;
the group with most words is nearly always the article, since menus have no paragraphs and
teasers and comments have few words each. It misses lists and headings, so it serves to tell
that an extract lost most of the story, and to stand in for it then.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

_LEVELS = 3
_LEAST_WORDS = 8
_ASIDE = re.compile(
    r"comment|footer|related|newsletter|promo|sidebar|teaser|disclaimer|cookie|subscri|recirc|modal"
    r"|hidden|scrim|share|email|popup",
    re.IGNORECASE,
)
_ASIDE_TAGS = frozenset({"aside", "footer", "nav", "form", "header", "figure", "noscript"})


def main_paragraphs(tree: Any) -> tuple[str, ...]:
    """Texts of the main group's paragraphs, white space made single, in page order.

    Args:
        tree: an lxml element, the page.
    """
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for element in tree.iter("p"):
        text = " ".join(element.text_content().split())
        ancestors = list(element.iterancestors())
        if len(text.split()) >= _LEAST_WORDS and not any(map(_is_aside, ancestors)):
            groups[tuple(map(_signature, ancestors[:_LEVELS]))].append(text)
    return tuple(max(groups.values(), key=lambda texts: sum(map(len, texts)), default=[]))


def coverage(text: str, paragraphs: tuple[str, ...]) -> float:
    """The part of the paragraphs' characters whose paragraphs stand in ``text``, from 0 to 1."""
    whole = sum(map(len, paragraphs))
    if not whole:
        return 1.0
    squeezed = _letters(text)
    return sum(len(one) for one in paragraphs if _letters(one) in squeezed) / whole


def _signature(element: Any) -> str:
    return f"{element.tag}.{element.get('class') or ''}"


def _is_aside(element: Any) -> bool:
    if element.tag in ("html", "body"):  # their classes describe the whole page
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return element.tag in _ASIDE_TAGS or _ASIDE.search(names) is not None


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text)
