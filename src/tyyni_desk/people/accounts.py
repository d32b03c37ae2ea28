"""How people get in: by invitation, password, second factor, passkey, or the company's single sign-on."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest

from tyyni_desk.people.models import Agent


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Somebody whom the company's own provider vouches for signs in to the account that was made for them."""
        if not sociallogin.is_existing:
            known = Agent.objects.filter(email=sociallogin.user.email.lower(), is_active=True).first()
            if known:
                sociallogin.connect(request, known)
