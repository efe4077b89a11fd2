"""Words with the policy dictionary, themes by list and key words, and the door to spaCy."""

import gc
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.analysis import analyse
from extract.catalogue import load_catalogue
from extract.errors import DataError
from extract.language import documents, pipeline, with_user_themes, write_docbin
from extract.model import Analysis, Document, ThemeSource
from extract.subjects import fields_of, read_theme_list, subject_pieces
from extract.themes import find_themes, key_words
from extract.words import cut, tag

TEXT = """关于全民阅读的工作要点
一、魅力城乡
落实《中小学德育工作指南》，各学校要举办2次心理健康讲座。省教育厅牵头，中共中央国务院部署要落到实处。
二、坚持“劳心”与“劳力”相融合
建好劳动教育基地。
三、组织保障
加强领导。
"""


def analysis() -> Analysis:
    document = Document(id="d", name="d.txt", media_type="text/plain", sha256="0" * 64, text=TEXT)
    return analyse(document, load_catalogue())


@pytest.mark.parametrize(
    "word",
    [
        "中共中央国务院", "省教育厅", "市人力资源社会保障局", "国务院办公厅", "县财政局", "江苏省", "体教融合", "劳动教育",
        "保障性租赁住房", "校外培训",
    ],
)  # fmt: skip
def test_a_word_of_policy_language_is_one_word(word: str) -> None:
    assert word in cut(f"各地要按照{word}的部署抓好落实")


@given(st.text(max_size=40))
@settings(deadline=None)
def test_no_character_is_lost_between_words(text: str) -> None:
    assert "".join(cut(text)) == text
    assert "".join(word.text for word in tag(text)) == text


def test_words_are_cut_without_a_warning_and_without_the_shared_temporary_cache(tmp_path: Path) -> None:
    code = "from extract.words import tag; tag('省教育厅要抓好落实'); import gc; gc.collect()"
    environment = {
        "XDG_CACHE_HOME": str(tmp_path),
        "LOCALAPPDATA": str(tmp_path),
        "TMPDIR": str(tmp_path / "none"),
    }
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        env=environment, cwd=Path(__file__).parents[1], capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    assert [path.name for path in (tmp_path / "suyuan").iterdir()] == ["jieba.cache"]


