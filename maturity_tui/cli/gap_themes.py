"""`maturity gap --themes`: what each theme of the ambition still lacks, over the teams that were scored alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maturity_tui.cli.results import ambition_of, rolled
from maturity_tui.cli.speak import as_json, count, figure, line, note, number, share, table, tidy

if TYPE_CHECKING:
    from maturity_tui.analysis.gap.by_theme import ThemeFigure, ThemeTable
    from maturity_tui.assessments import Results
    from maturity_tui.store import Store

HEADINGS = ("Theme", "Priority", "Met", "Share met", "Mean gap", "Weighted")


def show_themes(store: Store, ids: tuple[str, ...], json_: bool) -> None:
    """Each theme over the assessments that were made alike: one framework, one version, one round."""
    found = list(tables(store, ids))
    if json_:
        as_json([data for named, made in found for data in theme_rows(named, made)])
        return
    for at, (named, made) in enumerate(found):
        if at:
            line()
        line(f"{named['round']} · {named['framework']} · {count(len(made.teams), 'team')}")
        if any(made.items.values()):
            table(HEADINGS, [shown(made, theme.id) for theme in made.heaviest_first()], right=range(1, 6))
        elif made.themes:
            line("No theme sets a target for anything in it.")
    if not any(made.themes for _, made in found):
        line("No themes yet: `maturity organisation theme add TITLE`.")
        return
    note("A theme is held against what it wants itself; met and share: of its targets on what is scored.")


def tables(store: Store, ids: tuple[str, ...]) -> list[tuple[dict[str, str], ThemeTable]]:
    """Teams × themes for each organisation, round and framework among these assessments."""
    from maturity_tui.analysis.gap.by_theme import by_theme

    groups: dict[tuple[str, str, str], dict[str, Results]] = {}
    for one in ids:
        held = store.assessment(one)
        key = (held.organisation, held.round.id, held.framework.reference)
        groups.setdefault(key, {})[held.team] = rolled(store, one)
    return [
        ({"round": round_, "framework": framework}, by_theme(results, ambition_of(store, owner)))
        for (owner, round_, framework), results in groups.items()
    ]


def shown(made: ThemeTable, theme: str) -> tuple[object, ...]:
    """One theme's row as text."""
    over, held = made.over[theme], next(one for one in made.themes if one.id == theme)
    met = f"{over.met}/{over.scored}" if over.scored else "–"
    part = share(None if over.share is None else float(over.share))
    return (tidy(held.title), f"{held.priority:g}", met, part, figure(over.gap), figure(over.weighted))


def theme_rows(named: dict[str, str], made: ThemeTable) -> list[dict[str, Any]]:
    """A table as its JSON says it: a line a theme, its teams in it."""
    return [
        {
            **named,
            "theme": theme.id,
            "priority": theme.priority,
            "items": list(made.items[theme.id]),
            **figure_data(made.over[theme.id]),
            "teams": [{"team": team, **figure_data(made.cell(team, theme.id))} for team in made.teams],
        }
        for theme in made.heaviest_first()
    ]


def figure_data(one: ThemeFigure) -> dict[str, Any]:
    """A figure as its JSON says it."""
    return {
        "wanted": one.wanted,
        "scored": one.scored,
        "met": one.met,
        "share": number(one.share),
        "gap": number(one.gap),
        "weighted": number(one.weighted),
    }
