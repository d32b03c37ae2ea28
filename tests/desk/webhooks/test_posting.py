"""Where a POST may go: to the host it names and no private place, and not for ever."""

import ipaddress
import socket
import time

import pytest

from tyyni_desk.lib import posting


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fd00::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "ff02::1",
    ],
)
def test_a_private_address_is_known_in_every_dress(address):
    assert not posting.is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:4700::1111", "64:ff9b::5db8:d70e"])
def test_a_public_address_is_known(address):
    assert posting.is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "127.1", "0x7f000001", "2130706433"]
)
def test_nothing_is_sent_inside_unless_allowed(receiver, host):
    with pytest.raises(posting.PrivateAddress):
        posting.post(f"http://{host}:{receiver.server_address[1]}/", b"{}", {}, allows_private=False)

    assert receiver.got == []


def test_a_name_that_answers_differently_the_second_time_leads_nowhere_else(receiver, monkeypatch):
    """The address that was checked is the address that is called, and the host is still named."""
    asked, real = [], socket.getaddrinfo

    def rebinding(host, *arguments, **named):
        if host == "rebinding.example":
            asked.append(host)
            host = "127.0.0.1"
        return real(host, *arguments, **named)

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    port = receiver.server_address[1]

    posting.post(f"http://rebinding.example:{port}/x", b"{}", {}, allows_private=True)

    assert asked == ["rebinding.example"]
    assert receiver.got[0][0]["Host"] == f"rebinding.example:{port}"


@pytest.mark.parametrize(
    "url", ["ftp://example.com/", "file:///etc/passwd", "https://", "http://[::1", "http://a:99999999/"]
)
def test_what_is_no_address_of_the_web_is_a_trouble(url):
    with pytest.raises(posting.TROUBLES):
        posting.post(url, b"{}", {}, allows_private=True)


def test_a_receiver_that_does_not_come_to_an_end_is_left(receiver, monkeypatch):
    monkeypatch.setattr(posting, "WHOLE_SECONDS", 0.3)
    receiver.pause = 2
    began = time.monotonic()

    with pytest.raises(posting.TROUBLES):
        posting.post(receiver.url, b"{}", {}, allows_private=True)

    assert time.monotonic() - began < 1.5


def test_of_a_long_answer_the_beginning_is_kept(receiver):
    receiver.status, receiver.text = 500, b"\xff" + b"x" * 100_000

    answer = posting.post(receiver.url, b"{}", {}, allows_private=True)

    assert (answer.status, len(answer.text)) == (500, 2000)
