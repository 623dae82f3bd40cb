"""Lists of feeds (OPML 2.0, http://opml.org/spec2.opml), as feed readers export them.

Read by expat, which fetches nothing, with entities refused where they are declared. Nested
outlines need no care: folders are outlines without an address.
"""

from __future__ import annotations

from dataclasses import dataclass
from xml.parsers import expat

from summarize.errors import InputError
from summarize.reading.decoding import decode

MAX_ADDRESSES = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedList:
    """What a list names.

    Attributes:
        addresses: of feeds and of further lists, each once, as they stand there.
        fault: why the rest of the list was not read, or "".
    """

    addresses: tuple[str, ...]
    fault: str = ""


def parse_opml(data: bytes, declared: str = "") -> FeedList:
    """The addresses in a list; of one that is broken, those before the break.

    Args:
        data: the list.
        declared: the encoding that its server names, or "".

    Raises:
        InputError: it is empty, no text, declares entities, or nothing can be read of it.
    """
    addresses: dict[str, None] = {}
    fault = ""
    try:
        _parser(addresses).Parse(decode(data, declared).lstrip(), True)
    except expat.ExpatError as error:
        fault = f"is broken XML ({expat.ErrorString(error.code)}, line {error.lineno})"
    if len(addresses) > MAX_ADDRESSES:
        fault = f"has more than {MAX_ADDRESSES:,} addresses"
    if fault and not addresses:
        raise InputError(fault)
    return FeedList(addresses=tuple(addresses)[:MAX_ADDRESSES], fault=fault)


def _parser(addresses: dict[str, None]) -> expat.XMLParserType:
    def start(name: str, attributes: dict[str, str]) -> None:
        if name.lower() != "outline" or len(addresses) > MAX_ADDRESSES:
            return
        values = {key.lower(): value.strip() for key, value in attributes.items()}
        address = values.get("xmlurl") or (
            values.get("url") if values.get("type", "").lower() in ("include", "rss") else ""
        )
        if address:
            addresses[address] = None

    def refuse(*_declaration: object) -> None:
        raise InputError("declares entities, which a list of feeds has no need of")

    # Text is handed over, so the encoding that the list itself declares is put aside.
    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler = start
    parser.EntityDeclHandler = refuse
    return parser
