"""Bytes to text: UTF-8 where it is valid, then what is declared, then the best guess."""

from __future__ import annotations

import codecs
import re

from summarize.errors import InputError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SURROGATES = re.compile(r"[\ud800-\udfff]")
# The guess looks at this much: it takes seconds per megabyte, and more does not change it.
_GUESSED_BYTES = 200_000
_LEAST_SAMPLE = 20
# What browsers take text without a declaration to be.
_FALLBACK = "cp1252"


def decode(data: bytes, declared: str = "") -> str:
    """The text of ``data``, its byte order mark removed; line ends stay as they are.

    Args:
        data: the bytes of one file or page.
        declared: an encoding that the page names; tried after UTF-8, since pages that are UTF-8
            often declare something else, and hardly any other text is valid UTF-8 by accident.

    Raises:
        InputError: it is empty, or it is not text (NUL bytes without a UTF-16 or UTF-32 mark).
    """
    if not data.strip():
        raise InputError("is empty")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return valid_unicode(data.decode(encoding, errors="replace"))
    if b"\0" in data:
        raise InputError("is not text (it holds NUL bytes)")
    for encoding in ("utf-8", declared):
        text = _decode_strictly(data, encoding)
        if text is not None:
            return text
    return valid_unicode(data.decode(_guess(data), errors="replace"))


def valid_unicode(text: str) -> str:
    """``text`` with U+FFFD for lone surrogates, which no encoder takes; same length."""
    return _SURROGATES.sub("�", text)


def _decode_strictly(data: bytes, encoding: str) -> str | None:
    if not encoding:
        return None
    try:
        # Some codecs ("hex", "rot13") do not give text, which is a LookupError here as well.
        return valid_unicode(data.decode(encoding))
    except (UnicodeError, LookupError, ValueError):
        return None


def _guess(data: bytes) -> str:
    # A few letters are no sample: the guesser takes "Brücke" in Latin-1 for Persian.
    if sum(byte > 127 for byte in data[:_GUESSED_BYTES]) < _LEAST_SAMPLE:
        return _FALLBACK
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_GUESSED_BYTES]).best()
    return best.encoding if best is not None else _FALLBACK
