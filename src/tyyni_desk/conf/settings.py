"""Every setting of the desk, in one file. What an owner may change is a ``TYYNI_*`` environment variable.

``docs/operate/settings.md`` lists them; ``tests/conf/test_settings.py`` checks that it does.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import django_htmx

from tyyni_desk.conf import database, keys

# The heads' sums are small: threads of numpy's own only wait for each other, and halve the speed of a busy machine.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

DATA = Path(os.environ.get("TYYNI_DATA", "tyyni-data")).resolve()
DATA.mkdir(parents=True, exist_ok=True)

DEBUG = os.environ.get("TYYNI_DEBUG") == "1"
SECRET_KEY = os.environ.get("TYYNI_SECRET_KEY") or keys.kept(DATA / "secret-key")
# The address that customers' links and mail IDs carry.
BASE_URL = os.environ.get("TYYNI_URL", "http://localhost:8765")
DOMAIN = BASE_URL.split("://", 1)[-1].split("/")[0].split(":")[0]
ALLOWED_HOSTS = os.environ.get("TYYNI_HOSTS", f"{DOMAIN},localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [BASE_URL]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "axes",
    "channels",
    "csp",
    "django_htmx",
    "ninja",
    "servestatic",
    "tyyni_desk.people",
    "tyyni_desk.jobs",
    "tyyni_desk.conversations",
    "tyyni_desk.snippets",
    "tyyni_desk.care",
    "tyyni_desk.search",
    "tyyni_desk.routing",
    "tyyni_desk.mail",
    "tyyni_desk.webhooks",
    "tyyni_desk.api",
    "tyyni_desk.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "servestatic.middleware.ServeStaticMiddleware",
    "tyyni_desk.api.problems.ProblemMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tyyni_desk.web.middleware.AgentMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "tyyni_desk.conf.urls"
ASGI_APPLICATION = "tyyni_desk.conf.asgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # Ours before allauth's own.
        "DIRS": [Path(__file__).parents[1] / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "tyyni_desk.web.health.banners",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "tyyni_desk.web.tags"],
        },
    }
]

DATABASES = {"default": database.settings(os.environ.get("TYYNI_DATABASE_URL", ""), DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = os.environ.get("TYYNI_REDIS_URL", "")
CHANNEL_LAYERS: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "channels_redis.core.RedisChannelLayer", "CONFIG": {"hosts": [REDIS_URL]}}
    if REDIS_URL
    else {"BACKEND": "channels.layers.InMemoryChannelLayer"}
}
# What is counted (sign-ins, the API's requests) must be counted in one place.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Customers' words as they are drawn: in memory alone, some 5 kB each.
    "drawn": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "drawn",
        "TIMEOUT": 3600,
        "OPTIONS": {"MAX_ENTRIES": 4000},
    },
}

AUTH_USER_MODEL = "people.Agent"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        "UserAttributeSimilarityValidator": {"user_attributes": ["email", "name"]},
        "MinimumLengthValidator": {"min_length": 12},
        "CommonPasswordValidator": {},
        "NumericPasswordValidator": {},
    }.items()
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# Nobody learns whether an address has an account, and strangers get no mail from us.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Axes locks an account out (below); this one also counts wrong second factors.
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip,10/300s/key"}
# Agents are invited; nobody signs up by themselves.
ACCOUNT_ADAPTER = "tyyni_desk.people.accounts.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "tyyni_desk.people.accounts.SocialAccountAdapter"
# A form that leads to the provider would be stopped by our own content policy (form-action); a link is not.
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": keys.single_sign_on(os.environ)}}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Tyyni"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG or DOMAIN == "localhost"
# A write on every page view would be the price of "last seen".
USERSESSIONS_TRACK_ACTIVITY = False
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "tyyni_desk.people.accounts.login_name"
AXES_LOCKOUT_TEMPLATE = "account/locked_out.html"
AXES_VERBOSE = False

SECURE = BASE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if os.environ.get("TYYNI_BEHIND_PROXY") == "1" else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "frame-src": ["'self'"],
        "frame-ancestors": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
    }
}

LANGUAGE_CODE = "en"
LANGUAGES = [("fi", "Suomi"), ("pl", "Polski"), ("en", "English")]
FORMAT_MODULE_PATH = ["tyyni_desk.conf.formats"]
LOCALE_PATHS = [Path(__file__).parents[1] / "locale"]
TIME_ZONE = os.environ.get("TYYNI_TIME_ZONE", "Europe/Helsinki")
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [("htmx", Path(django_htmx.__file__).parent / "static" / "django_htmx")]
SERVESTATIC_USE_FINDERS = True
SERVESTATIC_AUTOREFRESH = DEBUG
MEDIA_ROOT = DATA / "files"
FILE_UPLOAD_MAX_MEMORY_SIZE = 1 << 20
DATA_UPLOAD_MAX_MEMORY_SIZE = 30 << 20

# The desk's own letters (invitations, new passwords) go by TYYNI_SMTP_URL (smtp://, smtp+tls://, smtps://), or without
# it by the first mailbox that an admin set up.
EMAIL_BACKEND = "tyyni_desk.mail.setup.posting.LetterBackend"
EMAIL_TIMEOUT = 20  # seconds
_SMTP = urlsplit(os.environ.get("TYYNI_SMTP_URL", ""))
EMAIL_HOST, EMAIL_PORT = _SMTP.hostname or "", _SMTP.port or (465 if _SMTP.scheme == "smtps" else 587)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_SMTP.username or ""), unquote(_SMTP.password or "")
EMAIL_USE_SSL, EMAIL_USE_TLS = _SMTP.scheme == "smtps", _SMTP.scheme == "smtp+tls"
DEFAULT_FROM_EMAIL = os.environ.get("TYYNI_FROM", f"tyyni@{DOMAIN}")

# Mail that a provider posts to /hooks/mail/…; there is no such address until a secret is set.
ANYMAIL = {
    "WEBHOOK_SECRET": os.environ.get("TYYNI_MAIL_HOOK_SECRET", ""),
    "MAILGUN_WEBHOOK_SIGNING_KEY": os.environ.get("TYYNI_MAILGUN_KEY", ""),
}

# Seconds in which a sent reply can still be called back.
UNDO_SECONDS = int(os.environ.get("TYYNI_UNDO_SECONDS", "15"))
# Days after which an answer to a closed conversation begins a new one, linked to it.
REOPEN_DAYS = int(os.environ.get("TYYNI_REOPEN_DAYS", "30"))
# Shared with the company's shop, whose order page links here.
ORDER_LINK_SECRET = os.environ.get("TYYNI_ORDER_LINK_SECRET", "")
# Requests that a token may send in a minute.
API_RATE = int(os.environ.get("TYYNI_API_RATE", "600"))
# fast: read messages without the encoder (20 times as quick, finds less).
READING_PROFILE = os.environ.get("TYYNI_READING_PROFILE", "full")

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("TYYNI_LOG_LEVEL", "WARNING")},
}
