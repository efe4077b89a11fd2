"""Scores as plain tables for a terminal, in Chinese or English."""

import unicodedata
from collections.abc import Iterable, Sequence

from extract.errors import Words
from extract.scoring.baseline import Comparison
from extract.scoring.citation_scores import Breakdown, CitationScores
from extract.scoring.confidence_bins import Coverage, Reliability
from extract.scoring.matching import ratio
from extract.scoring.task_scores import TaskScores

__all__ = [
    "render_breakdown",
    "render_citations",
    "render_comparison",
    "render_coverage",
    "render_reliability",
    "render_tasks",
]

Cell = str | int | float | None

_THREE = (Words("precision", "精确率"), Words("recall", "召回率"), Words("F1", "F1"))


def render_citations(scores: CitationScores, language: str) -> str:
    """Return the figures of a citation set."""
    figures = scores.as_dict()
    rows: list[Sequence[Cell]] = [
        (_word("mentions", "引用", language), *figures["mentions"].values()),
        (_word("links", "链接", language), *figures["links"].values()),
    ]
    if "outline" in figures:
        outline = figures["outline"]
        name = _word("outline", "提纲", language)
        rows.append((name, outline["precision"], outline["recall"], outline["f1"]))
    counts = Words(
        f"{scores.documents} documents ({scores.documents_predicted} predicted): "
        f"{scores.gold_mentions} citations, {scores.predicted_mentions} predicted, {len(scores.pairs)} matched",
        f"{scores.documents} 份文件（预测 {scores.documents_predicted} 份）："
        f"标注引用 {scores.gold_mentions}，预测 {scores.predicted_mentions}，匹配 {len(scores.pairs)}",
    ).render(language)
    shares = [
        (_word("right target", "目标正确", language), figures["target_accuracy"]),
        (_word("right target, central", "目标正确（中央）", language), figures["target_accuracy_central"]),
        (_word("right number, central", "文号正确（中央）", language), figures["number_accuracy_central"]),
        (_word("right relation", "关系正确", language), figures["relation_accuracy"]),
        (_word("right level", "层级正确", language), figures["level_accuracy"]),
    ]
    names = {
        "title": Words("own title", "文件标题"),
        "doc_number": Words("own number", "文件文号"),
        "level": Words("own level", "文件层级"),
        "date": Words("own date", "文件日期"),
        "issuers": Words("own issuers", "发文机关"),
    }
    shares += [
        (names[name].render(language), ratio(hits, scores.head_documents))
        for name, hits in scores.heads.items()
        if scores.head_documents
    ]
    head = ("", *(words.render(language) for words in _THREE))
    return "\n".join([counts, _table(head, rows), _table(("", _word("share", "比例", language)), shares)])


def render_breakdown(title: Words, rows: Iterable[Breakdown], language: str) -> str:
    """Return the counts of each kind, level or relation."""
    head = (
        title.render(language),
        *(
            words.render(language)
            for words in (
                Words("gold", "标注"),
                Words("found", "找到"),
                Words("linked", "链接正确"),
                Words("recall", "召回率"),
                Words("link recall", "链接召回"),
                Words("link precision", "链接精确"),
                Words("relation", "关系"),
                Words("level", "层级"),
            )
        ),
    )
    body = [
        (
            row.group,
            row.gold,
            row.found,
            row.right,
            ratio(row.found, row.gold),
            ratio(row.right, row.gold),
            ratio(row.right_predicted, row.predicted),
            ratio(row.right_relation, row.found),
            ratio(row.right_level, row.found),
        )
        for row in rows
    ]
    return _table(head, body)


