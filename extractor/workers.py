"""Call a function in a process of its own that may hang, crash or run out of memory without taking this one with it.

A worker is forked once and kept warm for the next call. Its time and memory are limited; what breaks a limit, or the process, is one `Unreadable`
with the code `timeout`, `out-of-memory` or `crashed`, and the next call gets a fresh process. Where a system cannot fork, calls run in this process
without limits.
"""

from __future__ import annotations

import contextlib
import ctypes
import faulthandler
import gc
import os
import pickle
import shutil
import signal
import sys
import tempfile
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from typing import ClassVar, NoReturn, ParamSpec, TypeVar

from extractor.errors import RejectionCode, Unreadable

P = ParamSpec("P")
T = TypeVar("T")

_CAN_FORK = hasattr(os, "fork")
_CALLS_A_PROCESS = 1000
"""After so many calls a process is replaced, so that what a library loses in each does not add up."""
_NEARLY_ALL = 0.9
_FOLDERS = "wco-forms-"
_PR_SET_PDEATHSIG = 1  # prctl(2): the signal that a process gets when its parent dies


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take."""

    seconds: float = 120.0
    """An outside program that converts the document counts too; the slowest honest form seen takes under five."""
    memory: int = 2 << 30
    """Bytes of address space. Forms take under 300 MB; a program that converts them, up to 1 GB."""


def guarded(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """The function's result. Whatever it raises becomes Unreadable: the fault is that of what it was called with, and no caller need stop for it."""
    try:
        return function(*args, **kwargs)
    except Unreadable:
        raise
    except MemoryError:
        raise Unreadable("out-of-memory", _MESSAGES["out-of-memory"]) from None
    except RecursionError:
        raise Unreadable("damaged", "It is nested too deeply to be a form; ask for it again.") from None
    except Exception as error:
        said = " ".join(str(error).split())[:120]
        raise Unreadable("crashed", f"The reader failed on it ({type(error).__name__}: {said}); please report it with the file.") from error


_MESSAGES: dict[RejectionCode, str] = {
    "out-of-memory": "Reading it took more memory than allowed; it may be damaged, or allow more with --memory.",
    "crashed": "The process that read it died; it may be damaged, please report it with the file.",
}


