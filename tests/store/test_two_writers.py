"""More than one writer, and what a kill may cost: nothing that was acknowledged."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from maturity_tui.assessments.models import Assessment, Score
from maturity_tui.frameworks.models import Framework
from maturity_tui.store.store import Store

pytestmark = pytest.mark.store


def test_two_stores_in_two_threads_keep_everything(
    store: Store, begun: str, open_store: Callable[..., Store]
) -> None:
    failures: list[BaseException] = []

    def write(capability: str) -> None:
        try:
            mine = open_store()
            for number in range(25):
                mine.save_score(begun, capability, Score(agreed=number % 4, note=str(number)))
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=write, args=(capability,)) for capability in ("a.one", "a.two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    value = store.assessment(begun)
    assert [value.score(capability).note for capability in ("a.one", "a.two")] == ["24", "24"]
    assert len(store.history(begun)) == 51
    assert store.check() == ()


def test_a_slip_between_threads_on_one_store_is_harmless(store: Store, begun: str) -> None:
    threads = [
        threading.Thread(target=lambda level=level: store.save_score(begun, "a.one", Score(agreed=level)))
        for level in (1, 2, 3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.history(begun)) == 4
    assert store.check() == ()


def test_a_reader_sees_what_was_committed_while_another_writes(
    store: Store, begun: str, open_store: Callable[..., Store]
) -> None:
    reader = open_store()
    for level in (1, 2, 3):
        store.save_score(begun, "a.one", Score(agreed=level))
        assert reader.assessment(begun).score("a.one").agreed == level
        assert reader.assessments()[0].score == level


@pytest.mark.slow
def test_no_acknowledged_score_is_lost_to_a_kill(
    store: Store,
    make: Callable[..., Assessment],
    framework: Framework,
    database: Path,
    open_store: Callable[..., Store],
) -> None:
    """Twenty children score as fast as they can, say through a pipe what was acknowledged, are killed."""
    id = store.create(make(), framework).id
    store.close()
    acknowledged = -1
    for round_number in range(20):
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                mine = Store.open(str(database))
                for number in range(acknowledged + 1, 1_000_000):
                    saved = mine.save_score(id, "a.one", Score(agreed=number % 4, note=str(number)))
                    os.write(writing, f"{saved.assessment.score('a.one').note}\n".encode())
            finally:
                os._exit(1)
        os.close(writing)
        time.sleep(0.06 + 0.007 * round_number)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with os.fdopen(reading, "rb") as pipe:
            heard = pipe.read().split(b"\n")[:-1]
        acknowledged = int(heard[-1]) if heard else acknowledged
        with Store.open(str(database)) as after:
            note = after.assessment(id).score("a.one").note
            # One more may have been committed than was heard of; never one fewer.
            assert int(note or -1) in (acknowledged, acknowledged + 1)
            assert after.check() == ()
            acknowledged = int(note or -1)
    assert acknowledged > 20
