"""2,000 mutated files with a fixed seed; ``make fuzz`` reads 100,000."""

import subprocess
import sys
from pathlib import Path

import fuzz_readers

SCRIPT = Path(__file__).parent / "fuzz_readers.py"


def test_two_thousand_mutated_files_are_read_or_refused() -> None:
    command = [sys.executable, str(SCRIPT), "--inputs", "2000", "--seed", "1"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=280, check=False)
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]
    assert "2,000 inputs" in done.stdout
    assert "failed" not in done.stdout


def test_a_reader_that_breaks_is_reported() -> None:
    class Broken(bytes):
        def startswith(self, *_: object) -> bool:
            raise LookupError("broken")

        removeprefix = startswith  # type: ignore[assignment]

        def __getitem__(self, _: object) -> "Broken":  # type: ignore[override]
            return self

    assert fuzz_readers.read_one("a.txt", Broken(b"x")).startswith("LookupError")


def test_an_input_is_known_by_its_number_and_the_seed(tmp_path: Path) -> None:
    files = {"a.txt": fuzz_readers.TEXT.encode(), "a.pdf": fuzz_readers.pdf()}
    assert [fuzz_readers.made(files, 3, number) for number in range(20)] == [
        fuzz_readers.made(files, 3, number) for number in range(20)
    ]
    assert fuzz_readers.made(files, 3, 1) != fuzz_readers.made(files, 4, 1)


def test_sound_files_of_every_format_are_read(tmp_path: Path) -> None:
    for name, data in fuzz_readers.seeds(tmp_path).items():
        expected = "refused" if name == "a.odt" else "read"
        assert fuzz_readers.read_one(name, data) == expected, name
