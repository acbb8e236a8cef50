"""Bytes → text: UTF-8, UTF-16 and Windows-1252, composed (NFC), lines ended by a line feed."""

from __future__ import annotations

import codecs
import re
import unicodedata

from generator.errors import ContentError

__all__ = ["compose", "decode", "uncomposed"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LINE_ENDS = re.compile("\r\n?")
# What XML does not allow in text; nothing of it can be read.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_DECLARED = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
# Documents that could pass for text by their bytes.
_DOCUMENTS = ((b"%PDF-", "a PDF document"), (b"{\\rtf", "an RTF document"), (b"PK\x03\x04", "an archive"))
_FEW_CONTROLS = 4
_MOST_CONTROLS = 0.02  # of all characters; more is no text
_RESAVE = "Save it as text in UTF-8, or move it out of the content folder."


def decode(data: bytes, path: str) -> str:
    """Return the text of a file, in NFC, with line feeds only, without characters that nobody can read.

    Raises ContentError where the bytes are no text.
    """
    return compose(uncomposed(data, path))


def uncomposed(data: bytes, path: str) -> str:
    """Do what ``decode`` does, but leave accents as they are written."""
    if not data:
        raise ContentError("the file is empty.", path=path, remedy="Write the article, or delete the file.")
    for magic, name in _DOCUMENTS:
        if data.startswith(magic):
            raise ContentError(f"this is no text but {name}.", path=path, remedy=_RESAVE)
    text = _LINE_ENDS.sub("\n", _text(data, path))
    found = len(_CONTROLS.findall(text))
    if found > max(_FEW_CONTROLS, _MOST_CONTROLS * len(text)):
        raise ContentError("this is no text but binary data.", path=path, remedy=_RESAVE)
    text = _CONTROLS.sub("", text)
    if not text.strip():
        raise ContentError(
            "the file holds only blanks.", path=path, remedy="Write the article, or delete the file."
        )
    return text


def compose(text: str) -> str:
    """Return the text in NFC, without characters that nobody can read."""
    return unicodedata.normalize("NFC", _CONTROLS.sub("", text))


def _text(data: bytes, path: str) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                line = data[len(mark) : error.start + len(mark)].decode(encoding, "replace").count("\n") + 1
                name = encoding.upper()
                raise ContentError(
                    f"the file says that it is {name}, but is not.", path=path, line=line, remedy=_RESAVE
                ) from error
    if b"\0" in data:
        return _utf16(data, path)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(data)


def _utf16(data: bytes, path: str) -> str:
    """Decode UTF-16 without a mark: in European text nearly every second byte is zero."""
    for zeros, others, encoding in (
        (data[1::2], data[::2], "utf-16-le"),
        (data[::2], data[1::2], "utf-16-be"),
    ):
        if zeros.count(0) > len(zeros) * 0.7 and others.count(0) < len(others) * 0.05:
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                break
    raise ContentError("this is no text but binary data.", path=path, remedy=_RESAVE)


def _legacy(data: bytes) -> str:
    """Decode with the encoding an HTML file declares, else as Windows-1252."""
    declared = _DECLARED.search(data[:4096])
    if declared:
        name = declared[1].decode("ascii").lower()
        # What is called Latin-1 on the web is Windows-1252 (WHATWG Encoding Standard).
        if name not in ("utf-8", "utf8", "iso-8859-1", "latin1", "us-ascii", "ascii"):
            try:
                return data.decode(name)
            except (LookupError, ValueError):
                pass
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")  # bytes that Windows-1252 leaves open become controls
