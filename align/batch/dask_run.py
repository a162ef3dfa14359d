"""The same work list on a Dask cluster. Documents, output folder and cache lie on a file system all machines share."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import Any

from align.batch.files import write_whole
from align.batch.plan import Done, Plan, program_digest
from align.batch.task import process
from align.batch.worklist import Document
from align.errors import AlignError, ConfigError

CONNECT_SECONDS = 20
# Enough that no worker waits for its next document, nor one that joins later; few enough that a long list does not
# lie with the scheduler.
AHEAD, AT_LEAST = 4, 64
# A worker with several threads would run checks against each other for nothing: Python runs one at a time.
_ONE_AT_A_TIME = Lock()


def run_dask(documents: Sequence[Document], plan: Plan, scheduler: str, resume: bool) -> Iterator[Done]:
    """What became of each document, as they finish; each is yielded once, whatever dies on the way.

    A document whose worker dies is given to another one; one that has ended three workers is reported as failed.
    Raises ConfigError when Dask is not installed, the scheduler or its workers cannot be reached, or they run
    another version or do not see the output folder; AlignError when the scheduler is lost.
    """
    distributed = _imported()
    with _quiet_log(), _connected(distributed, scheduler) as client, _token(plan.output) as token:
        there = plan_there(plan)
        workers = _checked(client, token, program_digest())
        waiting = iter(documents)
        pending: dict[Any, Document] = {}
        ready = distributed.as_completed(loop=client.loop)

        def submit() -> None:
            document = next(waiting, None)
            if document is not None:
                # The key is new each time: the scheduler must not answer from what it remembers of another run.
                key = f"align-{uuid.uuid4().hex}"
                future = client.submit(
                    on_worker,
                    document_there(document),
                    there,
                    resume,
                    str(token),
                    program_digest(),
                    key=key,
                    pure=False,
                )
                pending[future.key] = document
                ready.add(future)

        for _ in range(max(AHEAD * workers, AT_LEAST)):
            submit()
        for future in ready:
            document = pending.pop(future.key)
            yield _done(distributed, future, document, scheduler)
            submit()


def on_worker(document: Document, plan: Plan, resume: bool, token: str, digest: str) -> Done:
    """One document on a worker, which may have joined after the run began."""
    trouble = _unfit(token, digest)
    if trouble:
        return Done(document.name, "failed", f"{document.name}: {trouble}")
    with _ONE_AT_A_TIME:
        return replace(process(document, plan, resume), report=None)


def plan_there(plan: Plan) -> Plan:
    """The plan with paths that mean the same in a worker's working directory."""

    def there(path: Path | None) -> Path | None:
        return None if path is None else path.absolute()

    decisions = plan.decisions
    if decisions is not None and "://" not in decisions:
        decisions = str(Path(decisions).absolute())
    return replace(
        plan.single_threaded(),
        output=plan.output.absolute(),
        cache=there(plan.cache),
        previous=there(plan.previous),
        baseline=there(plan.baseline),
        decisions=decisions,
        model=str(Path(plan.model).absolute()) if Path(plan.model).is_dir() else plan.model,
    )


def document_there(document: Document) -> Document:
    """The document with its full path; messages and reports go on calling it as the user did."""
    if document.path is None:
        raise ConfigError("--executor dask: standard input stays on this machine; give files")
    return replace(document, path=document.path.absolute(), shown=document.shown or document.path)


def _imported() -> Any:
    try:
        import distributed
    except ImportError as error:
        raise ConfigError("--executor dask needs the extra: pip install 'align-qa[dask]'") from error
    return distributed


@contextmanager
def _connected(distributed: Any, scheduler: str) -> Iterator[Any]:
    try:
        client = distributed.Client(scheduler, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError, TimeoutError, RuntimeError) as error:
        raise ConfigError(f"--scheduler {scheduler}: no answer ({type(error).__name__}); check the address") from error
    try:
        client.wait_for_workers(1, timeout=CONNECT_SECONDS)
    except (TimeoutError, OSError) as error:
        client.close(timeout=2)
        raise ConfigError(f"--scheduler {scheduler}: it has no workers; start some with `dask worker`") from error
    try:
        yield client
    finally:
        client.close(timeout=2)


@contextmanager
def _token(output: Path) -> Iterator[Path]:
    """A file by which a worker can tell that it sees the very folder the reports shall go to."""
    token = output.absolute() / ".align" / f"run-{uuid.uuid4().hex}.token"
    write_whole(token, "")
    try:
        yield token
    finally:
        token.unlink(missing_ok=True)


def _checked(client: Any, token: Path, digest: str) -> int:
    """The number of workers, all of them fit. Raises ConfigError."""
    try:
        answers: dict[str, str] = client.run(_unfit, str(token), digest, on_error="return")
    except OSError as error:
        raise ConfigError(f"a worker does not answer ({type(error).__name__}); check the cluster") from error
    for address, trouble in answers.items():
        if isinstance(trouble, ModuleNotFoundError):
            raise ConfigError(f"worker {address}: align is not installed there; install the same version")
        if isinstance(trouble, Exception):
            raise ConfigError(f"worker {address}: {type(trouble).__name__}; check the cluster")
        if trouble:
            raise ConfigError(f"worker {address}: {trouble}")
    return max(1, len(answers))


def _unfit(token: str, digest: str) -> str:
    if program_digest() != digest:
        return "the worker runs another version of align; install the same one"
    if not Path(token).is_file():
        return f"the worker does not see {Path(token).parent.parent}; the output folder must be shared"
    return ""


def _done(distributed: Any, future: Any, document: Document, scheduler: str) -> Done:
    try:
        done: Done = future.result()
        return done
    except distributed.KilledWorker:
        reason = "three workers ended while checking it (out of memory?); split the file or give workers more memory"
        return Done(document.name, "failed", f"{document.name}: {reason}")
    except Exception as error:
        if future.status == "error":
            return Done(document.name, "failed", f"{document.name}: worker failed ({type(error).__name__}); run again")
        raise AlignError(f"--scheduler {scheduler}: lost ({type(error).__name__}); run again to go on") from error
    finally:
        future.release()


@contextmanager
def _quiet_log() -> Iterator[None]:
    """Lost workers are no news to the user: their documents go elsewhere."""
    logger = logging.getLogger("distributed")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)
