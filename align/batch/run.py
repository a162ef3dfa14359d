"""A run over a work list: local processes or a Dask cluster, with what was done before left alone."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from align.batch.files import remove_leftovers
from align.batch.plan import Done, Plan
from align.batch.pool import run_processes
from align.batch.task import process
from align.batch.worklist import Document
from align.qa import Progress

# Below this many documents starting processes costs more than they save.
WORTH_PROCESSES = 4


def in_processes(documents: Sequence[Document], jobs: int) -> bool:
    """Whether a run without a scheduler is done by processes of its own."""
    return jobs > 1 and len(documents) >= WORTH_PROCESSES and all(d.path is not None for d in documents)


def run(
    documents: Sequence[Document],
    plan: Plan,
    jobs: int = 1,
    resume: bool = True,
    progress: Callable[[Document], Progress | None] | None = None,
    scheduler: str | None = None,
) -> Iterator[Done]:
    """What became of each document, as they finish; reports are in place when their document is yielded.

    With the address of a Dask `scheduler` its workers do the work, else `jobs` processes of this machine.
    """
    plan = replace(plan, run=uuid.uuid4().hex)
    remove_leftovers(plan.output)
    if scheduler is not None:
        from align.batch.dask_run import run_dask

        yield from run_dask(documents, plan, scheduler, resume)
        remove_leftovers(plan.output)
        return
    if in_processes(documents, jobs):
        yield from run_processes(documents, plan.single_threaded(), jobs, resume)
        return
    alone = len(documents) == 1
    for document in documents:
        yield process(document, plan, resume and not alone, progress(document) if progress else None, keep=alone)
