"""Setting up mailboxes, and trying them out; for admins."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tyyni_desk.mail.models import Mailbox
from tyyni_desk.mail.setup import mailboxes as actions
from tyyni_desk.mail.setup import places
from tyyni_desk.mail.testing import test_connection
from tyyni_desk.web.http import AgentRequest, needs, toast
from tyyni_desk.web.settings_pages.mailbox_form import MailboxForm


@require_GET
@needs("manage_mailboxes")
def mailboxes(request: AgentRequest) -> HttpResponse:
    return render(request, "desk/settings/mailboxes.html", {"mailboxes": places.mailboxes()})


@require_http_methods(["GET", "POST"])
@needs("manage_mailboxes")
def new_mailbox(request: AgentRequest) -> HttpResponse:
    form = MailboxForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        added = actions.add(by=request.user, **form.values())
        toast(request, _("Saved. Now test the connection."))
        return redirect("mailbox", mailbox_id=added.pk)
    return render(request, "desk/settings/mailbox.html", {"form": form})


@require_http_methods(["GET", "POST"])
@needs("manage_mailboxes")
def mailbox(request: AgentRequest, mailbox_id: int) -> HttpResponse:
    found = get_object_or_404(Mailbox, pk=mailbox_id)
    form = MailboxForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        # The form has put the new values on its copy; the action compares with the row.
        actions.change(get_object_or_404(Mailbox, pk=mailbox_id), by=request.user, **form.values())
        toast(request, _("Saved."))
        return redirect("mailbox", mailbox_id=mailbox_id)
    return render(request, "desk/settings/mailbox.html", {"form": form, "mailbox": found})


@require_POST
@needs("manage_mailboxes")
def connection(request: AgentRequest, mailbox_id: int) -> HttpResponse:
    """Try the mailbox as it is saved, and say of each step how it went."""
    found = get_object_or_404(Mailbox, pk=mailbox_id)
    context = {"checks": test_connection(found), "mailbox": found}
    if request.headers.get("HX-Request"):
        return render(request, "desk/settings/_checks.html", context)
    return render(request, "desk/settings/mailbox.html", {**context, "form": MailboxForm(instance=found)})
