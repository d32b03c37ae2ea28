"""A Dovecot of our own: any user, one password, mail in a temporary folder, started without privileges of its own."""

from __future__ import annotations

import getpass
import grp
import imaplib
import os
import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from tests.desk.services import free_port, needs, wait_for

PASSWORD = "sala"
_CONFIG = """
base_dir = {base}/run
state_dir = {base}/run
log_path = {base}/log
protocols = imap
ssl = {ssl}
{certificate}
default_internal_user = {user}
default_login_user = {login}
default_internal_group = {group}
disable_plaintext_auth = no
mail_location = maildir:{base}/mail/%u
mail_uid = {user}
mail_gid = {group}
first_valid_uid = 0
first_valid_gid = 0
mail_fsync = never
service imap-login {{
  chroot =
  inet_listener imap {{
    address = 127.0.0.1
    port = {port}
  }}
  inet_listener imaps {{
    address = 127.0.0.1
    port = {tls}
  }}
}}
service anvil {{
  chroot =
}}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={base}/mail/%u
}}
namespace inbox {{
  inbox = yes
}}
"""


class Dovecot:
    """``port`` speaks plainly (with STARTTLS where there is a certificate), ``tls`` is TLS from the first byte."""

    def __init__(self, base: Path, port: int, tls: int):
        self.base, self.port, self.tls, self.user = base, port, tls, "tuki"

    def deliver(self, raw: bytes, *, user=None, folder="INBOX"):
        """Put a mail into the folder, as the server's own delivery would."""
        with imaplib.IMAP4("127.0.0.1", self.port) as client:
            client.login(user or self.user, PASSWORD)
            assert client.append(folder, "", None, raw)[0] == "OK"

    def count(self, *, user=None, folder="INBOX", what="ALL"):
        with imaplib.IMAP4("127.0.0.1", self.port) as client:
            client.login(user or self.user, PASSWORD)
            client.select(folder, readonly=True)
            return len(client.search(None, what)[1][0].split())

    def settings(self, **fields):
        """The fields of a mailbox that is fetched from here."""
        from tyyni_desk.lib import secrets

        values = {"imap_host": "127.0.0.1", "imap_port": self.port, "imap_security": "none", "username": self.user}
        return values | {"secret": secrets.encrypt(PASSWORD)} | fields


@contextmanager
def dovecot(*, certificate: tuple[Path, Path] | None = None):
    """Yield a running server. Its folder is no pytest one: those are closed to the user that it runs as."""
    with tempfile.TemporaryDirectory(prefix="tyyni-dovecot-") as folder:
        yield from _running(Path(folder), certificate)


def _running(folder: Path, certificate: tuple[Path, Path] | None):
    program = needs("dovecot")
    is_root = os.getuid() == 0
    user, login = ("dovecot", "dovenull") if is_root else (getpass.getuser(),) * 2
    group = "dovecot" if is_root else grp.getgrgid(os.getgid()).gr_name
    base, port, tls = folder, free_port(), free_port()
    base.chmod(0o755)
    for inner in (base / "mail", base / "run"):
        inner.mkdir(exist_ok=True)
    if is_root:
        shutil.chown(base / "mail", user, group)
    keys = f"ssl_cert = <{certificate[0]}\nssl_key = <{certificate[1]}" if certificate else ""
    config = base / "dovecot.conf"
    values = {
        "base": base,
        "port": port,
        "tls": tls if certificate else 0,
        "user": user,
        "login": login,
        "group": group,
    }
    config.write_text(_CONFIG.format(**values, password=PASSWORD, ssl="yes" if certificate else "no", certificate=keys))
    process = subprocess.Popen([program, "-F", "-c", str(config)])
    try:
        wait_for(port)
        time.sleep(0.1)
        yield Dovecot(base, port, tls)
    finally:
        process.terminate()
        process.wait(20)
