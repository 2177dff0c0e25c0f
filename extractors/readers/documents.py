"""PDF and Word documents → articles."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO
from zipfile import BadZipFile

from extractors.errors import UnreadableInputError
from extractors.models import Article


def read_pdf(file: IO[bytes]) -> Article:
    """The text of a PDF, its pages apart by blank lines.

    Raises UnreadableInputError where it is damaged, locked, or holds pictures of text only.
    """
    import pypdf
    from pypdf.errors import PyPdfError

    with _quiet("pypdf"):
        try:
            document = pypdf.PdfReader(file)
            if document.is_encrypted and not document.decrypt(""):
                raise UnreadableInputError("the PDF is locked with a password")
            pages = [page.extract_text().strip() for page in document.pages]
        except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as error:
            # What a damaged PDF raises is as various as PDFs are.
            raise UnreadableInputError("the file is no PDF that can be read") from error
    text = "\n\n".join(page for page in pages if page)
    if not text:
        raise UnreadableInputError("the PDF holds no text; it may be a scan")
    return Article(text=text)


def read_docx(file: IO[bytes]) -> Article:
    """The paragraphs of a Word document, apart by blank lines.

    Raises UnreadableInputError where it is none, or holds no text.
    """
    import docx
    from docx.opc.exceptions import OpcError

    try:
        document = docx.Document(file)
    except (OpcError, ValueError, KeyError, OSError, BadZipFile) as error:
        raise UnreadableInputError("the file is no Word document (.docx)") from error
    paragraphs = [paragraph.text.strip() for paragraph in document.paragraphs]
    text = "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
    if not text:
        raise UnreadableInputError("the document holds no text")
    return Article(text=text, title=document.core_properties.title or None)


@contextmanager
def _quiet(library: str) -> Iterator[None]:
    """Without the library's own warnings: what matters is said in one sentence."""
    logger = logging.getLogger(library)
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)
