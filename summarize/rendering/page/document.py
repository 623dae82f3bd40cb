"""One self-contained page from a template: our style and script inlined, all else forbidden.

The Content-Security-Policy names the script and the style by their hashes (CSP Level 3, section
2.3.1), so a script or an event handler that an article might smuggle in is not run by any browser,
and nothing is fetched. Escaping by Jinja2 comes first; the policy is for the day it fails.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from summarize.rendering.references import printable

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup

_HOME = "summarize.rendering"


def page(package: str, name: str, *, data: object = None, **values: Any) -> str:
    """The template ``name`` of ``package``, filled, in the dress that all pages share.

    Args:
        package: whose folder ``templates`` holds it; it extends ``page.html``.
        name: its file.
        data: plain values for the script, put into a data block that nothing runs.
        values: what the template shows; all of it is escaped.
    """
    style, script = _inlined("page.css"), _inlined("page.js")
    shown = page_template(package, name).render(
        style=style,
        script=script,
        policy=_policy(style, script),
        data=embedded(data),
        **values,
    )
    return printable(shown) + "\n"


@lru_cache(maxsize=8)
def page_template(package: str, name: str) -> Template:
    """The template ``name`` in ``package``'s folder ``templates``, or else in ours."""
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=ChoiceLoader([PackageLoader(package), PackageLoader(_HOME)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name)


def embedded(data: object) -> Markup:
    """``data`` as JSON that no HTML parser can be led out of: plain ASCII without ``<>&``."""
    from markupsafe import Markup

    text = json.dumps(data, ensure_ascii=True, sort_keys=True)
    for char in "<>&":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)  # noqa: S704 - no character of it can end the block that it stands in


@lru_cache(maxsize=4)
def _inlined(name: str) -> Markup:
    """A file of ours as it is; only these go into a page unescaped."""
    from markupsafe import Markup

    text = files(_HOME).joinpath("templates").joinpath(name).read_text("utf-8")
    return Markup(text)  # noqa: S704 - our own file


def _policy(style: str, script: str) -> str:
    return (
        "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; "
        f"style-src '{_digest(style)}'; script-src '{_digest(script)}'"
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode()
