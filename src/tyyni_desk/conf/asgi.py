"""The desk as one ASGI application: health above everything, live events, then Django."""

from __future__ import annotations

import os

import django
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tyyni_desk.conf.settings")
django.setup()

from channels.auth import AuthMiddlewareStack  # noqa: E402 (needs the apps)
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from channels.security.websocket import AllowedHostsOriginValidator  # noqa: E402
from django.urls import path  # noqa: E402

from tyyni_desk.live.consumer import DeskConsumer  # noqa: E402

application = ProtocolTypeRouter(
    {
        "http": get_asgi_application(),
        "websocket": AllowedHostsOriginValidator(
            AuthMiddlewareStack(URLRouter([path("live", DeskConsumer.as_asgi())]))
        ),
    }
)