class Worker:
    """One process that answers calls, one at a time; use it in a `with` statement or `close` it."""

    def __init__(self, limits: Limits = Limits()) -> None:
        self.limits = limits
        self._process: _Process | None = None

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def call(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The function's result. Function, arguments and result must pickle.

        Raise Unreadable: what the function raised, or `timeout`, `out-of-memory`, `crashed`.
        """
        if not _CAN_FORK:
            return guarded(function, *args, **kwargs)
        if self._process is None:
            self._process = _Process(self.limits)
        process = self._process
        try:
            process.connection.send_bytes(pickle.dumps((function, args, kwargs), pickle.HIGHEST_PROTOCOL))
            if not process.connection.poll(self.limits.seconds):
                self._end(kill=True)
                raise Unreadable("timeout", f"Reading it took more than {self.limits.seconds:g} seconds; it may be damaged, or allow more with --timeout.")
            answer, error, last = pickle.loads(process.connection.recv_bytes())
        except (EOFError, ConnectionError):
            code = self._end(kill=True)
            raise Unreadable(code, _MESSAGES[code]) from None
        except BaseException:
            # Interrupted (Ctrl-C): the process is in the middle of a call, so its next answer would be that of this one.
            self._end(kill=True)
            raise
        if last:
            self._end()
        if error is not None:
            raise error
        result: T = answer
        return result

    def close(self) -> None:
        """End the process. Further calls start another."""
        self._end()

    def _end(self, kill: bool = False) -> RejectionCode:
        """End the process; why it had died."""
        process, self._process = self._process, None
        return process.end(kill) if process is not None else "crashed"


class _Process:
    """A forked process that serves calls until its connection closes, and the folder of its temporary files."""

    _living: ClassVar[weakref.WeakSet[_Process]] = weakref.WeakSet()

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        _sweep()
        self.folder = tempfile.mkdtemp(prefix=f"{_FOLDERS}{os.getpid()}-")
        self.connection, theirs = Pipe()
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(AttributeError, OSError, ValueError):
                stream.flush()  # else the child would write it a second time
        gc.freeze()
        parent = os.getpid()
        self.number = os.fork()
        if self.number == 0:
            # Another worker's end, held open here, would keep that worker from seeing that its parent has gone.
            for other in (self, *self._living):
                other.connection.close()
            _serve(theirs, limits, self.folder, parent)
        theirs.close()
        self._living.add(self)

    def end(self, kill: bool) -> RejectionCode:
        """End the process, what it started, and its files; why it had died."""
        self._living.discard(self)
        self.connection.close()
        if kill:
            for end in (os.killpg, os.kill):  # the second for one that has not yet made its group
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    end(self.number, signal.SIGKILL)
            _kill_those_in(Path(self.folder))
        _, status, usage = os.wait4(self.number, 0)
        shutil.rmtree(self.folder, ignore_errors=True)
        peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        # Where memory ends, a C library aborts, the system kills, or no answer can be made any more; all of them have touched much of what they may:
        # a bomb's buffers double, so at least a quarter.
        if status != 0 and peak >= self.limits.memory / 4:
            return "out-of-memory"
        return "crashed"


def _kill_those_in(folder: Path) -> None:
    """Kill the programs that work in a folder: a killed worker could not end those it had started. (Without /proc they end by themselves.)"""
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if (process / "cwd").readlink().is_relative_to(folder):
                os.kill(int(process.name), signal.SIGKILL)


@cache
def _sweep() -> None:
    """Remove what is left of runs that were killed before they could do so themselves."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_FOLDERS}*-*"):
        owner = folder.name.removeprefix(_FOLDERS).partition("-")[0]
        if owner.isdecimal():
            try:
                os.kill(int(owner), 0)
            except ProcessLookupError:
                _kill_those_in(folder)
                shutil.rmtree(folder, ignore_errors=True)
            except OSError:
                pass  # somebody else's


def _serve(connection: Connection, limits: Limits, folder: str, parent: int) -> NoReturn:
    """Answer calls until the connection closes; the life of a worker's process."""
    code = 1
    try:
        _settle(limits, folder, parent)
        for count in range(1, _CALLS_A_PROCESS + 1):
            function, args, kwargs = pickle.loads(connection.recv_bytes())
            answer: object = None
            error: Unreadable | None = None
            try:
                answer = guarded(function, *args, **kwargs)
            except Unreadable as raised:
                error = raised.with_traceback(None)
                error.__cause__ = error.__context__ = None
            taken = _address_space()
            if error is not None and error.code == "crashed" and taken > _NEARLY_ALL * limits.memory:
                # What fails for want of memory need not say so: an import that cannot be mapped is an ImportError.
                error = Unreadable("out-of-memory", _MESSAGES["out-of-memory"])
            last = count == _CALLS_A_PROCESS or taken > limits.memory / 2
            connection.send_bytes(pickle.dumps((answer, error, last), pickle.HIGHEST_PROTOCOL))
            if last:
                break
        code = 0
    except (EOFError, ConnectionError):
        code = 0
    finally:
        os._exit(code)  # not sys.exit: what the parent opened and registered is the parent's to end


def _settle(limits: Limits, folder: str, parent: int) -> None:
    """Make this process a worker: its own group, silent, within its limits, and gone when its parent is."""
    import resource

    os.setsid()
    faulthandler.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silence, stream)
    sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: SIM115 (for the life of the process)
    tempfile.tempdir = folder
    os.environ["TMPDIR"] = folder
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    allowed = limits.memory if hard == resource.RLIM_INFINITY else min(limits.memory, hard)
    with contextlib.suppress(ValueError, OSError):  # macOS has the constant and refuses the call
        resource.setrlimit(resource.RLIMIT_AS, (allowed, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _address_space() -> int:
    """Bytes of address space that this process has taken; 0 where the system does not say."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 0
