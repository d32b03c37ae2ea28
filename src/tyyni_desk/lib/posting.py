"""One POST to an address that somebody else wrote: to that very host, to no private one, without redirects, in time.

The name is looked up once, every answer is checked, and the connection goes to the address that was checked: a name
that answers differently the second time (DNS rebinding) leads nowhere.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Timer
from urllib.parse import SplitResult, urlsplit

CONNECT_SECONDS, WHOLE_SECONDS = 5, 15
_KEPT = 2000  # bytes of the answer
TROUBLES = (OSError, http.client.HTTPException, ValueError)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class PrivateAddress(ValueError):
    """The host is inside somebody's network, and the webhook may not go there."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    text: str


def post(
    url: str,
    body: bytes,
    headers: Mapping[str, str],
    *,
    allows_private: bool,
    seconds: float | None = None,
    largest: int = _KEPT,
) -> Answer:
    """Send ``body``; raises one of TROUBLES when no answer comes, in ``seconds`` if given."""
    parts = urlsplit(url)
    connection = _connection(parts, _checked_addresses(parts, allows_private=allows_private))
    # A server that sends a byte now and then would hold a worker for hours.
    watch = Timer(seconds or WHOLE_SECONDS, _cut, [connection])
    watch.daemon = True
    try:
        watch.start()
        if seconds:
            connection.sock.settimeout(seconds)  # who writes at length is silent for a while first
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", target, body, dict(headers))
        response = connection.getresponse()
        return Answer(response.status, response.read(largest).decode("utf-8", "replace"))
    finally:
        watch.cancel()
        connection.close()


def is_public(address: Address) -> bool:
    """Whether everybody's internet leads there. Where an IPv6 address holds an IPv4 one, that decides."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner:
            return is_public(inner)
    return address.is_global and not address.is_multicast


def _checked_addresses(parts: SplitResult, *, allows_private: bool) -> list[tuple[str, int]]:
    if parts.scheme not in ("https", "http") or not parts.hostname:
        raise ValueError("not an address of the web")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    found = [str(row[4][0]) for row in socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)]
    private = [one for one in found if not is_public(ipaddress.ip_address(one.partition("%")[0]))]
    if private and not allows_private:
        raise PrivateAddress(f"{parts.hostname} is inside a private network ({private[0]}).")
    return [(one, port) for one in found]


def _connection(parts: SplitResult, addresses: list[tuple[str, int]]) -> http.client.HTTPConnection:
    """A connection to an address, which speaks to the host of the URL (Host, and the name on the certificate)."""
    sock = _first_that_answers(addresses)
    connection = http.client.HTTPConnection(parts.netloc.rpartition("@")[2], timeout=CONNECT_SECONDS)
    if parts.scheme == "https":
        try:
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=parts.hostname)
        except OSError:
            sock.close()
            raise
    connection.sock = sock
    return connection


def _first_that_answers(addresses: list[tuple[str, int]]) -> socket.socket:
    for address in addresses[:-1]:
        try:
            return socket.create_connection(address, timeout=CONNECT_SECONDS)
        except OSError:
            continue
    return socket.create_connection(addresses[-1], timeout=CONNECT_SECONDS)


def _cut(connection: http.client.HTTPConnection) -> None:
    if connection.sock:
        try:
            connection.sock.shutdown(socket.SHUT_RDWR)
        except OSError:  # it ended by itself in the same moment
            return
