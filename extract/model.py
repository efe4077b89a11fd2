"""The values that flow from a file to what it says: frozen, slotted, keyword-only.

A value never holds the current time, a random id or a machine's path. Offsets are half-open and
count Unicode code points in ``Document.text``. Codes are English, words from documents Chinese as
written. What is not known is ``None``, an empty tuple, or a code that says so (``unknown``).
"""

from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "Action",
    "Analysis",
    "Basis",
    "BodyRole",
    "Candidate",
    "Citation",
    "Comparator",
    "Deadline",
    "Document",
    "Driver",
    "Entry",
    "Evidence",
    "GoalKind",
    "Head",
    "Indicator",
    "Level",
    "Mention",
    "MentionKind",
    "Origin",
    "Problem",
    "Resolution",
    "Responsibility",
    "Role",
    "Section",
    "SectionKind",
    "Span",
    "Target",
    "Task",
    "Theme",
    "ThemeSource",
    "Verdict",
]


class Level(StrEnum):
    """The level of government that a document comes from."""

    CENTRAL = "central"
    PROVINCIAL = "provincial"
    MUNICIPAL = "municipal"
    COUNTY = "county"
    UNKNOWN = "unknown"


class MentionKind(StrEnum):
    """How a citation is written."""

    BRACKETED = "bracketed"
    BARE = "bare"
    NUMBER = "number"
    SHORT = "short"
    ANAPHOR = "anaphor"


class Role(StrEnum):
    """What a document does with the one it cites."""

    IMPLEMENTS = "implements"
    BASED_ON = "based_on"
    ISSUES = "issues"
    FORWARDS = "forwards"
    AMENDS = "amends"
    REPEALS = "repeals"
    PLANS = "plans"
    MENTIONS = "mentions"


class Verdict(StrEnum):
    """Whether it is known which document a mention means."""

    MATCH = "match"
    UNSURE = "unsure"
    UNKNOWN = "unknown"


class Origin(StrEnum):
    """Where a document is known from: read here, in a catalogue, or only cited."""

    CORPUS = "corpus"
    CATALOGUE = "catalogue"
    CITED = "cited"


class SectionKind(StrEnum):
    """A part has numbered headings below it, a goal has none."""

    PART = "part"
    GOAL = "goal"


class GoalKind(StrEnum):
    """What a goal is for, read from its heading."""

    GUIDANCE = "guidance"
    PRINCIPLE = "principle"
    TARGET = "target"
    MEASURE = "measure"
    SAFEGUARD = "safeguard"
    OTHER = "other"


class BodyRole(StrEnum):
    """What a body named with a task does in it."""

    RESPONSIBLE = "responsible"
    LEAD = "lead"
    COOPERATE = "cooperate"
    APPROVE = "approve"
    OTHER = "other"


class Comparator(StrEnum):
    """How an indicator's value bounds what shall be reached."""

    EQ = "eq"
    GE = "ge"
    LE = "le"
    GT = "gt"
    LT = "lt"
    RANGE = "range"
    ABOUT = "about"


class Basis(StrEnum):
    """On what a driver rests, strongest first."""

    EXPLICIT = "explicit"
    SCOPE = "scope"
    GOAL = "goal"
    DOCUMENT = "document"


