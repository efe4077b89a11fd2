"""A door to spaCy: the sentences that matter as Docs, with words from jieba and what was found as spans.

``pipeline()`` gives a blank Chinese pipeline whose words are those of ``extract.words`` (jieba with the
policy dictionary), with a span ruler for a user's own patterns. No trained pipeline is used or fetched.
``documents`` turns analyses into Docs, one a sentence that is a task or cites; in ``doc.spans`` stand
``citations``, ``tasks``, ``bodies``, ``indicators`` and, with patterns, ``user``. ``write_docbin`` keeps
them for annotation and training; displaCy shows any of them (``style="span"`` with that ``spans_key``).

Only what asks for it comes here: no analysis waits for spaCy.
"""

import json
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.errors import DataError, Words
from extract.model import Analysis, Citation, Span, Task, Theme, ThemeSource
from extract.words import cut

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

__all__ = ["documents", "pipeline", "with_user_themes", "write_docbin"]

_USER_SPANS = "user"


class _Tokenizer:
    """Makes a Doc whose words are those of the policy dictionary and jieba; no character is lost."""

    def __init__(self, vocab: "Vocab") -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> "Doc":
        from spacy.tokens import Doc

        words = cut(text)
        return Doc(self.vocab, words=list(words), spaces=[False] * len(words))

    def to_bytes(self, **_: Any) -> bytes:
        """Return nothing: the words are remade from the tables."""
        return b""

    def from_bytes(self, _: bytes, **__: Any) -> "_Tokenizer":
        """Return the tokenizer as it is."""
        return self


def pipeline(patterns: Path | None = None) -> "Language":
    """Return a blank Chinese pipeline with our words; ``patterns`` is a JSONL file of span-ruler patterns.

    A line is ``{"label": …, "pattern": "words" or [token patterns], "id": …}``, as spaCy has it. Raises
    ``DataError`` with file and line where one is none.

    >>> [token.text for token in pipeline()("落实中共中央国务院和省教育厅要求")]
    ['落实', '中共中央国务院', '和', '省教育厅', '要求']
    """
    import spacy

    nlp = spacy.blank("zh")
    nlp.tokenizer = _Tokenizer(nlp.vocab)
    if patterns is not None:
        ruler = nlp.add_pipe("span_ruler", config={"spans_key": _USER_SPANS, "annotate_ents": False})
        for line, pattern in _read_patterns(patterns):
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("error", UserWarning)  # spaCy only warns of an unknown attribute
                    ruler.add_patterns([pattern])  # type: ignore[attr-defined]  # a span ruler has it
            except (ValueError, TypeError, UserWarning) as error:
                reason = Words(f"not a pattern of spaCy: {error}", f"不是有效的 spaCy 模式：{error}")
                raise DataError(patterns.name, line, reason) from error
    return nlp


def documents(analyses: Iterable[Analysis], nlp: "Language") -> Iterator["Doc"]:
    """Yield a Doc for each sentence of each analysis that is a task or cites, in the order of the text.

    ``doc.user_data`` holds ``document`` (its id), ``first_char`` and ``end_char``: where the sentence
    stands in the document's text, whose characters the Doc's are.
    """
    for analysis in analyses:
        for span in _sentences(analysis):
            doc = nlp(span.of(analysis.document.text))
            doc.user_data.update(
                {"document": analysis.document.id, "first_char": span.start, "end_char": span.end}
            )
            for key, found in _found(analysis, span).items():
                doc.spans[key] = [
                    piece
                    for each, label in found
                    if (
                        piece := doc.char_span(
                            each.start - span.start, each.end - span.start, label, alignment_mode="expand"
                        )
                    )
                ]
            yield doc


def write_docbin(analyses: Iterable[Analysis], path: Path, patterns: Path | None = None) -> int:
    """Write the Docs of ``analyses`` to ``path`` (a DocBin file) and return how many there are."""
    from spacy.tokens import DocBin

    nlp = pipeline(patterns)
    store = DocBin(store_user_data=True)
    count = 0
    for count, doc in enumerate(documents(analyses, nlp), 1):  # noqa: B007  # the last count is returned
        store.add(doc)
    path.write_bytes(store.to_bytes())
    return count


def with_user_themes(analyses: Iterable[Analysis], patterns: Path) -> Iterator[Analysis]:
    """Yield the analyses, each with the themes that a user's patterns find in its tasks.

    A theme's text is the pattern's id, else its label; its holder is the task, its source ``user``.
    """
    nlp = pipeline(patterns)
    for analysis in analyses:
        found = [
            Theme(holder=task.id, text=text, source=ThemeSource.USER, score=1.0)
            for task in analysis.tasks
            for text in sorted(_user_themes(nlp(task.span.of(analysis.document.text))))
        ]
        yield replace(analysis, themes=(*analysis.themes, *found))


def _user_themes(doc: "Doc") -> set[str]:
    return {span.id_ or span.label_ for span in doc.spans.get(_USER_SPANS, [])}


def _sentences(analysis: Analysis) -> list[Span]:
    """Return the spans of tasks, and of the lines that cite outside any task, in order."""
    spans = [task.span for task in analysis.tasks]
    text = analysis.document.text
    for citation in analysis.citations:
        at = citation.mention.span
        if citation.task is None and not any(span.covers(at) for span in spans[-1:]):
            start = max(text.rfind("\n", 0, at.start), text.rfind("。", 0, at.start)) + 1
            ends = [end for mark in "。\n" if (end := text.find(mark, at.end)) >= 0]
            spans.append(Span(start=start, end=min(ends, default=len(text))))
    return sorted(_apart(spans), key=lambda span: span.start)


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield the spans that overlap none before them."""
    end = -1
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.start >= end and span.start < span.end:
            yield span
            end = span.end


def _found(analysis: Analysis, within: Span) -> dict[str, list[tuple[Span, str]]]:
    """Return what the analysis found inside a sentence, by key, each with its label."""
    tasks: list[Task] = [task for task in analysis.tasks if within.covers(task.span)]
    citations: list[Citation] = [each for each in analysis.citations if within.covers(each.mention.span)]
    return {
        "citations": [(each.mention.span, each.role.value) for each in citations],
        "tasks": [(task.span, "task") for task in tasks],
        "bodies": [
            (body.span, body.role.value)
            for task in tasks
            for body in task.responsibilities
            if within.covers(body.span)
        ],
        "indicators": [(each.span, each.comparator.value) for task in tasks for each in task.indicators],
    }


def _read_patterns(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(path.name, 0, Words(f"cannot be read: {error}", f"无法读取：{error}")) from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            pattern = json.loads(line)
        except json.JSONDecodeError as error:
            raise DataError(path.name, number, Words(f"not JSON: {error}", f"不是 JSON：{error}")) from error
        if not isinstance(pattern, dict) or not {"label", "pattern"} <= pattern.keys():
            reason = Words('an object with "label" and "pattern" is needed', "需要含 label 与 pattern 的对象")
            raise DataError(path.name, number, reason)
        yield number, pattern
