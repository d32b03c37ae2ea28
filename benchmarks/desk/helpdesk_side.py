"""django-helpdesk's side: ``fill`` its database, or ``serve`` its pages from it and take mail in.

Run by benchmarks.desk.compare in an environment of its own.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from base64 import b64encode
from pathlib import Path

import django
from django.conf import settings

STAGE, COUNT = sys.argv[1], int(sys.argv[2])
FOLDER = Path(os.environ["TYYNI_DATA"])
settings.configure(
    SECRET_KEY="bench",
    ALLOWED_HOSTS=["*"],
    INSTALLED_APPS=[
        "django.contrib.admin",
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.humanize",
        "django.contrib.messages",
        "django.contrib.sessions",
        "django.contrib.sites",
        "django.contrib.staticfiles",
        "bootstrap4form",
        "rest_framework",
        "helpdesk",
    ],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                ]
            },
        }
    ],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": FOLDER / "db.sqlite3"}},
    ROOT_URLCONF="helpdesk_urls",
    SITE_ID=1,
    USE_TZ=True,
    MEDIA_ROOT=FOLDER / "media",
    EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend",
    STATIC_URL="/static/",
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    HELPDESK_TEAMS_MODE_ENABLED=False,
    HELPDESK_ACTIVATE_API_ENDPOINT=False,
)
(FOLDER / "helpdesk_urls.py").write_text(
    "from django.urls import include, path\n"
    "urlpatterns = [path('helpdesk/', include('helpdesk.urls', namespace='helpdesk'))]\n"
)
sys.path.insert(0, str(FOLDER))
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from helpdesk.email import extract_email_metadata  # noqa: E402
from helpdesk.models import FollowUp, Queue, Ticket  # noqa: E402

from benchmarks.desk.made import mails, talks  # noqa: E402
from benchmarks.desk.timing import megabytes, milliseconds, per_second  # noqa: E402

MAILS = 300


def fill() -> None:
    call_command("migrate", verbosity=0)
    queue = Queue.objects.create(title="Support", slug="support", email_address="support@lumo.example")
    rows = list(talks(COUNT))
    tickets = [
        Ticket(
            title=row.subject,
            queue=queue,
            submitter_email=row.email,
            description=row.messages[0],
            status=Ticket.OPEN_STATUS if number % 10 == 0 else Ticket.CLOSED_STATUS,
        )
        for number, row in enumerate(rows)
    ]
    Ticket.objects.bulk_create(tickets, batch_size=2000)
    FollowUp.objects.bulk_create(
        [
            FollowUp(ticket=ticket, title="Mail", comment=text, public=True)
            for ticket, row in zip(tickets, rows, strict=True)
            for text in row.messages
        ],
        batch_size=2000,
    )


def listed(**extra: object) -> str:
    query = {"filtering": {"status__in": [1, 2]}, "sorting": "created", "search_string": "", **extra}
    return b64encode(json.dumps(query).encode()).decode()


def pages() -> dict[str, float]:
    user = get_user_model().objects.create_superuser("aino", "aino@lumo.example", "x")
    client = Client()
    client.force_login(user)
    middle = Ticket.objects.order_by("pk")[COUNT // 2].pk
    rows = "draw=1&start=0&length=25&order[0][column]=0&order[0][dir]=asc"
    everything = listed(filtering={})
    sought = listed(filtering={}, search_string="hyvitys")
    addresses = {
        "list": f"/helpdesk/datatables_ticket_list/{listed()}?{rows}",
        "list, everything": f"/helpdesk/datatables_ticket_list/{everything}?{rows}",
        "search": f"/helpdesk/datatables_ticket_list/{sought}?{rows}",
        "conversation": f"/helpdesk/tickets/{middle}/",
    }
    times = {}
    for name, address in addresses.items():
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        times[name] = milliseconds(lambda address=address: client.get(address), times=3)
    return times


def ingest() -> dict[str, float]:
    """It has one step: a mail is parsed and becomes a ticket, or is lost."""
    queue, logger = Queue.objects.get(), logging.getLogger("bench")
    texts = [raw.decode() for raw in mails(MAILS)]
    return {"parsed": per_second(MAILS, lambda: [extract_email_metadata(text, queue, logger) for text in texts])}


def main() -> None:
    if STAGE == "fill":
        fill()
    else:
        print(json.dumps({"times": pages(), "mails": ingest(), "memory": megabytes()}))


main()
