"""Mails that break mail programs, through the whole desk: each stored once, none lost, no machine answered.

    python -m benchmarks.raw_mail [--flufl SDIST] [--write docs/benchmarks/raw-mail.md]

The suites are CPython's own (``test.test_email``), flufl.bounce's 117 bounces (its source distribution, which pip
fetches where none is given) and this project's Finnish, Polish and English mails. Every mail is delivered twice.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
_HEAD = """# Mails that break mail programs

Written by `python -m benchmarks.raw_mail --write docs/benchmarks/raw-mail.md`. Every mail is delivered twice and must
be stored once; one that cannot be parsed is a row that people see, with its source and a retry; no bounce and no other
automatic mail may be answered automatically.

| suite | mails | distinct | stored | need a look | answered by machine | where they went |
|---|---|---|---|---|---|---|"""


@dataclass(frozen=True, slots=True)
class Suite:
    """A name and the mails in it."""

    name: str
    mails: list[bytes]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A row of the page, and whether every mail was stored once and none answered."""

    row: str
    is_well: bool


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--flufl", type=Path, help="flufl_bounce-*.tar.gz; without it pip downloads one")
    parser.add_argument("--write", type=Path, help="also write the result here")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TYYNI_DATA"] = folder
        suites = [*_cpython(), *_flufl(options.flufl, Path(folder)), _own()]
        _set_up()
        outcomes = [_through(suite) for suite in suites]
    page = "\n".join([_HEAD, *(outcome.row for outcome in outcomes), ""])
    print(page)
    if options.write:
        options.write.write_text(page)
    return 0 if all(outcome.is_well for outcome in outcomes) else 1


def _through(suite: Suite) -> Outcome:
    """Take a suite in, twice."""
    from tyyni_desk.jobs import worker
    from tyyni_desk.mail import actions
    from tyyni_desk.mail.models import RawMail

    before = set(RawMail.objects.values_list("pk", flat=True))
    for raw in suite.mails * 2:
        actions.store(raw, source="import")
    worker.run_all()
    kept = RawMail.objects.exclude(pk__in=before)
    places = Counter(kept.filter(state="parsed").values_list("place", flat=True))
    failed, waiting = kept.filter(state="failed").count(), kept.filter(state="stored").count()
    answered = sum(actions.claim_automatic_answer(raw) for raw in kept.exclude(place="inbox"))
    told = ", ".join(f"{place} {count}" for place, count in places.most_common())
    distinct = len(set(suite.mails))
    row = f"| {suite.name} | {len(suite.mails)} | {distinct} | {kept.count()} | {failed} | {answered} | {told} |"
    return Outcome(row, is_well=kept.count() == distinct and not waiting and not answered)


def _set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tyyni_desk.conf.settings")
    os.environ["TYYNI_READING_PROFILE"] = "fast"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from tyyni_desk.mail.models import Mailbox

    Mailbox.objects.create(name="Lumo & Sosna", address="tuki@lumo.example")


def _cpython() -> Iterator[Suite]:
    """Debian and others leave the tests of Python out."""
    found = importlib.util.find_spec("test.test_email")
    if found and found.submodule_search_locations:
        folder = Path(found.submodule_search_locations[0]) / "data"
        yield Suite("CPython test_email", [path.read_bytes() for path in sorted(folder.glob("*.txt"))])


def _flufl(sdist: Path | None, folder: Path) -> Iterator[Suite]:
    if sdist is None:
        pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", ":all:", "-d", str(folder)]
        if subprocess.run([*pip, "flufl.bounce"], check=False).returncode:
            print("flufl.bounce cannot be downloaded; left out")
            return
        sdist = next(folder.glob("flufl*bounce-*.tar.gz"))
    with tarfile.open(sdist) as archive:
        members = [one for one in archive.getmembers() if "/data/" in one.name and one.name.endswith(".txt")]
        files = [archive.extractfile(one) for one in sorted(members, key=lambda one: one.name)]
        yield Suite("flufl.bounce", [file.read() for file in files if file])


def _own() -> Suite:
    folders = (ROOT / "src/tyyni/sample", ROOT / "tests/desk/mail/fixtures")
    return Suite("Tyyni", [path.read_bytes() for folder in folders for path in sorted(folder.glob("*.eml"))])


if __name__ == "__main__":
    raise SystemExit(main())
