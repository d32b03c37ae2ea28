"""Every address of the desk. Nouns only: a closure is made and taken back at /conversations/12/closure."""

from __future__ import annotations

from django.urls import include, path
from django.views.generic import RedirectView

from tyyni_desk.api.service import api

handler500 = "tyyni_desk.web.health.failure"
urlpatterns = [
    # An address is changed by an admin, not by its owner: single sign-on trusts it.
    path("accounts/email/", RedirectView.as_view(pattern_name="me")),
    path("accounts/", include("allauth.urls")),
    path("hooks/mail/", include("tyyni_desk.mail.hooks")),
    path("api/v1/", api.urls),
    path("", include("tyyni_desk.web.urls")),
]
