"""Conversations, facts and playbooks for the tests of the protocol."""

from importlib import resources

from tyyni import Turn, next_step
from tyyni.protocol.facts import Facts
from tyyni.protocol.playbook import check

SHIPPED = (resources.files("tyyni.protocol") / "playbook.toml").read_text("utf-8")


def make_turns(*texts):
    """The customer begins, then they take turns."""
    return [Turn(("customer", "agent")[number % 2], text) for number, text in enumerate(texts)]


def step(*texts, **how):
    """The next step after these turns, read without the encoder."""
    return next_step(make_turns(*texts), profile="fast", **how)


def make_facts(*holding, **counts):
    """Facts of which these hold; the customer's last turn is the third."""
    return Facts(turn=3, **dict.fromkeys(holding, True), **counts)


def make_playbook(folder, old="", new="", text=SHIPPED):
    """The shipped playbook with one passage changed, read and checked."""
    path = folder / "own.toml"
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return check(path)
