from __future__ import annotations

import codecs
import unicodedata

import pytest

from generator.errors import ContentError
from generator.reading.decoding import decode

TEXT = "Été à Brest\n\nL’œuvre coûte 5 €."


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        TEXT.encode("cp1252"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        unicodedata.normalize("NFD", TEXT).encode(),
    ],
)
def test_every_encoding_gives_the_same_text(data):
    assert decode(data, "a.txt") == TEXT


def test_spaces_are_kept_as_they_are():
    text = "«\u00a0Oui\u00a0», 1\u202f000 euros\u2009!"
    assert decode(text.encode(), "a.txt") == text


def test_html_declares_its_encoding():
    page = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><p>Порт</p>'
    assert "Порт" in decode(page.encode("cp1251"), "a.html")


def test_stray_controls_are_dropped():
    assert decode("Un\x08 titre\x00\x00".encode("utf-16"), "a.txt") == "Un titre"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "blanks"),
        (b"\xef\xbb\xbf", "blanks"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", "binary"),
        (b"GIF89a\x01\x00\x01\x00", "binary"),
        (b"%PDF-1.4\nSome text", "PDF"),
        (rb"{\rtf1 Some text}", "RTF"),
        (b"\x01\x02\x03\x04\x05\x06 text", "binary"),
        (codecs.BOM_UTF16_LE + b"a\x00b", "UTF-16-LE"),
        (codecs.BOM_UTF8 + b"abc\n\xff", "UTF-8"),
    ],
)
def test_what_is_no_text_is_refused(data, problem):
    with pytest.raises(ContentError, match=problem) as caught:
        decode(data, "a.txt")
    assert caught.value.path == "a.txt"
    assert caught.value.remedy


def test_the_line_of_a_broken_byte_is_named():
    with pytest.raises(ContentError) as caught:
        decode(codecs.BOM_UTF8 + b"one\ntwo\n\xff", "a.txt")
    assert caught.value.line == 3