def test_words_are_cut_where_no_cache_can_be_written(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    code = "from extract.words import cut; print('/'.join(cut('省教育厅牵头')))"
    environment = {"XDG_CACHE_HOME": str(blocked), "LOCALAPPDATA": str(blocked), "PYTHONIOENCODING": "utf-8"}
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        env=environment, cwd=Path(__file__).parents[1], capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (run.stdout.strip(), run.stderr) == ("省教育厅/牵头", "")


@pytest.mark.parametrize(
    ("words", "themes"),
    [
        ("深化体教融合", {"体教融合"}), ("推进“双减”工作", {"双减"}), ("组织合唱展演", {"美育"}), ("开展垃圾分类宣传", {"垃圾分类"}),
        ("规范预售资金监管", {"房地产市场"}), ("发展普惠托育", {"托育服务"}), ("加强领导", set()), ("完善制度", set()),
    ],
)  # fmt: skip
def test_the_controlled_list_names_the_field(words: str, themes: set[str]) -> None:
    assert fields_of(words) == themes


def test_the_subject_of_a_title_is_what_is_left_without_generic_words() -> None:
    assert subject_pieces("关于全面加强和改进新时代学校美育工作的意见") == ("美育",)
    assert subject_pieces("住房公积金管理条例") == ("住房公积金",)
    assert subject_pieces("关于加强和改进工作的通知") == ()


def test_a_theme_of_the_list_wins_and_key_words_speak_where_it_is_silent() -> None:
    found = analysis()
    by_section = {
        section.marker: [(t.text, t.source) for t in found.themes if t.holder == section.id]
        for section in found.sections
    }
    assert by_section["二、"] == [("劳动教育", ThemeSource.LIST)]
    assert by_section["三、"] == []
    silent = [text for text, source in by_section["一、"] if source is ThemeSource.TEXT]
    assert silent[0] == "魅力" and not {"省教育厅", "中共中央国务院", "落实", "中小学德育工作指南"} & set(
        silent
    )
    tasks = {task.id for task in found.tasks}
    assert {t.text for t in found.themes if t.holder in tasks} >= {"心理健康", "劳动教育", "德育"}


def test_key_words_are_rare_nouns_without_placeholders() -> None:
    words = key_words("建好XX社区书屋", "书屋由X市教育局管理，书屋每天开放。", limit=5)
    assert words[0][0] == "书屋"
    assert not {"XX", "X", "市教育局", "管理"} & {word for word, _ in words}
    assert all(0 < score <= 1 for _, score in words)
    assert key_words("", "") == ()


def test_a_users_list_comes_first(tmp_path: Path) -> None:
    path = tmp_path / "themes.csv"
    path.write_text("theme,words\n馆校共建,基地;讲座\n", encoding="utf-8")
    found = analysis()
    themes = find_themes(found.document, found.sections, found.tasks, read_theme_list(path))
    assert [t.source for t in themes if t.text == "馆校共建"] == [ThemeSource.USER, ThemeSource.USER]
    path.write_text("name\nx\n", encoding="utf-8")
    with pytest.raises(DataError, match="theme and words"):
        read_theme_list(path)


def test_the_pipeline_has_our_words_and_nothing_trained() -> None:
    nlp = pipeline()
    assert [token.text for token in nlp("落实中共中央国务院要求")] == ["落实", "中共中央国务院", "要求"]
    assert nlp.pipe_names == []
    assert nlp("").text == ""


def test_docs_carry_what_was_found_and_where_it_stands() -> None:
    found = analysis()
    docs = list(documents([found], pipeline()))
    first = next(doc for doc in docs if doc.spans["citations"])
    assert first.text == TEXT[first.user_data["first_char"] : first.user_data["end_char"]]
    assert [(span.text, span.label_) for span in first.spans["citations"]] == [
        ("《中小学德育工作指南》", "implements")
    ]
    assert [(span.text, span.label_) for span in first.spans["bodies"]] == [("各学校", "responsible")]
    assert "2" in first.spans["indicators"][0].text and len(first.spans["tasks"]) == 1


def test_users_patterns_become_themes_of_the_tasks(tmp_path: Path) -> None:
    path = tmp_path / "patterns.jsonl"
    rows = [
        {"label": "MENTAL", "pattern": [{"TEXT": {"REGEX": "心理"}}], "id": "心理"},
        {"label": "BASE", "pattern": "劳动教育基地"},
    ]
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    (found,) = with_user_themes([analysis()], path)
    users = [theme.text for theme in found.themes if theme.source is ThemeSource.USER]
    assert users == ["心理", "BASE"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [("{", "not JSON"), ("[]", "label"), ('{"label": "A"}', "pattern"), ('{"label": "A", "pattern": [{"NO": {"X": 1}}]}', "spaCy")],
)  # fmt: skip
def test_a_wrong_pattern_is_named_by_its_line(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "patterns.jsonl"
    path.write_text('{"label": "A", "pattern": "书屋"}\n' + line, encoding="utf-8")
    with pytest.raises(DataError, match=reason) as caught:
        pipeline(path)
    assert caught.value.line == 2


def test_a_docbin_brings_the_docs_back(tmp_path: Path) -> None:
    from spacy.tokens import DocBin

    path = tmp_path / "out.spacy"
    count = write_docbin([analysis()], path)
    docs = list(DocBin().from_bytes(path.read_bytes()).get_docs(pipeline().vocab))
    assert len(docs) == count > 0
    assert any(doc.spans["citations"] for doc in docs) and docs[0].user_data["document"]
    gc.collect()
