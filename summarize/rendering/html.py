"""The page of one summary, on which a reader can check every sentence."""

from __future__ import annotations

from summarize.records import Summary
from summarize.rendering.page.document import page
from summarize.rendering.page.links import link
from summarize.rendering.page.reader import reader

__all__ = ["link", "render"]


def render(summary: Summary) -> str:
    """One self-contained page: nothing is fetched, and no script runs but the page's own.

    The summary stands as running text beside its articles. It works without a script too:
    citation marks are links to the passages, and these link back.
    """
    view = reader(summary)
    return page(
        "summarize.rendering",
        "summary.html",
        title=view.title,
        view=view,
        data={"markdown": {view.prefix: view.markdown}},
    )
