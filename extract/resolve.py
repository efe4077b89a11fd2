"""Decides which document a mention means, with the reasons, or says that it does not know.

The catalogue proposes, the table of ``features`` weighs. A word that points back means what its
antecedents mean. Two entries that are too near each other are rivals, and the verdict is ``unsure``.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.abridged import unabridged
from extract.catalogue import Catalogue
from extract.claims import Claim, cited_on, claim_of
from extract.confidence import confidence_of
from extract.features import FEATURES
from extract.finding.lists import tail_end
from extract.finding.rules import Rule
from extract.model import (
    Candidate,
    Document,
    Entry,
    Evidence,
    Head,
    Mention,
    MentionKind,
    Resolution,
    Span,
    Target,
    Verdict,
)
from extract.numbers import number_key
from extract.several import levels_named, titles_by_level, titles_meant
from extract.tables import read_table, split_list
from extract.titles import title_keys

__all__ = ["resolve_all", "weigh"]

ENOUGH = 0.60
"""The score from which an entry counts as meant."""

MARGIN = 0.05
"""How far the best entry must be ahead of the next."""

_NUMBERS_DIFFER = ("number_differs", "other_series")
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_NOTED = {"issuer_differs", "number_differs", "after_citing"}


def resolve_all(
    document: Document,
    head: Head,
    mentions: Sequence[Mention],
    catalogue: Catalogue,
    *,
    accept: float = 0.0,
) -> tuple[Resolution, ...]:
    """Return what each mention means, in order.

    A link whose confidence is below ``accept`` becomes ``unsure``, what it would have been its first rival.
    """
    resolver = _Resolver(document, head, mentions, catalogue)
    resolved = tuple(resolver.resolve(mention) for mention in mentions)
    return tuple(_accepted(resolution, accept) for resolution in resolved)


def weigh(claim: Claim, entry: Entry) -> Candidate:
    """Return ``entry`` with its score for ``claim`` and the reasons that spoke, the strongest first.

    The score is the best of the main reasons, plus what speaks for and against, between 0 and 1.
    """
    spoken = []
    best, rest = 0.0, 0.0
    for feature in FEATURES:
        value = feature.reason(claim, entry)
        if not value:
            continue
        weight = feature.weight * value
        values = feature.values(claim, entry)
        spoken.append(Evidence(reason=feature.name, weight=round(weight, 4), values=values))
        if feature.main:
            best = max(best, weight)
        else:
            rest += weight
    score = min(1.0, max(0.0, best + rest)) if best else 0.0
    ordered = tuple(sorted(spoken, key=lambda item: -abs(item.weight)))
    return Candidate(entry=entry, score=round(score, 4), evidence=ordered)


class _Resolver:
    """Resolves the mentions of one document; what one mention says helps another of the same document."""

    def __init__(
        self, document: Document, head: Head, mentions: Sequence[Mention], catalogue: Catalogue
    ) -> None:
        self._document = document
        self._head = head
        self._catalogue = catalogue
        self._by_span = {mention.span: mention for mention in mentions}
        self._done: dict[Span, Resolution] = {}
        self._titled: dict[str, Mention] = {}
        self._numbered: dict[str, str] = {}
        for mention in mentions:
            if mention.title and mention.number:
                self._titled.setdefault(number_key(mention.number), mention)
                self._numbered.setdefault(title_keys(mention.title).core, mention.number)

    def resolve(self, mention: Mention) -> Resolution:
        """Return what ``mention`` means."""
        if mention.span not in self._done:
            self._done[mention.span] = self._resolve(mention)
        return self._done[mention.span]

    def _resolve(self, mention: Mention) -> Resolution:
        if mention.rule in (Rule.OWN_TITLE, Rule.OWN_NAME):
            return self._own(mention, self._head.title or mention.title)
        if mention.rule == Rule.OWN_ATTACHMENT:
            return self._own(mention, mention.title)
        meant = [self._by_span[span] for span in mention.antecedents if span in self._by_span]
        if meant:
            return self._pointing(mention, meant)
        if mention.kind is MentionKind.ANAPHOR:
            return self._unknown(mention)
        if mention.kind is MentionKind.NUMBER and (
            titled := self._titled.get(number_key(mention.number or ""))
        ):
            found = self.resolve(titled)
            evidence = (Evidence(reason="named_with_number", weight=0.9, values=(titled.title,)),)
            return replace(found, mention=mention, evidence=(*evidence, *found.evidence))
        if mention.rule == Rule.NAME_BY_STAGE:
            return self._by_stage(mention)
        if levels := levels_named(mention.issuer_text):
            return self._by_level(mention, levels)
        titles = titles_meant(mention.title, self._head, self._catalogue)
        parts = [self._one(self._filled(replace(mention, title=title))) for title in titles]
        found = self._joined(mention, parts) if len(parts) > 1 else parts[0]
        return replace(found, mention=mention, notes=(*found.notes, *self._list_notes(mention)))

    def _by_level(self, mention: Mention, levels: Sequence[str]) -> Resolution:
        """Return what 国家、省、市《X》 means: a document of that name of each level; a number is the first one's."""
        titles = titles_by_level(mention.title, levels, self._head)
        numbers = (mention.number, *(None for _ in titles[1:]))
        parts = [
            self._one(replace(mention, title=title, issuer_text=level, number=number))
            for title, level, number in zip(titles, levels, numbers, strict=True)
        ]
        return self._joined(mention, parts)

    def _by_stage(self, mention: Mention) -> Resolution:
        """Return the document that a name means for the stage of schooling that its sentence speaks of."""
        text = self._document.text
        start = max((text.rfind(mark, 0, mention.span.start) for mark in "。；\n"), default=-1) + 1
        sentence = text[start : mention.span.start]
        day = cited_on(self._head)
        for row in read_table("names_by_stage.csv"):
            if row["name"] != mention.title or not any(word in sentence for word in split_list(row["stage"])):
                continue
            entry = self._catalogue.get(row["document_id"])
            if entry is not None and row["valid_from"] <= day <= (row["valid_to"] or day):
                return Resolution(
                    mention=mention,
                    verdict=Verdict.MATCH,
                    targets=(Target(title=entry.title, number=entry.number, entry=entry),),
                    score=0.8,
                    evidence=(Evidence(reason=Rule.NAME_BY_STAGE, weight=0.8, values=(row["stage"],)),),
                )
        return self._unknown(mention)

    def _filled(self, mention: Mention) -> Mention:
        """Return ``mention`` with the number that the text gives to the same title elsewhere."""
        if mention.number or not mention.title:
            return mention
        number = self._numbered.get(title_keys(mention.title).core)
        return replace(mention, number=number) if number else mention

    def _one(self, mention: Mention) -> Resolution:
        claim = claim_of(mention, self._head, self._document.text)
        weighed = self._weighed(claim, self._catalogue.candidates(mention))
        if (not weighed or weighed[0].score < ENOUGH) and mention.title and not mention.number:
            shortened = (entry for entry, _ in unabridged(mention.title, self._catalogue))
            weighed = self._weighed(claim, (*(item.entry for item in weighed), *shortened))
        target = Target(title=mention.title, number=mention.number)
        if not weighed or weighed[0].score < ENOUGH:
            misprint = next((item for item in weighed if _is_misprinted(item)), None)
            if misprint is not None:
                return Resolution(
                    mention=mention,
                    verdict=Verdict.UNSURE,
                    targets=(target,),
                    score=misprint.score,
                    evidence=misprint.evidence,
                    rivals=(misprint,),
                    notes=("number_differs",),
                )
            return Resolution(
                mention=mention,
                verdict=Verdict.UNKNOWN,
                targets=(target,),
                score=0.0,
                rivals=tuple(weighed[:3]),
            )
        best = weighed[0]
        named = _named_otherwise(weighed)
        if named or (len(weighed) > 1 and best.score - weighed[1].score < MARGIN):
            return Resolution(
                mention=mention,
                verdict=Verdict.UNSURE,
                targets=(target,),
                score=best.score,
                evidence=best.evidence,
                rivals=tuple(weighed[:5]),
            )
        return Resolution(
            mention=mention,
            verdict=Verdict.MATCH,
            targets=(
                Target(title=best.entry.title, number=best.entry.number or mention.number, entry=best.entry),
            ),
            score=best.score,
            evidence=best.evidence,
            rivals=tuple(weighed[1:4]),
            notes=tuple(item.reason for item in best.evidence if item.reason in _NOTED),
        )

    def _weighed(self, claim: Claim, entries: Iterable[Entry]) -> list[Candidate]:
        """Return ``entries`` with score and reasons, the best first."""
        once = dict.fromkeys(entries)
        return sorted(
            (weigh(claim, entry) for entry in once),
            key=lambda candidate: (-candidate.score, candidate.entry.id),
        )

    def _own(self, mention: Mention, title: str) -> Resolution:
        return Resolution(
            mention=mention,
            verdict=Verdict.MATCH if self._catalogue.get(self._document.id) else Verdict.UNKNOWN,
            targets=(
                Target(title=title, number=self._head.number, entry=self._catalogue.get(self._document.id)),
            ),
            score=1.0,
            evidence=(Evidence(reason="own_document", weight=1.0),),
        )

    def _pointing(self, mention: Mention, meant: Sequence[Mention]) -> Resolution:
        parts = [self.resolve(item) for item in meant]
        found = self._joined(mention, parts) if len(parts) > 1 else replace(parts[0], mention=mention)
        reason = Evidence(reason=mention.rule, weight=0.8, values=tuple(item.title for item in meant))
        return replace(found, evidence=(reason, *found.evidence))

    def _joined(self, mention: Mention, parts: Sequence[Resolution]) -> Resolution:
        verdicts = {part.verdict for part in parts}
        verdict = next(
            verdict for verdict in (Verdict.UNSURE, Verdict.UNKNOWN, Verdict.MATCH) if verdict in verdicts
        )
        targets = {(target.title, target.number): target for part in parts for target in part.targets}
        return Resolution(
            mention=mention,
            verdict=verdict,
            targets=tuple(targets.values()),
            score=min(part.score for part in parts),
            evidence=tuple(dict.fromkeys(item for part in parts for item in part.evidence)),
            rivals=tuple(rival for part in parts if part.verdict is Verdict.UNSURE for rival in part.rivals),
            notes=tuple(dict.fromkeys(note for part in parts for note in part.notes)),
        )

    def _unknown(self, mention: Mention) -> Resolution:
        return Resolution(
            mention=mention,
            verdict=Verdict.UNKNOWN,
            targets=(Target(title=mention.title, number=mention.number),),
            score=0.0,
            notes=("no_antecedent",),
        )

    def _list_notes(self, mention: Mention) -> tuple[str, ...]:
        return (
            ("open_list",)
            if self._document.text.startswith("等", tail_end(self._document.text, mention))
            else ()
        )


