"""An Analysis in the form that annotators write and scorers read: one JSON object a document.

The keys are those of the annotation guides: ``document``, ``citations``, ``outline``, ``tasks``,
``document_drivers``. A citation carries besides them its verdict, confidence, rule, entries, rivals
and notes. Offsets are code points in the text as read.
"""

from typing import Any

from extract.model import Analysis, Basis, Citation, Deadline, Driver, Head, Section, Target, Task

__all__ = ["to_annotation"]


def to_annotation(analysis: Analysis) -> dict[str, Any]:
    """Return ``analysis`` as the JSON object that ``suyuan analyse`` prints."""
    text = analysis.document.text
    sections = {section.id: section for section in analysis.sections}
    drivers: dict[str | None, list[Driver]] = {}
    for driver in analysis.drivers:
        drivers.setdefault(driver.task, []).append(driver)
    return {
        "file": analysis.document.name,
        "document": _head(analysis.head),
        "citations": [_citation(citation, text) for citation in analysis.citations],
        "outline": [_section(section) for section in analysis.sections],
        "tasks": [_task(task, sections, drivers.get(task.id, []), text) for task in analysis.tasks],
        "document_drivers": [
            {"target": _target(driver.target)}
            for driver in drivers.get(None, [])
            if driver.basis is Basis.DOCUMENT
        ],
    }


def _head(head: Head) -> dict[str, Any]:
    return {
        "title": head.title,
        "doc_number": head.number,
        "issuers": list(head.issuers),
        "level": head.level.value,
        "date": head.issued_on,
    }


def _target(target: Target) -> dict[str, Any]:
    return {"title": target.title, "doc_number": target.number}


def _citation(citation: Citation, text: str) -> dict[str, Any]:
    mention, resolution = citation.mention, citation.resolution
    targets = [_target(target) for target in resolution.targets]
    return {
        "start": mention.span.start,
        "end": mention.span.end,
        "text": mention.span.of(text),
        "kind": mention.kind.value,
        "issuer_text": mention.issuer_text,
        "target": targets[0] if len(targets) == 1 else targets,
        "level": citation.level.value,
        "relation": citation.role.value,
        "self": citation.is_self,
        "articles": list(mention.articles),
        "cue": mention.cue,
        "verdict": resolution.verdict.value,
        "confidence": citation.confidence,
        "rule": mention.rule,
        "entry_ids": [entry.id for entry in resolution.entries],
        "rivals": [
            {"entry_id": rival.entry.id, "title": rival.entry.title, "score": rival.score}
            for rival in resolution.rivals
        ],
        "notes": list(resolution.notes),
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "depth": section.depth,
        "marker": section.marker,
        "heading": section.title,
        "start": section.span.start,
    }


def _task(task: Task, sections: dict[str, Section], drivers: list[Driver], text: str) -> dict[str, Any]:
    words = task.span.of(text)
    return {
        "start": task.span.start,
        "end": task.span.end,
        "head": words[:10],
        "goal": None if task.section is None else sections[task.section].span.start,
        "bodies": [{"text": body.text, "role": body.role.value} for body in task.responsibilities],
        "indicators": [
            {
                "text": indicator.span.of(text),
                "value": indicator.value,
                "unit": indicator.unit,
                "comparator": indicator.comparator.value,
                "deadline": indicator.deadline,
            }
            for indicator in task.indicators
        ],
        "deadline": None if task.deadline is None else _deadline(task.deadline),
        "drivers": [
            {"target": _target(driver.target), "basis": driver.basis.value, "score": driver.score}
            for driver in drivers
        ],
    }


def _deadline(deadline: Deadline) -> dict[str, Any]:
    return {"text": deadline.text, "iso": deadline.iso}
