"""Every address of the desk. Nouns only: a closure is made and taken back at /conversations/12/closure."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("", include("tyyni_desk.web.urls")),
]
