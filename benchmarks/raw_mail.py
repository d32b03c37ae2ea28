"""Mails that break mail programs, through the whole desk: each stored once, none lost, no machine answered.

    python -m benchmarks.raw_mail [--flufl SDIST]

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


@dataclass(frozen=True, slots=True)
class Suite:
    """A name and the mails in it."""

    name: str
    mails: list[bytes]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--flufl", type=Path, help="flufl_bounce-*.tar.gz; without it pip downloads one")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TYYNI_DATA"] = folder
        suites = [*_cpython(), *_flufl(options.flufl, Path(folder)), _own()]
        return 0 if run(suites, Path(folder)) else 1


def run(suites: list[Suite], data: Path) -> bool:
    """Take every suite in, answer the bounces with nothing, and print what became of each; whether all is well."""
    _set_up(data)
    print(f"{'suite':<28}{'mails':>6}{'stored':>8}{'failed':>8}{'answered':>10}  places")
    results = [_through(suite) for suite in suites]
    return all(results)


def _through(suite: Suite) -> bool:
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
    print(f"{suite.name:<28}{len(suite.mails):>6}{kept.count():>8}{failed:>8}{answered:>10}  {told}")
    return kept.count() == len(set(suite.mails)) and not waiting and not answered


def _set_up(data: Path) -> None:
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
