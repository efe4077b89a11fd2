"""Why a question is not run, and what to try instead; every sentence stands here."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from extract.errors import Words

__all__ = ["REASONS", "Refusal"]


class Reason(NamedTuple):
    """A reason and a hint in both languages; ``{name}`` stands for what was met."""

    en: str
    zh: str
    hint_en: str
    hint_zh: str


class Refusal(ValueError):
    """A question that is not run: ``code`` is a key of ``REASONS``, ``offset`` counts in its text."""

    def __init__(self, code: str, offset: int = 0, name: str = "") -> None:
        self.code, self.offset = code, offset
        filled = [part.replace("{name}", name) for part in REASONS[code]]
        self.reason, self.hint = Words(filled[0], filled[1]), Words(filled[2], filled[3])
        super().__init__(self.reason.en)


REASONS: Mapping[str, Reason] = MappingProxyType(
    {
        code: Reason(*parts)
        for code, parts in {
            "empty": ("the question is empty", "查询为空", "MATCH … RETURN …", "MATCH … RETURN …"),
            "open_text": (
                "the text that {name} opens is never closed",
                "以 {name} 开始的文本没有闭合",
                "close it",
                "补上结尾的引号",
            ),
            "character": ("unexpected character {name}", "意外的字符 {name}", "leave it out", "删去它"),
            "closes_nothing": (
                "{name} closes nothing",
                "{name} 没有与之配对的括号",
                "leave it out",
                "删去它",
            ),
            "never_closed": ("{name} is never closed", "{name} 没有闭合", "close it", "补上结尾的括号"),
            "too_deep": (
                "more than 64 brackets within brackets",
                "括号嵌套超过 64 层",
                "a simpler question",
                "简化查询",
            ),
            "several": (
                "one question at a time",
                "一次只能有一个查询",
                "leave out the semicolon and what follows",
                "删去分号及其后的内容",
            ),
            "first_word": (
                "a question begins with MATCH, OPTIONAL MATCH, WITH, UNWIND, CALL or RETURN",
                "查询应以 MATCH、OPTIONAL MATCH、WITH、UNWIND、CALL 或 RETURN 开头",
                "MATCH (d:Document) RETURN d.title",
                "MATCH (d:Document) RETURN d.title",
            ),
            "not_a_question": (
                "{name} is not answered by the embedded store",
                "内置存储不支持 {name}",
                "leave it out, or ask a Neo4j",
                "去掉它，或在 Neo4j 中执行",
            ),
            "no_return": (
                "the question ends without RETURN",
                "查询没有以 RETURN 结束",
                "add RETURN …",
                "加上 RETURN …",
            ),
            "write": (
                "questions may only read; {name} would change the graph",
                "查询只能读取；{name} 会更改图",
                "build the graph again to change it",
                "如需更改，请重新构建图",
            ),
            "foreign": (
                "{name} is not part of Neo4j's Cypher here",
                "此处的 {name} 不是 Neo4j 的 Cypher",
                "WITH … WHERE …",
                "WITH … WHERE …",
            ),
            "optional": (
                "OPTIONAL goes with MATCH alone",
                "OPTIONAL 只能与 MATCH 连用",
                "OPTIONAL MATCH …",
                "OPTIONAL MATCH …",
            ),
            "optional_in_call": (
                "OPTIONAL MATCH in a subquery into which a null may come",
                "可能传入空值的子查询中不能用 OPTIONAL MATCH",
                "import only what a MATCH found, or count with COUNT { }",
                "只传入由 MATCH 找到的变量，或用 COUNT { } 计数",
            ),
            "procedure": (
                "the procedure {name} is not offered on the embedded store",
                "内置存储不提供过程 {name}",
                "for text CONTAINS or suyuan search, for measures suyuan measures",
                "文本检索用 CONTAINS 或 suyuan search，指标用 suyuan measures",
            ),
            "function": (
                "the function {name}() is not offered on the embedded store",
                "内置存储不提供函数 {name}()",
                "another function, or ask a Neo4j",
                "换用其他函数，或在 Neo4j 中查询",
            ),
            "function_id": (
                "{name}() differs from store to store",
                "{name}() 因存储而异",
                "n.id",
                "n.id",
            ),
            "duration_between": (
                "{name}() is counted differently here",
                "{name}() 在此的计算方式不同",
                "duration.inDays(a, b).days",
                "duration.inDays(a, b).days",
            ),
            "truncate": (
                "{name}() is answered differently for missing days",
                "{name}() 对缺失日期的结果不同",
                "day.year, day.month",
                "day.year、day.month",
            ),
            "is_empty": ("{name}() is not understood", "不支持 {name}()", "size(x) = 0", "size(x) = 0"),
            "path_function": (
                "{name}() stands in MATCH alone",
                "{name}() 只能写在 MATCH 中",
                "MATCH p = shortestPath(…)",
                "MATCH p = shortestPath(…)",
            ),
            "exists_function": (
                "exists() takes a pattern",
                "exists() 只接受模式",
                "n.x IS NOT NULL",
                "n.x IS NOT NULL",
            ),
            "round_digits": (
                "round() takes one argument here",
                "此处 round() 只接受一个参数",
                "round(x * 100) / 100",
                "round(x * 100) / 100",
            ),
            "round_aggregate": (
                "round() of an aggregate is not understood",
                "不支持对聚合结果直接 round()",
                "WITH avg(x) AS a RETURN round(a)",
                "WITH avg(x) AS a RETURN round(a)",
            ),
            "split_list": (
                "split() takes one delimiter",
                "split() 只接受一个分隔符",
                "split(text, ',')",
                "split(text, ',')",
            ),
            "implicit_grouping": (
                "{name} stands beside an aggregate and is no column of its own",
                "{name} 与聚合函数同列，却不是单独的一列",
                "WITH {name}, count(x) AS n RETURN …",
                "WITH {name}, count(x) AS n RETURN …",
            ),
            "collect_subquery": (
                "COLLECT { } is not understood",
                "不支持 COLLECT { }",
                "[(a)-->(b) | b.id]",
                "[(a)-->(b) | b.id]",
            ),
            "clause_in_subquery": (
                "{name} inside EXISTS { } or COUNT { } is not understood",
                "不支持在 EXISTS { } 或 COUNT { } 内使用 {name}",
                "a pattern and WHERE alone",
                "只写模式与 WHERE",
            ),
            "second_match": (
                "a second MATCH needs a first one",
                "第二个 MATCH 之前须先有 MATCH",
                "begin with MATCH",
                "以 MATCH 开头",
            ),
            "inline_where": (
                "a condition inside a pattern is not understood",
                "不支持写在模式内部的条件",
                "put WHERE behind the pattern",
                "把 WHERE 写在模式之后",
            ),
            "label_sign": (
                "the label sign {name} is not understood",
                "不支持标签符号 {name}",
                "WHERE NOT n:Label",
                "WHERE NOT n:Label",
            ),
            "label_name": (
                "there is no label or type {name}",
                "没有标签或类型 {name}",
                "Document, Goal, Task …",
                "Document、Goal、Task…",
            ),
            "label_test": (
                "this test of labels is not understood",
                "不支持这种标签判断",
                "n:A OR n:B",
                "n:A OR n:B",
            ),
            "repeated_path": (
                "a repeated part of a path is not understood",
                "不支持重复的路径片段",
                "(a)-[:X*1..3]->(b)",
                "(a)-[:X*1..3]->(b)",
            ),
            "path_of_one": (
                "a path of one node is not understood",
                "不支持只有一个节点的路径",
                "MATCH (n)",
                "MATCH (n)",
            ),
            "made_up": (
                "no node or relationship has a property {name}",
                "节点和关系都没有属性 {name}",
                "n.title, labels(n), type(r)",
                "n.title、labels(n)、type(r)",
            ),
            "only_nodes": (
                "only nodes are projected here",
                "此处只能投影节点",
                "{id: {name}.id}",
                "{id: {name}.id}",
            ),
            "which_kind": (
                "it is not clear whether {name} is a node",
                "无法判断 {name} 是否为节点",
                "name its properties one by one",
                "逐个写出属性",
            ),
            "comparison_chain": (
                "one comparison follows another",
                "连续比较不受支持",
                "1 < x AND x <= 3",
                "1 < x AND x <= 3",
            ),
            "in_sum": (
                "a sum after IN needs parentheses",
                "IN 之后的运算须加括号",
                "x IN (a + b)",
                "x IN (a + b)",
            ),
            "day_and_text": (
                "{name}a day is compared with text",
                "{name}日期与文本比较",
                "date('2020-01-01')",
                "date('2020-01-01')",
            ),
            "day_plus_text": (
                "a day plus text",
                "日期与文本相加",
                "toString(day) + …",
                "toString(day) + …",
            ),
            "day_minus_day": (
                "days cannot be subtracted",
                "日期不能相减",
                "duration.inDays(a, b).days",
                "duration.inDays(a, b).days",
            ),
            "division_by_zero": ("a division by zero", "除数为零", "leave it out", "去掉该运算"),
            "plus_null": (
                "something plus null is null",
                "与 null 相加恒为 null",
                "coalesce(x, …)",
                "coalesce(x, …)",
            ),
            "list_plus": (
                "a list plus what may be null",
                "列表与可能为空的值相加",
                "[x] + coalesce(y, [])",
                "[x] + coalesce(y, [])",
            ),
            "decimal_text": (
                "the stores write decimal numbers differently",
                "两种存储的小数写法不同",
                "return the number itself",
                "直接返回数值",
            ),
            "regex_source": (
                "a regular expression must be a text or a parameter",
                "正则表达式须为文本或参数",
                "n.title =~ '.*words.*'",
                "n.title =~ '.*文字.*'",
            ),
            "regex_part": (
                "the regular expression has {name}, which the stores read differently",
                "正则表达式含 {name}，两种存储的解释不同",
                "CONTAINS, or [a-z] and [0-9]",
                "CONTAINS，或 [a-z]、[0-9]",
            ),
        }.items()
    }
)
