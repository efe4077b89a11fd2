"""Commands that measure how often the program is right: evaluate."""

from pathlib import Path
from typing import Annotated

import typer

from graph.cli.options import Catalogues, OutputOption
from graph.cli.output import print_text

__all__ = ["evaluate"]


def evaluate(
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD.jsonl…", show_default=False)],
    texts: Annotated[Path, typer.Option("--texts", metavar="DIR", show_default=False)],
    accept: Annotated[float, typer.Option("--accept", min=0.0, max=1.0)] = 0.0,
    baseline: Annotated[Path | None, typer.Option("--baseline", metavar="FILE", show_default=False)] = None,
    json: Annotated[bool, typer.Option("--json")] = False,
    catalogue: Catalogues = None,
    output: OutputOption = None,
) -> int:
    """Analyse the texts, score them against the gold, print the figures."""
    import orjson

    from extract.evaluation import evaluate as score
    from graph.cli.speech import language

    report = score(gold, texts, accept=accept, baseline=baseline, catalogues=catalogue or ())
    if json:
        print_text(orjson.dumps(report.as_dict(), option=orjson.OPT_INDENT_2).decode(), output)
    else:
        print_text(report.render(language()), output)
    return 0
