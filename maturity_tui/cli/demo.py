"""`maturity demo`: the worked example, a fictional council, in a database of its own."""

from __future__ import annotations

import click

from maturity_tui.cli.home import print_summary
from maturity_tui.cli.session import Session, pass_session
from maturity_tui.cli.speak import note


@click.command()
@click.option("--reset", is_flag=True, help="Begin afresh: forget what was changed in the example.")
@pass_session
def demo(session: Session, reset: bool) -> None:
    """Open the worked example. Your own assessments are not touched: it has a database of its own."""
    from maturity_tui.store.demo import demo_url
    from maturity_tui.store.place import demo_path

    path = demo_path()
    if reset or not path.exists():
        note("Preparing the worked example …")
    url = demo_url(reset=reset)
    if session.can_open():
        session.open_app(url)
        return
    print_summary(url)
    note(f"To open it, run `maturity demo` in a terminal. By command: `maturity --db '{path}' results ID`.")
