"""Issuer codes (国办发, 苏住建规): which the tables know, and where one begins in a run of words.

A number's code is the run of characters before its year. In running text the run may go on into the
words before it (按照市住建局苏住建规〔2011〕4号), so it is cut: at words that never belong to a code, then
by the longest code that the tables of places and bodies know, then after the name of a body.
"""

import re
from dataclasses import dataclass
from functools import cache

from extract.tables import read_table, read_toml, split_list

__all__ = ["IssuerCodes", "load_issuer_codes"]

_ABBREVIATION = "{abbr}"
_BODY_NAME = re.compile(
    r".{1,}(?:局|厅|部|委员会|委|政府|办公厅|办公室|院|总署|银行|法院|检察院|协会|中心|单位|部门)"
)
_WHOLE_BODY = re.compile("[省市县区州盟旗].{2,10}?(?:局|厅|委员会|办公厅|办公室|管委会)(?=.{2,8}$)")
_NO_PLACE = frozenset("发函字办规文综党人令〔第通告")
_ORGAN_CHARACTERS = frozenset("政府委办党人教发财住建科工")
_SHORTEST = 2
_LONGEST = 14
_LONGEST_HEAD = 4


@dataclass(frozen=True, slots=True)
class IssuerCodes:
    """The codes that the tables know, and how words before a code are told from it."""

    known: frozenset[str]
    forms: frozenset[str]
    abbreviations: frozenset[str]
    cut_anywhere: re.Pattern[str]
    cut_first: frozenset[str]

    def is_known(self, code: str) -> bool:
        """Say whether ``code`` stands in a table, or is a place's abbreviation and a known form."""
        return code in self.known or (code[:1] in self.abbreviations and code[1:] in self.forms)

    def start_in(self, run: str) -> int:
        """Return where the code begins in ``run``, the characters up to the year; its length if nowhere.

        >>> run = "按照市住建局苏住建规"
        >>> run[load_issuer_codes().start_in(run):]
        '苏住建规'
        """
        if self.is_known(run):
            return 0
        start = self.words_before(run)
        if self.is_known(run[start:]):
            return start
        if run[start : start + 1] in self.cut_first and self._begins_code(run[start + 1 :]):
            start += 1
        start += self._after_names(run[start:])
        return start if _SHORTEST <= len(run) - start <= _LONGEST else len(run)

    def words_before(self, run: str) -> int:
        """Return how many characters of ``run`` are words that never belong to a code or a body's name."""
        start = 0
        for match in self.cut_anywhere.finditer(run):
            if not self.is_known(run[match.start() :]) and match.end() < len(run):
                start = match.end()
        return start

    def _begins_code(self, rest: str) -> bool:
        """Say whether ``rest`` is a code by itself, so that the word before it is no part of it."""
        if self.is_known(rest):
            return True
        return len(rest) > 2 and rest[0] not in _ORGAN_CHARACTERS

    def _after_names(self, run: str) -> int:
        """Return how many characters of ``run`` are a body's name, or other words, before the code."""
        if self.is_known(run):
            return 0
        known = [start for start in range(1, len(run) - 1) if self.is_known(run[start:])]
        for start in known:
            if start > 2 and _BODY_NAME.fullmatch(run[:start]):
                return start
        for start in range(len(run) - _SHORTEST, 2, -1):
            if run[start] in self.abbreviations and _BODY_NAME.fullmatch(run[:start]):
                return start
        if not known and (body := _WHOLE_BODY.match(run)) and run[body.end()] not in _NO_PLACE:
            # 市水务局沐水: no table has the place, but a body's full name is no part of a code
            return body.end()
        # 甘建金, 雄安发: a short head belongs to the code, though the rest is one by itself
        return next((start for start in known if start > _LONGEST_HEAD), 0)


@cache
def load_issuer_codes() -> IssuerCodes:
    """Return the codes of the tables of bodies and places, and of the numbers in the catalogue."""
    cells = [*_column("bodies.csv", "number_prefixes"), *_column("places.csv", "number_prefixes")]
    cited = {number.partition("〔")[0] for number in _column("documents.csv", "doc_number") if "〔" in number}
    codes = cited | {code for cell in cells for code in split_list(cell) if not code.endswith("令")}
    words = read_toml("patterns/numbers.toml")["words"]
    local = {code[0] for cell in _column("places.csv", "number_prefixes") for code in split_list(cell)}
    short = {
        name for cell in _column("places.csv", "short_names") for name in split_list(cell) if len(name) == 1
    }
    return IssuerCodes(
        known=frozenset(code for code in codes if not code.startswith(_ABBREVIATION)),
        forms=frozenset(code.removeprefix(_ABBREVIATION) for code in codes if code.startswith(_ABBREVIATION)),
        abbreviations=frozenset(local | short),
        cut_anywhere=re.compile(
            "|".join(sorted(map(re.escape, {*words["anywhere"], *_cue_words()}), key=len, reverse=True))
        ),
        cut_first=frozenset(words["first"]),
    )


def _cue_words() -> set[str]:
    """Return the words of two characters or more that govern a citation behind them: 抓好国发〔2021〕7号."""
    return {
        row["text"]
        for row in read_table("cues.csv")
        if row["position"] == "before" and re.fullmatch("[\u4e00-\u9fff]{2,}", row["text"])
    }


def _column(table: str, column: str) -> list[str]:
    return [row[column] for row in read_table(table)]