def render_tasks(scores: TaskScores, language: str) -> str:
    """Return the figures of a task set."""
    figures = scores.as_dict()
    names = {
        "tasks": Words("tasks", "任务"),
        "drivers": Words("drivers", "依据"),
        "indicators": Words("indicators", "指标"),
        "bodies": Words("bodies", "单位"),
        "deadlines": Words("deadlines", "时限"),
        "document_drivers": Words("document drivers", "全文依据"),
    }
    rows: list[Sequence[Cell]] = [
        (words.render(language), *(figures[name][part] for part in ("precision", "recall", "f1")))
        for name, words in names.items()
        if name in figures
    ]
    for basis, row in figures["drivers_by_basis"].items():
        rows.append((f"  {basis}", row["precision"], row["recall"], row["f1"]))
    counts = Words(
        f"{figures['documents']} documents ({figures['documents_predicted']} predicted): "
        f"{figures['gold_tasks']} tasks, {figures['predicted_tasks']} predicted, "
        f"{figures['matched_tasks']} matched",
        f"{figures['documents']} 份文件（预测 {figures['documents_predicted']} 份）："
        f"标注任务 {figures['gold_tasks']}，预测 {figures['predicted_tasks']}，匹配 {figures['matched_tasks']}",
    ).render(language)
    shares = [
        (_word("right goal", "目标归属", language), figures["goal_accuracy"]),
        (_word("right role of a body", "单位角色", language), figures["bodies"]["role_accuracy"]),
        (_word("right comparator", "比较关系", language), figures["indicators"]["comparator_accuracy"]),
    ]
    head = ("", *(words.render(language) for words in _THREE))
    return "\n".join([counts, _table(head, rows), _table(("", _word("share", "比例", language)), shares)])


def render_reliability(found: Reliability, language: str) -> str:
    """Return the bins of like confidence and the expected calibration error."""
    head = tuple(
        words.render(language)
        for words in (
            Words("confidence", "置信度"),
            Words("lines", "条数"),
            Words("mean", "均值"),
            Words("right", "正确率"),
        )
    )
    rows = [
        (
            f"{bin_.lowest:.3f}-{bin_.highest:.3f}",
            bin_.lines,
            round(bin_.confidence, 4),
            round(bin_.right, 4),
        )
        for bin_ in found.bins
    ]
    error = Words(
        f"expected calibration error {found.error:.4f} over {found.lines} lines",
        f"期望校准误差 {found.error:.4f}（{found.lines} 条）",
    )
    return "\n".join([_table(head, rows), error.render(language)])


def render_coverage(found: Coverage, language: str) -> str:
    """Return one line: how many links are certain enough, and how many of these are right."""
    share, right = found.kept / max(found.lines, 1), found.right / max(found.kept, 1)
    return Words(
        f"at least {found.accept:g} certain: {found.kept} of {found.lines} links ({share:.1%}), {right:.1%} of them right",
        f"置信度不低于 {found.accept:g}：{found.kept}/{found.lines} 条（{share:.1%}），其中正确 {right:.1%}",
    ).render(language)


def render_comparison(found: Comparison, language: str) -> str:
    """Return what was gained and lost, one line each."""
    lines = [
        Words(
            f"against the baseline: {len(found.gained)} gained, {len(found.lost)} lost",
            f"与基线相比：新得 {len(found.gained)}，丢失 {len(found.lost)}",
        ).render(language)
    ]
    for sign, changes in (("+", found.gained), ("-", found.lost)):
        lines += [f"{sign} {key.file} {key.start}-{key.end} {key.what} {outcome}" for key, outcome in changes]
    return "\n".join(lines)


def _word(en: str, zh: str, language: str) -> str:
    return Words(en, zh).render(language)


def _table(head: Sequence[Cell], rows: Iterable[Sequence[Cell]]) -> str:
    """Return a table with aligned columns; a Chinese character is two cells wide."""
    cells = [[_cell(cell) for cell in row] for row in (head, *rows)]
    widths = [max(_width(row[column]) for row in cells) for column in range(len(head))]
    return "\n".join(
        "  ".join(
            cell + " " * (width - _width(cell)) if column == 0 else " " * (width - _width(cell)) + cell
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in cells
    )


def _cell(cell: Cell) -> str:
    if cell is None:
        return "-"
    return f"{cell:.4f}" if isinstance(cell, float) else str(cell)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
