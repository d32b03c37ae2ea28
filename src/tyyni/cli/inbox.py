"""Results for people: an inbox that reads like one."""

from __future__ import annotations

import textwrap
from typing import IO

from tyyni.cli.tasks import Output

_FEELS = {
    "anger": "angry",
    "frustration": "frustrated",
    "disappointment": "disappointed",
    "anxiety": "worried",
    "sadness": "sad",
    "joy": "happy",
    "gratitude": "grateful",
    "neutral": "calm",
}
_WIDTH = 96
_MOST_EVIDENCE = 6


def show(command: str, number: int, output: Output, stream: IO[str]) -> None:
    """Write one result as a few lines."""
    if "error" in output:
        stream.write(f"{number:>4}  {output['id'] or ''}\n      could not be read: {output['error']}\n\n")
    elif command == "read":
        _reading(number, output, stream)
    elif command == "review":
        _review(number, output, stream)
    elif command == "draft":
        _draft(number, output, stream)
    else:
        _step(number, output, stream)


def _reading(number: int, output: Output, stream: IO[str]) -> None:
    who = output.get("from_name") or output["name"] or output.get("from") or str(output["id"])
    subject = f"  “{output['subject']}”" if output.get("subject") else ""
    stream.write(f"{number:>4}  {who}{subject}\n")
    if output.get("automatic"):
        stream.write("      an automatic mail: nobody waits for an answer\n\n")
        return
    for label, value in (
        ("feels", _feeling(output)),
        ("wants", ", ".join(_words(output["requests"])) or "nothing outright"),
        ("says they will", ", ".join(_words(output["threats"]))),
        ("facts", " · ".join(_facts(output))),
        ("urgent", f"{output['urgency']}: {output['urgency_why']}" if "urgency" in output else ""),
        ("shown by", _evidence(output)),
        ("not sure of", ", ".join(_words(output["unsure"][:4]))),
    ):
        if value:
            _line(label, value, stream)
    stream.write("\n")


def _feeling(output: Output) -> str:
    parts = [
        f"{_FEELS[output['emotion']]} ({round(100 * output['intensity'])} of 100)",
        output["language"],
    ]
    if output["abuse"] != "none":
        parts.append(f"{output['abuse']} abuse")
    parts += [flag for flag in ("sarcasm", "vulnerable", "intoxicated") if output[flag]]
    if output["repeat"]:
        parts.append("wrote before")
    return " · ".join([*parts, output["kind"]])


def _facts(output: Output) -> list[str]:
    order = [f"order {output['order']}"] if output["order"] else []
    return [*order, *output["sums"], *dict.fromkeys([*output["deadlines"], *output["dates"]])]


def _evidence(output: Output) -> str:
    words = dict.fromkeys(" ".join(item["text"].split()) for item in output["evidence"])
    return ", ".join(f"“{text}”" for text in list(words)[:_MOST_EVIDENCE])


def _words(labels: list[str]) -> list[str]:
    return [label.rpartition(".")[2].replace("_", " ") for label in labels]


def _review(number: int, output: Output, stream: IO[str]) -> None:
    stream.write(f"{number:>4}  {output['verdict']}\n")
    for found in (*output["faults"], *output["hints"]):
        _line(found["code"], f"“{found['text']}” {found['why']}" if found["text"] else found["why"], stream)
        if found["fix"]:
            _line("", f"→ {found['fix']}", stream)
    for promise in output["promises"]:
        _line("promises", f"“{promise['text']}” {promise['due'] or ''}".rstrip(), stream)
    if output["strengths"]:
        _line("good", ", ".join(_words(output["strengths"])), stream)
    stream.write("\n")


def _step(number: int, output: Output, stream: IO[str]) -> None:
    stream.write(f"{number:>4}  {output['step']}  (temperature {output['temperature'][-1]})\n")
    for item in output["why"]:
        _line("why", f"“{item['text']}”", stream)
    for phrase in output["say"]:
        _line("say", phrase, stream)
    stream.write("\n")


def _draft(number: int, output: Output, stream: IO[str]) -> None:
    stream.write(f"{number:>4}  {output['step']}  ({output['review']['verdict']})\n")
    for line in output["draft"].splitlines():
        stream.write(textwrap.fill(line, _WIDTH, initial_indent=" " * 6, subsequent_indent=" " * 6) + "\n")
    if output["missing"]:
        _line("missing", ", ".join(_words(output["missing"])), stream)
    stream.write("\n")


def _line(label: str, value: str, stream: IO[str]) -> None:
    first, rest = f"      {label:<14}  ", " " * 22
    stream.write(textwrap.fill(value, _WIDTH, initial_indent=first, subsequent_indent=rest) + "\n")
