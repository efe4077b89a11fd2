"""How often the program is right: predictions compared with what a person annotated.

``read_citations`` and ``read_tasks`` read gold or prediction files, ``score_citations`` and
``score_tasks`` compare them. Both scores keep every single outcome, so that figures can be broken
down, calibrated (``reliability``) and compared with an earlier run (``compare``).
"""

from extract.scoring.baseline import Comparison, compare, read_baseline, write_baseline
from extract.scoring.citation_scores import CitationScores, score_citations
from extract.scoring.confidence_bins import Reliability, reliability
from extract.scoring.gold import (
    CitationDocument,
    TaskDocument,
    citation_document,
    read_citations,
    read_tasks,
    task_document,
)
from extract.scoring.task_scores import TaskScores, score_tasks

__all__ = [
    "CitationDocument",
    "CitationScores",
    "Comparison",
    "Reliability",
    "TaskDocument",
    "TaskScores",
    "citation_document",
    "compare",
    "read_baseline",
    "read_citations",
    "read_tasks",
    "reliability",
    "score_citations",
    "score_tasks",
    "task_document",
    "write_baseline",
]
