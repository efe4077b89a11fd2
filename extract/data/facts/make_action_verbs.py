"""Make ``action_verbs.csv``: ``python make_action_verbs.py FOLDER…`` with folders of policy texts.

The verbs that people have sorted stand beside this script (``action_verbs_known.csv``: verb, kind;
``none`` is a word that jieba takes for a verb and that opens no action). The
texts give how many documents open a clause with each, and further verbs: those that jieba tags as one
where a clause opens (behind adverbs), in at least 4 documents. Only counts leave the texts. Running it
twice writes the same bytes.
"""

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

__all__ = ["main"]

HERE = Path(__file__).resolve().parent
ENOUGH = 4
CLAUSE = re.compile(r"[，。；：！？,;:\n\r（）()“”《》]+")
MARK = re.compile(
    r"^(?:第?[一二三四五六七八九十]+[、章条是]|[（(]?[一二三四五六七八九十\d]+[）)]|\d+[.、．])"
)
NO_VERB_OF_ITS_OWN = frozenset(
    [
        "要",
        "到",
        "可",
        "请",
        "应",
        "应当",
        "须",
        "需",
        "拟",
        "可以",
        "必须",
        "定期",
        "继续",
        "持续",
        "有关",
        "相关",
        "综合",
        "合理",
        "工作",
        "美育",
        "体育",
        "预售",
    ]
)
"""Words that jieba tags as verbs and that here are modals, adverbs or nouns."""


def main(folders: Sequence[str]) -> None:
    """Write the table from the texts (``*.txt``) of ``folders``."""
    with (HERE / "action_verbs_known.csv").open(encoding="utf-8", newline="") as file:
        known = {row["verb"]: row["kind"] for row in csv.DictReader(file)}
    documents: Counter[str] = Counter()
    for folder in folders:
        for path in sorted(Path(folder).rglob("*.txt")):
            documents.update(set(opening_verbs(path.read_text(encoding="utf-8"), frozenset(known))))
    rows = [
        (verb, kind, documents[verb], "general knowledge") for verb, kind in known.items() if kind != "none"
    ]
    rows += [
        (verb, "act", count, "texts")
        for verb, count in documents.items()
        if verb not in known and count >= ENOUGH and len(verb) > 1 and verb not in NO_VERB_OF_ITS_OWN
    ]
    with (HERE.parent / "action_verbs.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("verb", "kind", "documents", "source"))
        writer.writerows(sorted(rows))


def opening_verbs(text: str, known: frozenset[str]) -> Iterator[str]:
    """Yield the verb that opens each clause of ``text``, behind its adverbs."""
    import jieba.posseg

    longest = max(map(len, known))
    for clause in CLAUSE.split(text):
        words = MARK.sub("", clause.strip(" \u3000"))[:16]
        if len(words) < 4:
            continue
        for number, token in enumerate(jieba.posseg.cut(words)):
            at = words.find(token.word)
            listed = next(
                (words[at : at + n] for n in range(longest, 1, -1) if words[at : at + n] in known), None
            )
            if listed or token.flag.startswith("v"):
                yield listed or token.word
                break
            if number > 2 or token.flag not in ("d", "ad", "c"):
                break


if __name__ == "__main__":
    main(sys.argv[1:])
