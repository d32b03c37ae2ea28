"""Mail that needs a look, deliveries that did not go through, and jobs that gave up; for leads."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from tyyni_desk.jobs import actions as jobs
from tyyni_desk.jobs import queries as waiting
from tyyni_desk.jobs.models import Job
from tyyni_desk.mail import actions, queries
from tyyni_desk.mail.models import Delivery, RawMail
from tyyni_desk.mail.setup import places
from tyyni_desk.people import audit
from tyyni_desk.web.http import AgentRequest, needs, toast

PAGE = 50
TITLES = {
    "failed": gettext_lazy("Needs a look"),
    "stored": gettext_lazy("Waiting to be read"),
    **{str(place.value): place.label for place in RawMail.Place},
}


@require_GET
@needs("see_mail_state")
def mail(request: AgentRequest) -> HttpResponse:
    """Every place that mail goes to, and what lies in one of them."""
    place = request.GET.get("place", places.NEEDS_A_LOOK)
    if place not in TITLES:
        raise Http404
    counts = places.counts()
    context = {
        "place": place,
        "places": [(name, title, counts[name]) for name, title in TITLES.items()],
        "title": TITLES[place],
        "page": Paginator(places.in_place(place), PAGE).get_page(request.GET.get("page")),
        "sides": queries.counts(),
    }
    return render(request, "desk/settings/mail.html", context)


@require_GET
@needs("see_mail_state")
def source(request: AgentRequest, mail_id: int) -> HttpResponse:
    """The mail as the server gave it: as text, to be looked at and never rendered."""
    found = get_object_or_404(RawMail, pk=mail_id)
    return HttpResponse(
        bytes(found.content),
        content_type="text/plain; charset=utf-8",
        headers={"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox"},
    )


@require_POST
@needs("see_mail_state")
def another_try(request: AgentRequest, mail_id: int) -> HttpResponse:
    actions.retry(get_object_or_404(RawMail.objects.defer("content"), pk=mail_id), by=request.user)
    toast(request, _("The mail is read again."))
    return redirect("mail")


@require_POST
@needs("see_mail_state")
def into_inbox(request: AgentRequest, mail_id: int) -> HttpResponse:
    """A mail that lies elsewhere is for us after all: it becomes a conversation."""
    found = get_object_or_404(RawMail, pk=mail_id, message=None)
    actions.move_to_inbox(found, by=request.user)
    toast(request, _("It is in the queue now, if it could be read."))
    return redirect("mail")


@require_GET
@needs("see_mail_state")
def deliveries(request: AgentRequest) -> HttpResponse:
    page = Paginator(places.deliveries(), PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/settings/deliveries.html", {"page": page})


@require_POST
@needs("see_mail_state")
def resolution(request: AgentRequest, delivery_id: int) -> HttpResponse:
    """Send an answer again, or believe that it was sent."""
    found = get_object_or_404(Delivery.objects.select_related("message__conversation"), pk=delivery_id)
    decide = actions.mark_sent if request.POST.get("decision") == "sent" else actions.resend
    try:
        decide(found, by=request.user)
    except actions.NothingToDecide:
        toast(request, _("Somebody decided first."))
    return redirect("deliveries")


@require_GET
@needs("see_mail_state")
def failed_jobs(request: AgentRequest) -> HttpResponse:
    """Work that the desk gave up on. Arguments are not shown: they may be sealed letters."""
    page = Paginator(waiting.given_up().order_by("-gave_up_at"), PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/settings/jobs.html", {"page": page})


@require_POST
@needs("see_mail_state")
def job_retry(request: AgentRequest, job_id: int) -> HttpResponse:
    job = get_object_or_404(Job.objects.exclude(gave_up_at=None), pk=job_id)
    jobs.retry(job)
    audit.note(by=request.user, action="job_retried", subject=job.name)
    toast(request, _("It is tried again."))
    return redirect("failed_jobs")
