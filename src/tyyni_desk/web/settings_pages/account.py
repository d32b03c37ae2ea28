"""Joining the desk, and one's own profile."""

from __future__ import annotations

from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from tyyni_desk.people import agents
from tyyni_desk.web.http import AgentRequest, needs, toast
from tyyni_desk.web.settings_pages.profile_forms import Join, Profile, profile_values


@never_cache
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind an invitation's link; 410 when the link is over."""
    try:
        invitation = agents.invitation_of(token)
        form = Join(request.POST or None, invited=invitation.email, initial={"interface": get_language()})
        if request.method == "POST" and form.is_valid():
            agent = agents.join(token, **form.cleaned_data)
            answer: HttpResponse = perform_login(request, agent)
            return answer
    except agents.AlreadyHere:
        form.add_error(None, _("Somebody with this address is on the desk already. Sign in instead."))
    except agents.InvitationOver:
        return render(request, "desk/join_over.html", status=410)
    return render(request, "desk/join.html", {"form": form, "invitation": invitation})


join.ability = None  # type: ignore[attr-defined]  # open to everybody who has a link


@require_http_methods(["GET", "POST"])
@needs("see_own_account")
def me(request: AgentRequest) -> HttpResponse:
    form = Profile(request.POST or None, initial=profile_values(request.user))
    if request.method == "POST" and form.is_valid():
        agents.change_profile(request.user, **form.profile())
        toast(request, _("Saved."))
        return redirect("me")
    return render(request, "desk/me.html", {"form": form})


@require_POST
@needs("see_own_account")
def duty(request: AgentRequest) -> HttpResponse:
    """On duty, or away."""
    agents.go_on_duty(request.user, on=request.POST.get("on") == "1")
    return redirect(request.POST["next"] if request.POST.get("next", "").startswith("/queue/") else "me")
