"""The library's surface: these names and no others."""

import subprocess
import sys

import tyyni


def test_the_public_names_are_those_of_the_contract():
    assert sorted(tyyni.__all__) == [
        "Clock",
        "Draft",
        "Evidence",
        "Fault",
        "Hint",
        "Mail",
        "Policy",
        "Promise",
        "Reading",
        "Review",
        "Step",
        "Style",
        "Turn",
        "UnreadableMail",
        "Urgency",
        "__version__",
        "clocks",
        "draft",
        "find_promises",
        "next_step",
        "parse",
        "read",
        "review",
        "urgency",
    ]
    assert all(hasattr(tyyni, name) for name in tyyni.__all__)


def test_importing_the_engine_brings_no_network_and_no_web():
    unwanted = ("socket", "http.client", "requests", "django", "torch", "sklearn")
    code = f"import sys, tyyni; print([name for name in {unwanted} if name in sys.modules])"

    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert loaded.strip() in ("[]", "['socket']")  # the standard library's process pools import socket
