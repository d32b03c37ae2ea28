"""The page of promises shows every clock as it is; ``python -m tests.promises.test_page`` renews its table."""

import re
from pathlib import Path

from tyyni.promises.clocks import clock_rules

PAGE = Path(__file__).parents[2] / "docs" / "promises.md"
TABLE = re.compile(r"(<!-- clocks: .*? -->\n)(.*?)(<!-- end -->)", re.DOTALL)


def table():
    rows = ["| rule | where | trade | law | period | if missed | ships | source |", "|---|---|---|---|---|---|---|---|"]
    for rule in clock_rules():
        plural = "s" if rule.period > 1 else ""
        roll = "" if rule.roll else ", no roll"
        cells = (rule.id, rule.jurisdiction, rule.sector, rule.law, f"{rule.period} {rule.unit}{plural}{roll}")
        rows.append(
            "| " + " | ".join((*cells, rule.effect or "–", "on" if rule.enabled else "off", rule.source)) + " |"
        )
    return "\n".join(rows) + "\n"


def renewed(page):
    return TABLE.sub(lambda found: found[1] + table() + found[3], page)


def test_the_table_of_clocks_is_up_to_date():
    page = PAGE.read_text("utf-8")

    assert page == renewed(page), "run python -m tests.promises.test_page"


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text("utf-8")), "utf-8")
