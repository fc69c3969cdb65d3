#!/usr/bin/env python3
"""Writes what each test program must print, by running it with CPython 3.14.

Usage, from anywhere:

    PYTHON314=python3.14 tests/bless.py                 # all programs
    PYTHON314=python3.14 tests/bless.py slices long/    # those whose path contains a given text
    tests/bless.py --check                              # write nothing; fail if a file would change

`PYTHON314` is the command that runs CPython 3.14 (default: `python3.14`). Read the diff before committing it.

What is a program: every `.py` file in `tests/programs`, `tests/syntax_errors`, `tests/tracebacks` and
`tests/modules`, except that a folder with a `main.py` holds that one program, and beside it what it imports.
A program runs in its own folder. Its leading comment lines may say how:

    # argv: a b c           the arguments after the file name, separated by blanks
    # PYTHONPATH: one:two   the variable, relative to the program's folder

Beside `name.py` are written `name.out` (standard output), `name.err` (standard error) and `name.status`
(the exit status, when it is not 0). An output that is empty has no file, but a program always has one of the
two. In standard error, the program's own folder is removed from paths, and suggestions ("Did you mean ...",
"Did you forget to import ...", "consider renaming ... since it has ...") are removed, because Trefoil prints none, but for those that
are part of a message; for the same reason warnings are off.
"""

import os
import re
import shlex
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

TESTS = Path(__file__).resolve().parent
SUITES = ["programs", "syntax_errors", "tracebacks", "modules"]
TIMEOUT_SECONDS = 60
SUGGESTION = re.compile(
    r"(?:\.|\. Or|,) (?:Did you mean:? '|[Dd]id you forget to import)[^\n]*\?(?=\n)| \(consider renaming [^\n]* since it has [^\n]*\)(?=\n)"
)


def programs():
    """Every program below `tests/`, sorted."""
    found = []
    for suite in SUITES:
        for path in (TESTS / suite).rglob("*.py"):
            owner = next((up for up in path.parents if up != TESTS and (up / "main.py").exists()), None)
            if owner is None or path == owner / "main.py":
                found.append(path)
    return sorted(found)


def directives(path):
    """The arguments and the `PYTHONPATH` that the leading comments of `path` ask for."""
    argv, pythonpath = [], None
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        if not line.startswith("#"):
            break
        key, _, value = line.removeprefix("#").strip().partition(":")
        if key == "argv":
            argv = value.split()
        elif key == "PYTHONPATH":
            pythonpath = value.strip()
    return argv, pythonpath


def run(path):
    """Runs one program; its standard output, standard error and exit status."""
    argv, pythonpath = directives(path)
    env = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON") or k == "PYTHONHOME"}
    env |= {"NO_COLOR": "1", "PYTHON_COLORS": "0", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"}
    if pythonpath is not None:
        env["PYTHONPATH"] = pythonpath
    command = shlex.split(os.environ.get("PYTHON314", "python3.14"))
    done = subprocess.run(
        [*command, "-X", "utf8", "-W", "ignore", "-W", "default::SyntaxWarning", path.name, *argv],
        cwd=path.parent, env=env, stdin=subprocess.DEVNULL, capture_output=True, timeout=TIMEOUT_SECONDS,
    )
    return done.stdout, normalize(done.stderr, path.parent), done.returncode


def normalize(stderr, folder):
    """Removes from `stderr` what depends on the place of the checkout, and suggestions."""
    text = stderr.decode("utf-8").replace(f"{folder}{os.sep}", "")
    return SUGGESTION.sub("", text).encode("utf-8")


def expectations(path):
    """The files that belong beside `path`; the contents are `None` for one that must not exist."""
    stdout, stderr, status = run(path)
    return {
        path.with_suffix(".out"): stdout if stdout or not stderr else None,
        path.with_suffix(".err"): stderr or None,
        path.with_suffix(".status"): f"{status}\n".encode() if status else None,
    }


def update(file, contents, check):
    """Makes `file` hold `contents`; whether it did not before."""
    before = file.read_bytes() if file.exists() else None
    if before == contents:
        return False
    if not check:
        if contents is None:
            file.unlink()
        else:
            file.write_bytes(contents)
    return True


def main(arguments):
    check = "--check" in arguments
    wanted = [argument for argument in arguments if argument != "--check"]
    chosen = [p for p in programs() if not wanted or any(w in str(p.relative_to(TESTS)) for w in wanted)]
    if not chosen:
        sys.exit("no program matches")
    changed = 0
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for path, files in zip(chosen, pool.map(expectations, chosen)):
            for file, contents in files.items():
                if update(file, contents, check):
                    changed += 1
                    print(("differs: " if check else "wrote: ") + str(file.relative_to(TESTS)))
    print(f"{len(chosen)} programs, {changed} files {'differ' if check else 'changed'}")
    return 1 if check and changed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
