"""The settings page names every setting, and the database's address says what is wrong with it."""

import re
from pathlib import Path

import pytest

from tyyni_desk.conf import database, keys

ROOT = Path(__file__).parents[3]


def test_the_page_names_every_setting():
    sources = (ROOT / "src" / "tyyni_desk").rglob("*.py")
    used = {name for path in sources for name in re.findall(r'"(TYYNI_[A-Z_]+)"', path.read_text("utf-8"))}
    named = set(re.findall(r"`(TYYNI_[A-Z_]+)`", (ROOT / "docs/operate/settings.md").read_text("utf-8")))

    assert used == named


def test_an_address_of_another_database_is_refused():
    with pytest.raises(ValueError, match="postgresql://"):
        database.settings("mysql://root@localhost/tyyni", Path())


def test_a_password_with_signs_in_it_is_understood():
    found = database.settings("postgresql://aino:p%40ss%2F@db.example:5433/tyyni", Path())

    assert (found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == ("p@ss/", "db.example", "5433", "tyyni")


def test_the_key_is_made_once_and_read_by_its_owner_alone(tmp_path):
    path = tmp_path / "secret-key"

    assert keys.kept(path) == keys.kept(path)
    assert path.stat().st_mode & 0o777 == 0o600


def test_sign_on_is_off_until_it_is_set_up():
    assert keys.single_sign_on({}) == []
    given = {"TYYNI_OIDC_URL": "https://id.example", "TYYNI_OIDC_CLIENT": "tyyni", "TYYNI_OIDC_SECRET": "s"}
    assert keys.single_sign_on(given)[0]["client_id"] == "tyyni"
