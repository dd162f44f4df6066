"""A lock on a file that its holder removes is never held by two."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.store.files import locked_files


def test_a_file_is_locked_by_one_and_free_when_that_one_closed_it(tmp_path: Path) -> None:
    held = locked_files.lock(tmp_path / "turn")
    assert held is not None
    assert locked_files.lock(tmp_path / "turn") is None
    held.close()
    again = locked_files.lock(tmp_path / "turn")
    assert again is not None
    again.close()


def test_who_got_the_lock_of_a_file_that_was_removed_meanwhile_takes_the_one_that_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when its holder removes it between our opening and our locking."""
    path, is_free, opened = tmp_path / "turn", locked_files.is_free, []

    def removed_meanwhile(file: object) -> bool:
        if not opened:
            path.unlink()
        opened.append(file)
        return is_free(file)  # type: ignore[arg-type]

    monkeypatch.setattr(locked_files, "is_free", removed_meanwhile)
    held = locked_files.lock(path)
    assert held is not None
    assert len(opened) == 2
    assert path.exists()
    assert locked_files.lock(path) is None, "the next one meets the same file"
    held.close()
