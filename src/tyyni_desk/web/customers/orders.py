"""An order, as the link on the company's own order page leads to it."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tyyni_desk.conversations.queries import with_customer
from tyyni_desk.people import queries
from tyyni_desk.people.models import Order
from tyyni_desk.people.orders import links
from tyyni_desk.web import queue
from tyyni_desk.web.http import AgentRequest, needs

MOST = 20


@require_GET
@needs("see_conversations")
def order(request: AgentRequest, number: str) -> HttpResponse:
    """The signature says that the shop, and nobody else, put this address beside this number."""
    said = {name: request.GET.get(name, "") for name in ("expires", "email", "sig")}
    try:
        links.check(number, **said, secret=settings.ORDER_LINK_SECRET)
    except links.Expired:
        return _refused(request, _("This link has run out. Open the order's page in the shop again."), status=410)
    except links.BadLink:
        return _refused(request, _("This link was not made by the shop, or was changed since."), status=404)
    found = Order.objects.select_related("customer").filter(number=number).first()
    customer = (found.customer if found else None) or queries.known(said["email"])
    talks = list(with_customer(customer)[:MOST]) if customer else []
    context = {"number": number, "order": found, "customer": customer, "talks": talks, "email": said["email"]}
    return render(request, "desk/customers/order.html", {**context, **queue.bar(request)})


def _refused(request: AgentRequest, problem: str, *, status: int) -> HttpResponse:
    context = {"problem": problem, **queue.bar(request)}
    return render(request, "desk/customers/order_refused.html", context, status=status)
