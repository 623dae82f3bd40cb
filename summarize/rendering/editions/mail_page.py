"""An edition as plain HTML for mail programs and feed readers: no script, no style sheet."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from summarize.digest.records import Edition, Story
from summarize.rendering.editions.lines import (
    NAMES,
    article_line,
    articles,
    edition_title,
    pointer,
    story_title,
)
from summarize.rendering.page.links import link
from summarize.rendering.references import passage, printable

if TYPE_CHECKING:
    from jinja2 import Template

_STORY = """\
<p><strong>{{ names[story.status] }}</strong>: {{ passage(story.why) }}</p>
{% if story.summary %}<p>{% for sentence in story.summary.sentences %}
{{ passage(sentence.draft.text) }}
<small>[{{ marks(sentence) }}]</small>{% endfor %}</p>
{% for item in story.summary.disagreements %}<p>Sources disagree: {{ passage(item.topic) }}</p>
<ul>{% for claim in item.claims %}<li>{{ passage(claim.value) }} [{{ numbered[claim.article] }}]:
“{{ passage(claim.text) }}”</li>{% endfor %}</ul>
{% endfor %}{% else %}<p>{{ pointer }}</p>
{% endif %}<ol>{% for article in articles %}
<li>{% if link(article.url) %}<a href="{{ link(article.url) }}">{{ line(article) }}</a>
{%- else %}{{ line(article) }}{% endif %}</li>{% endfor %}
</ol>
"""
_PAGE = """\
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{{ title }}</title></head>
<body style="max-width: 42em; margin: auto; font-family: sans-serif">
<h1>{{ title }}</h1>
{% for note in notes %}<p><em>{{ passage(note) }}</em></p>
{% endfor %}{% for heading, story in stories %}<h2>{{ heading }}</h2>
{{ story }}{% endfor %}{% if skipped %}<h2>Failed, stale or skipped</h2>
<ul>{% for item in skipped %}<li>{{ passage(item.path) }}: {{ passage(item.reason) }}</li>
{% endfor %}</ul>{% endif %}
</body></html>
"""


def render(edition: Edition) -> str:
    """The whole edition as one page."""
    from markupsafe import Markup

    page = _template(_PAGE).render(
        title=edition_title(edition),
        notes=edition.notes,
        # Made by the template below, which escapes.
        stories=[(story_title(one), Markup(story_page(edition, one))) for one in edition.stories],  # noqa: S704
        skipped=edition.skipped,
        passage=passage,
    )
    return printable(page)


def story_page(edition: Edition, story: Story) -> str:
    """One story, without its headline, as a fragment of HTML."""
    listed = articles(edition, story)
    numbered = {article.id: place for place, article in enumerate(listed, start=1)}
    fragment = _template(_STORY).render(
        story=story,
        names=NAMES,
        numbered=numbered,
        marks=lambda sentence: ", ".join(
            str(number) for number in sorted(numbered[one] for one in sentence.articles)
        ),
        pointer=pointer(story),
        articles=listed,
        line=lambda article: article_line(edition, article),
        link=link,
        passage=passage,
    )
    return printable(fragment)


@lru_cache(maxsize=2)
def _template(text: str) -> Template:
    from jinja2 import Environment, StrictUndefined

    return Environment(autoescape=True, undefined=StrictUndefined).from_string(text)
