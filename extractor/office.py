"""Have LibreOffice convert a document: headless, in a throw-away profile, within a time limit, leaving nothing behind. The only room that runs it."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

TIME_LIMIT = 60.0
"""Seconds. A first start on a busy machine takes up to 10, a form of two pages under 1."""

_PROGRAMS = ("soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice", "/usr/lib/libreoffice/program/soffice")

# No macro runs and nothing a document links to is fetched: links count as untrusted, and the proxy is a port where nobody listens.
_SETTINGS = (
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Save/Document", "UseUserData", "false"),
    ("Common/Misc", "CollectUsageInformation", "false"),
    ("Common/Misc", "FirstRun", "false"),
    ("Writer/Content/Update", "Link", "2"),
)
_PROXY = (
    ("ooInetProxyType", "2"),
    ("ooInetHTTPProxyName", "127.0.0.1"),
    ("ooInetHTTPProxyPort", "9"),
    ("ooInetHTTPSProxyName", "127.0.0.1"),
    ("ooInetHTTPSProxyPort", "9"),
)


class OfficeError(Exception):
    """No conversion: LibreOffice is `missing`, it `failed`, or it `timed-out`. The message is one line for a person, with the remedy."""

    def __init__(self, problem: Literal["missing", "failed", "timed-out"], message: str) -> None:
        super().__init__(message)
        self.problem: Literal["missing", "failed", "timed-out"] = problem
        self.message = message


def program() -> str | None:
    """The path of LibreOffice's program; None where it is not installed."""
    return next((found for name in _PROGRAMS if (found := shutil.which(name)) is not None), None)


def convert(data: bytes, suffix: str, to: str, *, read_as: str = "", seconds: float = TIME_LIMIT) -> bytes:
    """The document's bytes in another format; see `convert_all`."""
    (made,) = convert_all([data], suffix, to, read_as=read_as, seconds=seconds)
    return made


def convert_all(documents: Sequence[bytes], suffix: str, to: str, *, read_as: str = "", seconds: float = TIME_LIMIT) -> list[bytes]:
    """The documents' bytes in another format, in their order, by one start of the program.

    `suffix` is the extension that fits the bytes ("rtf", "doc", "docx"); `to` is LibreOffice's name of the target, an extension with a filter after a
    colon where the extension alone does not say which ("odt", "docx", "pdf:writer_pdf_Export"); `read_as` is the filter to open it with, where LibreOffice
    should not guess. Raise OfficeError where nothing comes of it.
    """
    office = program()
    if office is None:
        raise OfficeError("missing", "LibreOffice is needed and was not found; install it (Debian, Ubuntu: apt install libreoffice-writer).")
    with tempfile.TemporaryDirectory(prefix="wco-forms-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        sources = [folder / f"document-{number}.{suffix.lstrip('.')}" for number in range(len(documents))]
        for source, data in zip(sources, documents, strict=True):
            source.write_bytes(data)
        made = folder / "made"
        command = [
            office,
            f"-env:UserInstallation={_profile(folder).as_uri()}",
            "--headless",
            "--invisible",
            "--norestore",
            "--nolockcheck",
            "--nodefault",
            "--nologo",
            *([f"--infilter={read_as}"] if read_as else []),
            "--convert-to",
            to,
            "--outdir",
            str(made),
            *map(str, sources),
        ]
        status = _run(command, folder, seconds)
        found = [next(made.glob(f"{source.stem}.*"), None) for source in sources]
        written = [path.read_bytes() for path in found if path is not None]
        if len(written) < len(sources):
            ended = f"it ended with {status}" if status else "it wrote nothing"
            raise OfficeError("failed", f"LibreOffice could not convert the document ({ended}); it may be damaged or protected by a password.")
        return written


def _run(command: list[str], folder: Path, seconds: float) -> int:
    """Run a command in a process group of its own, and end the whole group whatever happens."""
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "LANG": "C.UTF-8",
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "XDG_CACHE_HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
        "XDG_RUNTIME_DIR": str(folder),
        "SAL_USE_VCLPLUGIN": "svp",
    }
    silent = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=folder, env=environment, stdin=silent, stdout=silent, stderr=silent, start_new_session=True)
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        raise OfficeError("timed-out", f"LibreOffice did not convert the document within {seconds:g} seconds; it may be damaged or very large.") from None
    finally:
        # The program is a script that starts others: ending it alone would leave them.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _profile(folder: Path) -> Path:
    """A new profile with the settings that keep a hostile document from doing anything."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    items = [_item(f"/org.openoffice.Office.{path}", *setting) for path, *setting in _SETTINGS]
    items += [_item("/org.openoffice.Inet/Settings", *setting) for setting in _PROXY]
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">' + "".join(items) + "</oor:items>",
        encoding="utf-8",
    )
    return profile


def _item(path: str, name: str, value: str) -> str:
    return f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
