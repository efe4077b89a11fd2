"""Build the wheel, install it into a bare environment without dev dependencies, run the demo there.

Finds what editable installs hide: a data file that is not packed, a dependency that only tests bring.
"""

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Run the whole check; any failing step ends it with that step's exit code."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        run(sys.executable, "-m", "build", "--wheel", "--outdir", folder / "dist", ROOT, cwd=folder)
        (wheel,) = (folder / "dist").glob("suyuan-*.whl")
        venv.create(folder / "bare", with_pip=True)
        scripts = folder / "bare" / ("Scripts" if os.name == "nt" else "bin")
        install = [scripts / "python", "-m", "pip", "install", "--quiet", "-c", ROOT / "constraints.txt"]
        run(*install, wheel, cwd=folder)
        run(scripts / "suyuan", "--help", cwd=folder)
        run(scripts / "suyuan", "demo", cwd=folder)
        pages = [folder / "suyuan-demo" / name for name in ("explorer.html", "report.html")]
        missing = [str(page) for page in pages if not page.stat().st_size]
        if missing:
            sys.exit(f"the demo left no {missing}")
    print("the wheel works in a bare environment")


def run(*command: object, cwd: Path) -> None:
    """Run a command in ``cwd`` and end with its exit code where it fails."""
    done = subprocess.run([str(part) for part in command], cwd=cwd)
    if done.returncode:
        sys.exit(done.returncode)


if __name__ == "__main__":
    main()
