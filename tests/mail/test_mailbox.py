"""Mails come out of files in order, one by one, and none is lost."""

from tyyni.mail.mailbox import raw_mails

FIRST = b"Subject: one\n\nHei\n>From here on it went wrong\n"
SECOND = b"Subject: two\n\nFrom inside a line is no border\n"
BORDER = b"From aino@x.example Mon Nov  2 12:04:00 2026\n"


def test_an_mbox_gives_each_mail_with_its_escaped_lines_restored(tmp_path):
    path = tmp_path / "post.mbox"
    path.write_bytes(BORDER + FIRST + b"\n" + BORDER + SECOND)

    mails = list(raw_mails(path))

    assert [name for name, _ in mails] == ["post.mbox:1", "post.mbox:2"]
    assert b"\nFrom here on" in mails[0][1]
    assert b"From inside" in mails[1][1]


def test_a_folder_gives_its_mails_in_order_of_their_names(tmp_path):
    (tmp_path / "cur").mkdir()
    (tmp_path / "cur" / "1:2,S").write_bytes(FIRST)
    (tmp_path / "b.eml").write_bytes(SECOND)
    (tmp_path / "notes.pdf").write_bytes(b"no mail")

    assert [name for name, _ in raw_mails(tmp_path)] == ["b.eml", "1:2,S"]


def test_an_empty_file_is_an_item_too_so_that_it_can_be_refused(tmp_path):
    (tmp_path / "a.eml").write_bytes(b"")

    assert list(raw_mails(tmp_path)) == [("a.eml", b"")]
