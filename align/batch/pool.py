"""Processes on this machine. A worker that dies takes one document with it, not the run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from align.batch.plan import Done, Plan
from align.batch.task import process
from align.batch.worklist import Document


def run_processes(documents: Sequence[Document], plan: Plan, jobs: int, resume: bool) -> Iterator[Done]:
    """What became of each document, as they finish. At most `jobs` are under way at a time."""
    waiting = list(reversed(documents))
    suspects: list[Document] = []
    while waiting:
        pool = _pool(min(jobs, len(waiting)))
        running: dict[Future[Done], Document] = {}
        try:
            while waiting or running:
                while waiting and len(running) < jobs:
                    document = waiting.pop()
                    running[pool.submit(process, document, plan, resume)] = document
                finished, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in finished:
                    done = future.result()
                    del running[future]
                    yield done
        except BrokenProcessPool:
            # Nobody can say which of the documents under way killed its worker: each is tried by itself below.
            suspects += [d for f, d in running.items() if not (f.done() and f.exception() is None)]
            yield from [f.result() for f in running if f.done() and f.exception() is None]
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
    for document in suspects:
        yield _alone(document, plan, resume)


def _alone(document: Document, plan: Plan, resume: bool) -> Done:
    with _pool(1) as pool:
        try:
            return pool.submit(process, document, plan, resume).result()
        except BrokenProcessPool:
            reason = "its worker process was ended from outside (out of memory?); split the file or use fewer --jobs"
            return Done(document.name, "failed", f"{document.name}: {reason}")


def _pool(workers: int) -> ProcessPoolExecutor:
    # A forked child would share the parent's BLAS threads and locks; a spawned one starts clean.
    return ProcessPoolExecutor(max_workers=workers, mp_context=get_context("spawn"))
