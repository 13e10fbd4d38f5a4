"""A worker answers, and outlives whatever a call does to its process."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor.errors import Unreadable
from extractor.workers import Limits, Worker, _sweep, guarded


@pytest.fixture
def worker() -> Iterator[Worker]:
    with Worker(Limits(seconds=30, memory=1 << 30)) as worker:
        yield worker


def process_number() -> int:
    return os.getpid()


def fail(error: BaseException) -> None:
    raise error


def die_of(number: int) -> None:
    os.kill(os.getpid(), number)


def take_memory(then_abort: bool) -> None:
    block = b"x" * (600 << 20)
    if then_abort:
        os.abort()
    for _ in range(10):
        block += block


def hang() -> None:
    signal.pause()


def start_a_program_and_hang(note: str) -> None:
    program = subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()"], cwd=tempfile.mkdtemp(), start_new_session=True)
    Path(note).write_text(str(program.pid))
    hang()


def speak() -> None:
    print("a library speaks", flush=True)
    os.write(1, b"at the level of the descriptor\n")


def leave_a_file() -> str:
    handle, name = tempfile.mkstemp()
    os.close(handle)
    return name


def code_of(worker: Worker, *call: object) -> str:
    with pytest.raises(Unreadable) as caught:
        worker.call(*call)  # type: ignore[arg-type]
    assert "\n" not in caught.value.message
    return caught.value.code


def ends(number: int) -> bool:
    """Whether a process is gone, or goes within half a minute."""
    try:
        watched = os.pidfd_open(number)
    except ProcessLookupError:
        return True
    ended, _, _ = select.select([watched], [], [], 30)
    os.close(watched)
    return bool(ended)


linux = pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="watching another's process needs Linux")


def test_calls_are_answered_by_one_process_that_is_not_this_one(worker: Worker) -> None:
    assert worker.call(process_number) == worker.call(process_number) != os.getpid()
    assert worker.call(divmod, 7, 2) == (3, 1)


@pytest.mark.parametrize(
    ("raised", "code"),
    [
        (Unreadable("encrypted", "It has a password."), "encrypted"),
        (MemoryError(), "out-of-memory"),
        (RecursionError(), "damaged"),
        (ZeroDivisionError("over\nlines"), "crashed"),
    ],
)
def test_what_a_call_raises_is_a_reason_and_the_process_goes_on(worker: Worker, raised: BaseException, code: str) -> None:
    before = worker.call(process_number)
    assert code_of(worker, fail, raised) == code
    assert worker.call(process_number) == before
    with pytest.raises(Unreadable) as here:
        guarded(fail, raised)
    assert here.value.code == code


@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGABRT, signal.SIGKILL])
def test_a_process_that_dies_is_a_crash_and_the_next_call_has_another(worker: Worker, number: signal.Signals) -> None:
    before = worker.call(process_number)
    assert code_of(worker, die_of, number) == "crashed"
    assert worker.call(process_number) != before


@pytest.mark.parametrize("then_abort", [False, True])
def test_memory_is_limited_also_where_a_library_aborts_for_want_of_it(worker: Worker, then_abort: bool) -> None:
    assert code_of(worker, take_memory, then_abort) == "out-of-memory"
    assert worker.call(divmod, 7, 2) == (3, 1)


@linux
def test_a_hang_is_a_timeout_and_takes_the_program_that_it_waits_for_along(tmp_path: Path) -> None:
    note = tmp_path / "number"
    with Worker(Limits(seconds=3)) as worker:
        assert code_of(worker, start_a_program_and_hang, str(note)) == "timeout"
        assert ends(int(note.read_text()))
        assert worker.call(divmod, 7, 2) == (3, 1)


def test_what_a_library_prints_stays_out_of_the_output(worker: Worker, capfd: pytest.CaptureFixture[str]) -> None:
    worker.call(speak)
    assert capfd.readouterr() == ("", "")


def test_temporary_files_go_with_the_process(worker: Worker) -> None:
    left = Path(worker.call(leave_a_file))
    assert left.exists()
    worker.close()
    assert not left.exists()
    assert not left.parent.exists()


def test_a_process_that_has_taken_half_of_its_memory_is_replaced() -> None:
    with Worker(Limits(memory=64 << 20)) as worker:
        assert worker.call(process_number) != worker.call(process_number)


@linux
def test_a_worker_does_not_outlive_its_parent() -> None:
    code = (
        "import sys; from extractor.workers import Worker; from tests.test_workers import process_number\n"
        "worker = Worker(); print(worker.call(process_number), flush=True); sys.stdin.read()"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    number = int(parent.stdout.readline())
    parent.kill()
    parent.communicate()
    assert ends(number)
    folders = f"wco-forms-{parent.pid}-*"
    assert list(Path(tempfile.gettempdir()).glob(folders))
    _sweep.cache_clear()
    _sweep()
    assert not list(Path(tempfile.gettempdir()).glob(folders))