class ThemeSource(StrEnum):
    """Where a theme comes from: the controlled list, the words of the text, a user's pattern."""

    LIST = "list"
    TEXT = "text"
    USER = "user"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A half-open range of code points in ``Document.text``."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words that the span covers in ``text``."""
        return text[self.start : self.end]

    def covers(self, other: "Span") -> bool:
        """Say whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Say whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file as read: its text, never rewritten, and the spans that are not the document's own.

    ``id`` is ``sha256:…`` when read; ``analyse`` replaces it by the catalogue id that the head
    gives (``extract.identity``). ``name`` is the file's base name; ``sha256`` is of the bytes.
    ``pages`` holds the offset at which each page after the first begins (PDF), else nothing.
    """

    id: str
    name: str
    media_type: str
    sha256: str
    text: str
    outside: tuple[Span, ...] = ()
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a document says of itself. ``issued_on`` is partial ISO text (2021, 2021-03, 2021-03-22).

    ``place`` is the place's full name, as the places table writes it, or as written where the table
    lacks it; ``place_code`` its code in that table. ``level`` is always given. ``title`` is in the
    one form of ``extract.marks``, its lines joined.
    """

    title: str | None
    number: str | None
    issuers: tuple[str, ...]
    level: Level
    place: str | None
    place_code: str | None
    issued_on: str | None
    kind: str | None
    title_span: Span | None = None
    number_span: Span | None = None
    issuer_spans: tuple[Span, ...] = ()
    issued_on_span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A numbered heading with everything below it, up to the next heading of its rung or above.

    ``depth`` is the rung in this document, from 1. ``marker`` and ``title`` are as written; ``title``
    is the text up to the first full stop or line end, at most 40 characters, and ``title_span``
    covers it. ``span`` starts at the marker. ``parent`` is an id, None on the first rung.
    """

    id: str
    marker: str
    depth: int
    title: str
    title_span: Span
    span: Span
    parent: str | None
    kind: SectionKind
    goal_kind: GoalKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A span that names another official document, and what its words say.

    ``title`` and ``number`` are as read (number in the form 国办发〔2015〕71号); ``cue`` is the verb or
    frame that governs it; ``articles`` are 第X条 as written; ``rule`` names what found it. An anaphor
    or list carries ``antecedents``: the spans of the earlier mentions it points back to.
    """

    span: Span
    kind: MentionKind
    title: str
    number: str | None
    issuer_text: str
    cue: str
    articles: tuple[str, ...]
    rule: str
    title_span: Span | None = None
    number_span: Span | None = None
    issuer_span: Span | None = None
    cue_span: Span | None = None
    antecedents: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A document that the catalogue knows. ``issued_on`` is partial ISO text; "" is never used."""

    id: str
    title: str
    number: str | None
    issuers: tuple[str, ...]
    issued_on: str | None
    kind: str | None
    level: Level
    place: str | None
    status: str
    short_names: tuple[str, ...]
    source: str
    origin: Origin = Origin.CATALOGUE


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A reason that spoke for or against: a code, its weight, and the values that fill its sentence."""

    reason: str
    weight: float
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A catalogue entry that a mention might mean, with its score and reasons."""

    entry: Entry
    score: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A document that a mention means: the entry's title and number, or both as read without one."""

    title: str
    number: str | None
    entry: Entry | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Which documents a mention means, and why.

    ``match``: every target has an entry. ``unsure``: ``rivals`` are ranked, best first, and the
    targets are as read. ``unknown``: some target has no entry (a list may mix both). ``notes`` are
    codes: issuer_differs, number_differs, open_list, …
    """

    mention: Mention
    verdict: Verdict
    targets: tuple[Target, ...]
    score: float
    evidence: tuple[Evidence, ...] = ()
    rivals: tuple[Candidate, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The catalogue entries among the targets, in order."""
        return tuple(target.entry for target in self.targets if target.entry is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A mention with what it means, the part it plays, and where it stands.

    ``confidence`` is the probability that this line is a right link. ``section`` and ``task`` are
    ids of the deepest section and of the task that hold the words, None outside any.
    """

    mention: Mention
    resolution: Resolution
    role: Role
    level: Level
    is_self: bool
    confidence: float
    section: str | None = None
    task: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """The words that say by when; ``iso`` stays partial (2020, 2019-12), None if recurrent or redacted."""

    span: Span
    text: str
    iso: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A figure that a task shall reach. ``value`` as written in Arabic (60, 1-2, 1/2); low and high as numbers."""

    span: Span
    value: str
    low: float | None
    high: float | None
    unit: str
    comparator: Comparator
    deadline: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsibility:
    """A body named with a task; ``body`` is its id in the bodies table, None where unknown."""

    span: Span
    text: str
    role: BodyRole
    body: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A verb and its object clause inside a task."""

    span: Span
    verb: str
    object: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A sentence unit that states something to be done or reached; ``section`` is an id or None."""

    id: str
    section: str | None
    span: Span
    actions: tuple[Action, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    deadline: Deadline | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver:
    """A document that drives a task, or (``task`` is None) the whole document.

    ``target`` is one of the targets of ``citation``, the citation that stands for it.
    """

    task: str | None
    citation: Citation
    target: Target
    basis: Basis
    score: float
    premises: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """What a goal or task is about; ``holder`` is the id of the section or task."""

    holder: str
    text: str
    source: ThemeSource
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something a person should look at: a code, where (a span or None), and the values of its sentence."""

    code: str
    span: Span | None
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """Everything that was read in one document, in the order of the text."""

    document: Document
    head: Head
    sections: tuple[Section, ...]
    tasks: tuple[Task, ...]
    citations: tuple[Citation, ...]
    drivers: tuple[Driver, ...]
    themes: tuple[Theme, ...] = ()
    problems: tuple[Problem, ...] = ()
