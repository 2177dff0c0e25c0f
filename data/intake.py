"""Articles as they are read → articles with language and date, and their figures; several at once where asked."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Generic, TypeVar

from data.errors import WorkerLostError
from extractors.dates import find_published_at
from extractors.errors import BilanError
from extractors.languages import load_language
from extractors.models import Article, Figure
from extractors.pipeline import extract_figures, read_document
from extractors.readers.language import detect_language, normalise_language
from extractors.readers.reading import Reading

Answer = TypeVar("Answer")
Item = TypeVar("Item")

_BATCH_ARTICLES = 64
_BATCH_CHARACTERS = 1_000_000
_ALL_WHO_EVER_LIVED = 10**12
_BATCHES_AHEAD = 4  # of each worker: enough to keep it busy, few enough for the memory


@dataclass(frozen=True, slots=True, kw_only=True)
class Done(Generic[Answer]):
    """What came of a reading: the answer, or the problem in the reading itself."""

    reading: Reading
    answer: Answer | None = None


def complete(article: Article) -> Article:
    """The article with its language, detected where it is not told, and the date that its text is stamped with.

    Raises UnknownLanguageError where there is no pack for the language.
    """
    code = normalise_language(article.language) if article.language else detect_language(article.text)
    if article.published_at is None:
        language = load_language(code)
        stamped = find_published_at(read_document(article.text, language), language)
        return replace(article, language=code, published_at=stamped)
    return replace(article, language=code)


def complete_and_extract(article: Article) -> tuple[Article, tuple[Figure, ...]]:
    """The article completed, and its figures."""
    whole = complete(article)
    return whole, tuple(figure for figure in extract_figures(whole) if _is_countable(figure))


def _is_countable(figure: Figure) -> bool:
    """Whether the number is one that people can be counted by, and that a table holds."""
    bounds = (figure.quantity.low, figure.quantity.high)
    return all(bound is None or bound < _ALL_WHO_EVER_LIVED for bound in bounds)


def answer_readings(
    readings: Iterable[Reading], work: Callable[[Article], Answer], *, jobs: int = 1
) -> Iterator[Done[Answer]]:
    """The work done on every reading, in their order; with `jobs`, on so many processes.

    `work` must be a function of a module where there are several processes. What it raises becomes the reading's
    problem: one article never stops the others. Raises WorkerLostError where a process dies.
    """
    if jobs <= 1:
        for reading in readings:
            yield _answer(reading, work)
        return
    # "spawn": a fork would copy the threads' locks of whoever calls.
    workers = min(jobs, _cores() * 4)
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_end_with_parent) as pool:
        waiting: deque[Future[list[Done[Answer]]]] = deque()
        try:
            for batch in _batches(readings):
                waiting.append(pool.submit(_answer_batch, batch, work))
                if len(waiting) > jobs * _BATCHES_AHEAD:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        except BrokenProcessPool as error:
            raise WorkerLostError("A worker process was killed; run again with fewer --jobs.") from error
        finally:
            for future in waiting:
                future.cancel()


def _end_with_parent() -> None:
    """Let this worker end when whoever started it is killed; it would wait for work for ever."""
    parent = parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    Thread(target=watch, daemon=True).start()


def _cores() -> int:
    return os.cpu_count() or 1


def _answer_batch(batch: list[Reading], work: Callable[[Article], Answer]) -> list[Done[Answer]]:
    return [_answer(reading, work) for reading in batch]


def _answer(reading: Reading, work: Callable[[Article], Answer]) -> Done[Answer]:
    if reading.article is None:
        return Done(reading=reading)
    try:
        return Done(reading=reading, answer=work(reading.article))
    except BilanError as error:
        return Done(reading=replace(reading, problem=str(error)))
    except Exception as error:  # a fault of ours with one article must not cost the user the others
        return Done(reading=replace(reading, problem=f"a fault of Bilan ({type(error).__name__}: {error})"))


def _batches(readings: Iterable[Reading]) -> Iterator[list[Reading]]:
    batch: list[Reading] = []
    characters = 0
    for reading in readings:
        batch.append(reading)
        characters += len(reading.article.text) if reading.article else 0
        if len(batch) == _BATCH_ARTICLES or characters >= _BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def batched(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """The items in lists of that size, the last one shorter."""
    batch: list[Item] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
