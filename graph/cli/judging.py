"""Commands that measure how often the program is right: evaluate."""

from pathlib import Path
from typing import Annotated

import typer

from graph.cli.options import Accept, Catalogues, OutputOption
from graph.cli.output import print_text
from graph.cli.speech import language, say

__all__ = ["evaluate"]


def evaluate(
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD.jsonl…", show_default=False)],
    texts: Annotated[list[Path], typer.Option("--texts", metavar="DIR", show_default=False)],
    accept: Accept = 0.0,
    baseline: Annotated[Path | None, typer.Option("--baseline", metavar="FILE", show_default=False)] = None,
    json: Annotated[bool, typer.Option("--json")] = False,
    catalogue: Catalogues = None,
    output: OutputOption = None,
) -> int:
    """Analyse the texts, score them against the gold, print the figures."""
    import orjson

    from extract.evaluation import Predictions
    from extract.evaluation import evaluate as score
    from extract.scoring import read_baseline

    if baseline is not None and len(gold) > 1:
        raise typer.BadParameter("--baseline: one gold file at a time / 每次仅限一个标注文件")
    predictions = Predictions(texts, catalogue or (), accept)
    before = None if baseline is None else read_baseline(baseline)
    reports = [score(path, predictions, before) for path in gold]
    if json:
        figures = [report.as_dict() for report in reports]
        body = figures[0] if len(figures) == 1 else figures
        print_text(orjson.dumps(body, option=orjson.OPT_INDENT_2).decode(), output)
    else:
        print_text("\n\n".join(report.render(language()) for report in reports), output)
    failures = {failure.path: failure for report in reports for failure in report.failures}
    for failure in failures.values():
        say(failure.message)
    return 1 if failures else 0
