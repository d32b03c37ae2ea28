"""``tyyni demo``: a desk with a made-up company in it, to look around."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from tyyni_desk.cli import process
from tyyni_desk.cli.serve import parser


def main(arguments: Sequence[str]) -> int:
    """Fill the demo on its first start, print the logins and serve."""
    options = parser("tyyni demo", __doc__ or "", data="tyyni-demo").parse_args(arguments)
    try:
        with process.only_one(options.data):
            process.set_up(options.data)
            from tyyni_desk.cli import company  # after set_up: it needs the apps

            company.fill()
            print(f"The demo stands at http://{options.host}:{options.port}\n")
            for email, role in company.LOGINS:
                print(f"  {email:<28} {role}")
            print(f"\n  password: {company.PASSWORD}     (stop with Ctrl+C; start afresh: remove {options.data.name}/)")
            process.serve(host=options.host, port=options.port, threads=options.workers)
    except process.AlreadyRunning as reason:
        print(f"tyyni demo: {reason}", file=sys.stderr)
        return 2
    return 0