def _named_otherwise(weighed: Sequence[Candidate]) -> bool:
    """Say whether the number is the best one's, but the title letter by letter that of another entry."""
    against = any(item.reason == "title_differs" for item in weighed[0].evidence)
    return against and any(
        item.reason in ("same_title", "same_core") for other in weighed[1:] for item in other.evidence
    )


def _is_misprinted(candidate: Candidate) -> bool:
    """Say whether the text may mean an entry whose number it misprints.

    Of an entry of the right title only the year of the number differs, code and serial agree. Where these
    differ too it is a document of its own that the catalogue lacks.
    """
    against = {item.reason: item for item in candidate.evidence if item.reason in _NUMBERS_DIFFER}
    if "other_series" not in against:
        return False
    spoken = sum(item.weight for item in candidate.evidence if item.reason in _NUMBERS_DIFFER)
    if candidate.score - spoken < ENOUGH:
        return False
    printed, known = (_YEAR.sub("", number_key(number)) for number in against["other_series"].values)
    return printed == known


def _accepted(resolution: Resolution, accept: float) -> Resolution:
    """Return ``resolution``, or the same as ``unsure`` where it is a link less certain than ``accept``."""
    if resolution.verdict is not Verdict.MATCH or confidence_of(resolution) >= accept:
        return resolution
    mention = resolution.mention
    linked = tuple(
        Candidate(entry=entry, score=resolution.score, evidence=resolution.evidence)
        for entry in resolution.entries
    )
    return replace(
        resolution,
        verdict=Verdict.UNSURE,
        targets=(Target(title=mention.title, number=mention.number),),
        rivals=(*linked, *resolution.rivals),
    )
