"""Libraries of inputs: read them, join them, and say what does not hold in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from maturity_tui.analysis.inputs.interventions import INPUTS_SCHEMA, InputLibrary, Intervention
from maturity_tui.frameworks.check import Fault, nearest
from maturity_tui.frameworks.door import Document, PathKey
from maturity_tui.frameworks.load import value_from


def read_inputs(document: Document) -> InputLibrary:
    """The library that a document holds. Raises FrameworkError, at its place, for what it cannot be.

    What the inputs refer to may stand in another library: `check_inputs` looks at that.
    """
    return value_from(InputLibrary, document, INPUTS_SCHEMA)


def join_libraries(*libraries: Iterable[Intervention]) -> tuple[Intervention, ...]:
    """All inputs of several libraries; of two with one id that of the later library counts."""
    return tuple({item.id: item for library in libraries for item in library}.values())


def check_inputs(
    library: InputLibrary | Iterable[Intervention],
    capabilities: Collection[str],
    others: Iterable[Intervention] = (),
) -> Iterator[Fault]:
    """Every fault among the inputs, each a sentence at its path.

    `capabilities`: the ids that effects may name. `others`: inputs of other libraries that these may
    refer to.
    """
    own = tuple(library.inputs if isinstance(library, InputLibrary) else library)
    known = {item.id: item for item in join_libraries(others, own)}
    for index, item in enumerate(own):
        path: PathKey = ("inputs", index)
        yield from _effects(item, path, capabilities)
        yield from _references(item, path, known)
        yield from _relations(item, path, known)
    yield from _currencies(own)


def _effects(item: Intervention, path: PathKey, capabilities: Collection[str]) -> Iterator[Fault]:
    counts = Counter(effect.capability for effect in item.effects)
    for place, effect in enumerate(item.effects):
        here = (*path, "effects", place, "capability")
        if effect.capability not in capabilities:
            message = f"{item.id} acts on {effect.capability!r}, and there is no such capability"
            yield Fault(here, message, nearest(effect.capability, capabilities))
        if counts[effect.capability] > 1:
            counts[effect.capability] = 0
            yield Fault(here, f"{item.id} names {effect.capability} twice", "Keep one of the effects.")


def _references(item: Intervention, path: PathKey, known: Mapping[str, Intervention]) -> Iterator[Fault]:
    named: list[tuple[PathKey, str, str]] = [
        (("needs", "all", place), "needs", other) for place, other in enumerate(item.needs.all)
    ]
    named += [(("needs", "any", place), "needs", other) for place, other in enumerate(item.needs.any)]
    named += [(("excludes", place), "excludes", other) for place, other in enumerate(item.excludes)]
    named += [
        (("synergies", place, "with"), "works better with", other.with_)
        for place, other in enumerate(item.synergies)
    ]
    if item.repeat_of is not None:
        named.append((("repeat_of",), "repeats", item.repeat_of))
    for where, verb, other in named:
        if other == item.id:
            yield Fault((*path, *where), f"{item.id} {verb} itself")
        elif other not in known:
            message = f"{item.id} {verb} {other!r}, and there is no such input"
            yield Fault((*path, *where), message, nearest(other, known))


def _relations(item: Intervention, path: PathKey, known: Mapping[str, Intervention]) -> Iterator[Fault]:
    """Needs and repeats that lead back to where they began, and pairs that cannot be chosen together."""
    if item.id in _reached(item.needs.all, known):
        yield Fault((*path, "needs"), f"{item.id} needs itself, by way of other inputs", "Break the circle.")
    if item.repeat_of is not None and item.id in _repeated(item.repeat_of, known):
        yield Fault(
            (*path, "repeat_of"), f"{item.id} repeats itself, by way of other inputs", "Break the circle."
        )
    first = known.get(item.repeat_of or "")
    if first is not None and first.kind is not item.kind:
        message = f"{item.id} is {item.kind} and repeats {first.id}, which is {first.kind}"
        yield Fault((*path, "repeat_of"), message, "A repeat is of the same kind.")
    for other in sorted(_reached(item.needs.all, known)):
        if other in item.excludes or item.id in (known[other].excludes if other in known else ()):
            at = (item.excludes.index(other),) if other in item.excludes else ()
            yield Fault(
                (*path, "excludes", *at), f"{item.id} needs {other} and excludes it: it can never be chosen"
            )
    some = item.needs.any
    if some and all(other in item.excludes for other in some):
        message = f"{item.id} needs one of {', '.join(some)} and excludes all of them: it can never be chosen"
        yield Fault((*path, "needs", "any", 0), message)


def _reached(start: Iterable[str], known: Mapping[str, Intervention]) -> set[str]:
    """All inputs that must be chosen too, at first or second hand; `any` leaves a choice: not followed."""
    seen: set[str] = set()
    ahead = list(start)
    while ahead:
        here = ahead.pop()
        if here not in seen:
            seen.add(here)
            ahead += known[here].needs.all if here in known else ()
    return seen


def _repeated(start: str, known: Mapping[str, Intervention]) -> set[str]:
    seen: set[str] = set()
    here: str | None = start
    while here is not None and here not in seen:
        seen.add(here)
        here = known[here].repeat_of if here in known else None
    return seen


def _currencies(library: tuple[Intervention, ...]) -> Iterator[Fault]:
    used = Counter(item.cost.currency for item in library)
    if len(used) < 2:
        return
    usual = used.most_common(1)[0][0]
    for index, item in enumerate(library):
        if item.cost.currency != usual:
            message = f"{item.id} is priced in {item.cost.currency} and others in {usual}"
            hint = "Costs are added up and never converted: give them all in one currency."
            yield Fault(("inputs", index, "cost", "currency"), message, hint)
            return
