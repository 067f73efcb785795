"""Where `maturity` begins: the app at once when nothing else is asked, and else the command line.

Click costs some 40 ms, which is most of what a first paint may cost over Textual itself.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from maturity_tui.store.keymap import KeyRow


def main() -> int:
    """Run the app, or the command that the arguments name; returns the exit code."""
    arguments = sys.argv[1:]
    if arguments == ["--version"]:
        from maturity_tui import __version__

        print(f"maturity {__version__}")
        return 0
    if not arguments and _in_a_terminal():
        return _open_app()
    from maturity_tui.cli.main import main as command_line
    from maturity_tui.cli.session import Doors

    return command_line(arguments, Doors(_open_app, _every_key))


def _open_app(
    url: str | None = None, theme: str | None = None, place: tuple[str, str, str | None] | None = None
) -> int:
    """The app, until it is left. The command line is handed this: it stands beside the screens."""
    from maturity_tui.ui.app import run

    return run(url, theme, place)


def _every_key() -> tuple[KeyRow, ...]:
    """The keys of every screen, for the commands that tell of them."""
    from maturity_tui.ui.key_list import every_key

    return every_key()


def _in_a_terminal() -> bool:
    """Both ends are terminals (either may be closed), and not one that shows lines only."""
    ends = (sys.stdin, sys.stdout)
    return all(end is not None and end.isatty() for end in ends) and os.environ.get("TERM") != "dumb"


if __name__ == "__main__":
    sys.exit(main())
