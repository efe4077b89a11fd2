"""Compute ``sample.jsonl`` and ``sample-tasks.jsonl`` from entries made by hand.

An entry names exact words and which occurrence of them is meant; offsets are looked up in the
sample's files as decoded, byte order mark and line ends included. Run it from anywhere:

    python tests/gold/build_sample.py           writes both files
    python tests/gold/build_sample.py --show    prints every unit of text and what was made of it

A task's entry gives its opening words; its end is the next closing stop outside brackets and
quotation marks, as the guide cuts. ``README.md`` beside this file says what the fields mean.
"""

import json
import re
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SAMPLE = HERE.parents[1] / "extract" / "data" / "sample"
ENCODINGS = {"county-plan-2023.txt": "gb18030"}

# ---------------------------------------------------------------- documents meant: title, number, level
T: dict[str, tuple[str, str | None, str]] = {
    # central
    "体育36": ("关于全面加强和改进新时代学校体育工作的意见", "中办发〔2020〕36号", "central"),
    "美育36": ("关于全面加强和改进新时代学校美育工作的意见", "中办发〔2020〕36号", "central"),
    "体教融合": ("关于深化体教融合 促进青少年健康发展的意见", "体发〔2020〕1号", "central"),
    "义教质量": (
        "中共中央 国务院关于深化教育教学改革全面提高义务教育质量的意见",
        "中发〔2019〕26号",
        "central",
    ),
    "义教方案": ("义务教育课程设置实验方案", "教基〔2001〕28号", "central"),
    "义教方案22": ("义务教育课程方案和课程标准（2022年版）", "教材〔2022〕2号", "central"),
    "高中方案": ("普通高中课程方案（2017年版2020年修订）", "教材〔2020〕3号", "central"),
    "艺教规程": ("学校艺术教育工作规程", "教育部令13号", "central"),
    "体育条例": ("学校体育工作条例", "国家教育委员会令8号、国家体育运动委员会令11号", "central"),
    "体育法": ("中华人民共和国体育法", None, "central"),
    "足球方案": ("中国足球改革发展总体方案", "国办发〔2015〕11号", "central"),
    "兼职教师": ("学校体育美育兼职教师管理办法", "教体艺〔2017〕7号", "central"),
    "体卫标准": ("国家学校体育卫生条件试行基本标准", "教体艺〔2008〕5号", "central"),
    "四标准": (
        "教育部关于发布《小学音乐教学器材配备标准》等四个教育行业标准的通知",
        "教体艺〔2016〕2号",
        "central",
    ),
    "双减": ("关于进一步减轻义务教育阶段学生作业负担和校外培训负担的意见", "中办发〔2021〕40号", "central"),
    "校外80": ("国务院办公厅关于规范校外培训机构发展的意见", "国办发〔2018〕80号", "central"),
    "作业": ("教育部办公厅关于加强义务教育学校作业管理的通知", "教基厅函〔2021〕13号", "central"),
    "睡眠": ("教育部办公厅关于进一步加强中小学生睡眠管理工作的通知", "教基厅函〔2021〕11号", "central"),
    "手机": ("教育部办公厅关于加强中小学生手机管理工作的通知", "教基厅函〔2021〕3号", "central"),
    "劳动意见": ("中共中央 国务院关于全面加强新时代大中小学劳动教育的意见", "中发〔2020〕7号", "central"),
    "劳动纲要": ("大中小学劳动教育指导纲要（试行）", "教材〔2020〕4号", "central"),
    "近视": ("综合防控儿童青少年近视实施方案", "教体艺〔2018〕3号", "central"),
    "学前39": ("中共中央 国务院关于学前教育深化改革规范发展的若干意见", "中发〔2018〕39号", "central"),
    "学前评估": ("县域学前教育普及普惠督导评估办法", "教督〔2020〕1号", "central"),
    "学前提升": ("“十四五”学前教育发展提升行动计划", "教基〔2021〕8号", "central"),
    "民办法": ("中华人民共和国民办教育促进法", None, "central"),
    "民办条例": ("中华人民共和国民办教育促进法实施条例", None, "central"),
    "未保法": ("中华人民共和国未成年人保护法", None, "central"),
    "学校保护": ("未成年人学校保护规定", "教育部令50号", "central"),
    "高中29": ("国务院办公厅关于新时代推进普通高中育人方式改革的指导意见", "国办发〔2019〕29号", "central"),
    "德育": ("中小学德育工作指南", "教基〔2017〕8号", "central"),
    "守则": ("中小学生守则（2015年修订）", "教基一〔2015〕5号", "central"),
    "爱国": ("新时代爱国主义教育实施纲要", None, "central"),
    "心理12": ("中小学心理健康教育指导纲要（2012年修订）", "教基一〔2012〕15号", "central"),
    "准则中小": ("新时代中小学教师职业行为十项准则", "教师〔2018〕16号", "central"),
    "准则幼": ("新时代幼儿园教师职业行为十项准则", "教师〔2018〕16号", "central"),
    "安全办法": ("中小学幼儿园安全管理办法", "教育部令23号", "central"),
    "体质14": ("国家学生体质健康标准（2014年修订）", "教体艺〔2014〕5号", "central"),
    "保教指南": ("幼儿园保育教育质量评估指南", "教基〔2022〕1号", "central"),
    "义教指南": ("义务教育质量评价指南", "教基〔2021〕3号", "central"),
    "高中指南": ("普通高中学校办学质量评价指南", "教基〔2021〕9号", "central"),
    "家促法": ("中华人民共和国家庭教育促进法", None, "central"),
    "协同": ("教育部等十三部门关于健全学校家庭社会协同育人机制的意见", "教基〔2022〕7号", "central"),
    "评价方案": ("深化新时代教育评价改革总体方案", "中发〔2020〕19号", "central"),
    "校车": ("校车安全管理条例", "国务院令617号", "central"),
    "心理计划": (
        "全面加强和改进新时代学生心理健康工作专项行动计划（2023—2025年）",
        "教体艺〔2023〕1号",
        "central",
    ),
    "体育27": ("国务院办公厅关于强化学校体育促进学生身心健康全面发展的意见", "国办发〔2016〕27号", "central"),
    "食品": ("学校食品安全与营养健康管理规定", None, "central"),
    "读物": ("中小学生课外读物进校园管理办法", "教材〔2021〕2号", "central"),
    # provincial
    "省意见": (
        "霁川省人民政府办公厅关于全面加强和改进新时代学校体育美育工作的实施意见",
        "霁政办发〔2021〕17号",
        "provincial",
    ),
    "省督导": ("霁川省中小学校体育工作督导办法", None, "provincial"),
    "省旧意见": ("霁川省人民政府办公厅关于强化学校体育工作的实施意见", "霁政办发〔2016〕41号", "provincial"),
    "省等级": ("中小学校体育工作等级评估细则", None, "provincial"),
    "省指标": ("霁川省学校体育美育工作评价指标（试行）", "霁教体〔2021〕12号", "provincial"),
    "省补课": ("中小学教师有偿补课处理细则", None, "provincial"),
    # municipal and county
    "市通知": (
        "翎州市人民政府办公室关于贯彻落实《霁川省人民政府办公厅关于全面加强和改进新时代学校体育美育工作的实施意见》的通知",
        "翎政办发〔2021〕34号",
        "municipal",
    ),
    "市经费": ("翎州市义务教育学校课后服务经费管理办法（试行）", None, "municipal"),
    "市清单": ("翎州市中小学生劳动教育清单（2022版）", None, "municipal"),
    "区布局": ("X区中小学校布局专项规划", None, "county"),
    "区三年": ("鸢湖区教育高质量发展三年行动计划（2022—2024年）", None, "county"),
    "区要点": ("鸢湖区教育局2023年工作要点", "鸢教〔2023〕5号", "county"),
    "县方案": ("荻浦县学生体质与心理健康提升行动方案（2023—2025年）", "荻政办发〔2023〕21号", "county"),
    "县旧方案": ("荻浦县加强学校体育工作实施方案", "荻政办发〔2013〕46号", "county"),
}

Row = dict[str, Any]
DOCS: dict[str, Row] = {}


def doc(file: str, title: str, number: str | None, issuers: list[str], level: str, date: str | None) -> None:
    """Open a document: the entries that follow belong to it."""
    head = {"title": title, "doc_number": number, "issuers": issuers, "level": level, "date": date}
    DOCS[file] = {"document": head, "citations": [], "tasks": [], "lines": {}, "drivers": []}


def last() -> Row:
    """Return the document opened last."""
    return next(reversed(DOCS.values()))


def c(words: str, target: str | list[str], relation: str, issuer: str = "", n: int = 1,
      kind: str = "bracketed", own: bool = False) -> None:  # fmt: skip
    """Add a citation: the ``n``-th occurrence of ``words``."""
    last()["citations"].append((words, n, kind, issuer, target, relation, own))


def plan(words: str, level: str, kind: str = "bare") -> None:
    """Add a document that is still to be written."""
    last()["citations"].append((words, 1, kind, "", (words.strip("《》"), None, level), "plans", False))


def drives(*keys: str) -> None:
    """Name the documents that drive the whole document."""
    last()["drivers"] += keys


def line(goal: str, lead: str = "", responsible: str = "", cooperate: str = "") -> None:
    """Add the responsibility line of the goal whose heading starts with ``goal``."""
    roles = (("lead", lead), ("responsible", responsible), ("cooperate", cooperate))
    last()["lines"][goal] = [(name, role) for role, names in roles for name in names.split()]


def t(opening: str, bodies: str = "", by: tuple[str, str | None] | None = None,
      ind: list[tuple[str, str, str, str]] | None = None, dr: str = "", n: int = 1) -> None:  # fmt: skip
    """Add a task that opens with ``opening``.

    ``bodies``: ``name:role`` by blanks (role r, l, c, a). ``by``: words and ISO text of the deadline.
    ``ind``: words, value, unit, comparator. ``dr``: ``document:basis`` by blanks, ``?`` after it where
    the text leaves it open.
    """
    last()["tasks"].append((opening, n, bodies, by, ind or [], dr))


# ---------------------------------------------------------------- the province's opinion
doc("province-opinion-2021.txt", T["省意见"][0], "霁政办发〔2021〕17号", ["霁川省人民政府办公厅"],
    "provincial", "2021-05-18")  # fmt: skip
LIANGBAN = "中共中央办公厅、国务院办公厅"
c("《关于全面加强和改进新时代学校体育工作的意见》", "体育36", "implements", LIANGBAN)
c("《关于全面加强和改进新时代学校美育工作的意见》", "美育36", "implements", LIANGBAN)
c("《国家体育总局 教育部关于印发〈关于深化体教融合 促进青少年健康发展的意见〉的通知》", "体教融合", "implements",
  "国家体育总局 教育部")  # fmt: skip
c(
    "《中共中央 国务院关于深化教育教学改革全面提高义务教育质量的意见》",
    "义教质量",
    "based_on",
    "中共中央 国务院",
)
c("《义务教育课程设置实验方案》", "义教方案", "implements")
c("《普通高中课程方案（2017年版2020年修订）》", "高中方案", "based_on")
c("《学校艺术教育工作规程》", "艺教规程", "based_on")
plan("《霁川省中小学生艺术素质测评实施细则》", "provincial", "bracketed")
c("学校体育工作条例", "体育条例", "based_on", kind="bare")
c("《中华人民共和国体育法》", "体育法", "implements")
c("《关于深化体教融合 促进青少年健康发展的意见》", "体教融合", "implements")
c("《中国足球改革发展总体方案》", "足球方案", "based_on")
plan("青少年体育后备人才培养基地认定标准", "provincial")
c("《学校体育美育兼职教师管理办法》", "兼职教师", "based_on")
c("《国家学校体育卫生条件试行基本标准》", "体卫标准", "based_on")
c("教体艺〔2016〕2号", "四标准", "based_on", kind="number")
c("上述两个意见", ["体育36", "美育36"], "based_on", kind="anaphor")
c("《霁川省中小学校体育工作督导办法》", "省督导", "amends")
c("《霁川省人民政府办公厅关于强化学校体育工作的实施意见》", "省旧意见", "repeals", "霁川省人民政府办公厅")
drives("体育36", "美育36", "体教融合", "义教质量")

t("到2022年，全省", by=("到2022年", "2022"), ind=[("达标学校比例不低于90%", "90", "%", "ge")])
t("到2025年，建成", by=("到2025年", "2025"), ind=[
    ("省级体育传统特色学校300所", "300", "所", "eq"), ("省级艺术教育特色学校200所", "200", "所", "eq"),
    ("学生体质健康优良率达到55%以上", "55", "%", "ge")])  # fmt: skip
t("到2035年", by=("到2035年", "2035"))
t("义务教育阶段学校要", "义务教育阶段学校:r", dr="义教方案:explicit", ind=[
    ("每周安排4课时体育课", "4", "课时", "eq"), ("每周不少于3课时", "3", "课时", "ge")])  # fmt: skip
t("普通高中按照", "普通高中:r", dr="高中方案:explicit", ind=[("12个体育与健康必修学分", "12", "学分", "eq")])
t("各地要逐校", "各地:r")
t("鼓励有条件的中小学校", ind=[("每天开设1节体育课", "1", "节", "eq")])
line("丰富美育课程供给", lead="省教育厅", cooperate="省文化和旅游厅 省广播电视局")
t("在开齐音乐")
t(
    "依据《学校艺术教育工作规程》",
    dr="艺教规程:explicit",
    ind=[("每学年至少参加2项艺术实践活动", "2", "项", "ge")],
)
t("制定《霁川省中小学生")
t("依托省级教育云平台")
t("依据学校体育工作条例", "普通中小学校:r", dr="体育条例:explicit",
  ind=[("每天体育活动时间各不少于1小时", "1", "小时", "ge")])  # fmt: skip
t(
    "落实《中华人民共和国体育法》",
    dr="体育法:explicit",
    ind=[("每学年至少举办1次全校性运动会", "1", "次", "ge")],
)
t("推广体育家庭作业", dr="体育法:scope?")
t("贯彻《关于深化体教融合", dr="体教融合:explicit")
t("同时，打通优秀运动员", dr="体教融合:scope")
t("按照《中国足球改革", by=("到2025年", "2025"), dr="足球方案:explicit",
  ind=[("新增校园足球特色学校120所", "120", "所", "eq")])  # fmt: skip
t("加快县级公共体育场改造")
line("畅通后备人才培养渠道", lead="省体育局 省教育厅", cooperate="省民政厅 省人力资源社会保障厅")
t("研究制定青少年体育后备人才")
t("在训学生的文化课学习", "所在学校:r")
t("体育社会组织进入校园", "体育社会组织:r 县级以上教育行政部门:a")
line("配齐配强体育美育教师", responsible="省委编办 省教育厅 省财政厅 省人力资源社会保障厅")
t("体育美育教师缺额较大", "体育美育教师缺额较大的县（市、区）:r",
  ind=[("不低于教师招聘计划15%", "15", "%", "ge")])  # fmt: skip
t("按照《学校体育美育兼职教师管理办法》", dr="兼职教师:explicit")
t("组织课余训练")
t("对照《国家学校体育卫生条件", by=("2023年底前", "2023-12"), dr="体卫标准:explicit 四标准:explicit")
t("推进学校体育场馆")
t("省级财政每年", "省级财政:r", ind=[("每年安排不少于5000万元专项资金", "5000", "万元", "ge")])
t("各市要将体育纳入", "各市:r", ind=[("分值不低于60分", "60", "分", "ge")])
t("省教育厅依据上述两个意见", "省教育厅:r", dr="体育36:explicit 美育36:explicit")
t("修订《霁川省中小学校体育", ind=[("每两年开展1次专项督导", "1", "次", "eq")])
t("对学校体育美育工作成绩突出")
t("各市要在2021年9月底前", "各市:r", by=("在2021年9月底前", "2021-09"))
t("省教育厅会同省体育局", "省教育厅:r 省体育局:c")
t("用好《霁川体育美育之光》")

# ---------------------------------------------------------------- the city's notice
doc(
    "city-notice-2021.txt",
    T["市通知"][0],
    "翎政办发〔2021〕34号",
    ["翎州市人民政府办公室"],
    "municipal",
    "2021-09-06",
)
c("《关于全面加强和改进新时代学校体育美育工作的实施意见》", "省意见", "mentions", "省政府办公厅")
c("《实施意见》", "省意见", "implements", n=2, kind="anaphor")
c("《实施意见》", "省意见", "based_on", n=3, kind="anaphor")
c("《关于进一步减轻义务教育阶段学生作业负担和校外培训负担的意见》", "双减", "implements", LIANGBAN)
c("国办发〔2018〕80号", "校外80", "based_on", kind="number")
c("“双减”意见", "双减", "based_on", n=2, kind="anaphor")
c("《教育部办公厅关于加强义务教育学校作业管理的通知》", "作业", "implements", "教育部办公厅")
c("《教育部办公厅关于进一步加强中小学生睡眠管理工作的通知》", "睡眠", "implements", "教育部办公厅")
c("两个通知", ["作业", "睡眠"], "based_on", kind="anaphor")
c("大中小学劳动教育指导纲要（试行）", "劳动纲要", "based_on", kind="bare")
c("《综合防控儿童青少年近视实施方案》", "近视", "implements", "教育部等八部门")
c("霁政办发〔2021〕17号", "省意见", "based_on", n=2, kind="number")
c("《中小学校体育工作等级评估细则》", "省等级", "based_on", "省教育厅")
c("《中华人民共和国民办教育促进法》", "民办法", "based_on")
c("实施条例", "民办条例", "based_on", kind="bare")
c("《中共中央 国务院关于学前教育深化改革规范发展的若干意见》", "学前39", "based_on", "中共中央 国务院")
c("《中华人民共和国未成年人保护法》", "未保法", "based_on")
c("《未成年人学校保护规定》", "学校保护", "based_on")
c("《霁川省学校体育美育工作评价指标（试行）》", "省指标", "forwards", "省教育厅")
c("霁川省学校体育美育工作评价指标（试行）", "省指标", "forwards", n=2, kind="bare")
drives("省意见", "省指标")

t(
    "各县（区）人民政府要对照",
    "各县（区）人民政府:r",
    by=("于2021年10月20日前", "2021-10-20"),
    dr="省意见:explicit",
)
t("到2025年，全市", by=("到2025年", "2025"), ind=[
    ("新建、改扩建学校运动场地40片", "40", "片", "eq"), ("学生体质健康合格率稳定在95%以上", "95", "%", "ge")])  # fmt: skip
t("市教育体育局要建立月调度", "市教育体育局:r")
t(
    "全面落实中共中央办公厅",
    dr="双减:explicit",
    ind=[("每天书面作业平均完成时间不超过90分钟", "90", "分钟", "le")],
)
t("提高课后服务水平", "义务教育学校:r", dr="双减:scope?", ind=[
    ("每周开展5天课后服务", "5", "天", "eq"), ("每天不少于2小时", "2", "小时", "ge")])  # fmt: skip
t("校外培训机构设置审批", "各县（区）:r", dr="校外80:explicit")
t("市教育体育局要对照", "市教育体育局:r", dr="双减:explicit")
t("严格执行《教育部办公厅", dr="作业:explicit 睡眠:explicit")
t("各学校要根据两个通知", "各学校:r", dr="作业:explicit 睡眠:explicit")
t("同时，每学期对学生睡眠", dr="睡眠:goal 作业:goal?",
  ind=[("每学期对学生睡眠状况进行1次监测", "1", "次", "eq")])  # fmt: skip
t("寄宿制学校应", "寄宿制学校:r", dr="睡眠:goal 作业:goal?")
t("按照大中小学劳动教育", dr="劳动纲要:explicit", ind=[("平均每周不少于1课时", "1", "课时", "ge")])
t("各县（区）要在2022年6月底前", "各县（区）:r", by=("在2022年6月底前", "2022-06"),
  ind=[("2个以上学生劳动实践基地", "2", "个", "ge")])  # fmt: skip
t("市农业农村局、", "市农业农村局:r 市文化广电和旅游局:r")
t("市教育体育局、市卫生健康委联合", "市教育体育局:r 市卫生健康委:r", ind=[("每年2次", "2", "次", "eq")])
t("落实教育部等八部门", dr="近视:explicit", ind=[("近视率每年降低1个百分点", "1", "百分点", "eq")])
t("各中小学校要落实每日", "各中小学校:r", dr="近视:scope?")
t("改善教室采光", dr="近视:scope?", ind=[("每学期调整1次", "1", "次", "eq")])
t(
    "以霁政办发〔2021〕17号",
    "各中小学校:r",
    dr="省意见:explicit",
    ind=[("每年举办2次运动会", "2", "次", "eq")],
)
t("市教育体育局要会同", "市教育体育局:r 市财政局:c")
t("省教育厅《中小学校体育工作", "各校:r", by=("于年底前", "2021-12"), dr="省等级:explicit")
line("建设有特色的学校美育", lead="市教育体育局", cooperate="市文化广电和旅游局 市财政局")
t("办好全市学生合唱节", "每所学校:r", ind=[("每所学校至少建设1个学生艺术社团", "1", "个", "ge")])
t("学生参加社团活动的情况")
t("市属文艺院团", "市属文艺院团:r", ind=[("每年送戏进校园100场", "100", "场", "eq")])
t("实施乡村学校美育教师", "中心校:r")
t("鼓励有条件的县（区）")
t("依照《中华人民共和国民办教育", dr="民办法:explicit 民办条例:explicit")
t("民办学校不得", "民办学校:r")
t("2022年5月底前", "各县（区）:r", by=("2022年5月底前", "2022-05"))
t("根据《中共中央 国务院关于学前", by=("到2023年", "2023"), dr="学前39:explicit", ind=[
    ("普惠性幼儿园覆盖率达到88%", "88", "%", "eq"), ("公办园在园幼儿占比达到52%", "52", "%", "eq")])  # fmt: skip
t("城镇小区配套幼儿园")
t("坚决纠正幼儿园")
t("一是加强组织领导", "各县（区）人民政府:r",
  ind=[("每学期至少听取1次学校体育美育工作汇报", "1", "次", "ge")])  # fmt: skip
t("二是强化协同联动", "市有关部门:r", dr="未保法:explicit 学校保护:explicit")
t("三是严格督导问责", "市政府教育督导委员会办公室:r")

# ---------------------------------------------------------------- a district's work plan, from a download site
doc("district-points-2021.txt", "全区教育体育20**年工作要点", None, [], "county", None)
c("《中共中央 国务院关于学前教育深化改革规范发展的若干意见》", "学前39", "implements", "中共中央 国务院")
c("《县域学前教育普及普惠督导评估办法》", "学前评估", "based_on")
c("《X区中小学校布局专项规划》", "区布局", "implements")
c("国办发〔2019〕29号", "高中29", "implements", kind="number")
c("《中小学德育工作指南》", "德育", "implements")
c("《中小学生守则》", "守则", "implements")
c("《新时代爱国主义教育实施纲要》", "爱国", "implements")
c("《关于全面加强和改进新时代学校体育工作的意见》", "体育36", "implements", "中共中央、国务院")
c("《关于深化体教融合,促进青少年健康发展的意见》", "体教融合", "implements", "体育总局、教育部")
c("《关于全面加强和改进新时代学校美育工作的意见》", "美育36", "implements", "中共中央国务院")
c("《中共中央 国务院关于全面加强新时代大中小学劳动教育的意见》", "劳动意见", "implements", "中共中央 国务院")
c("《大中小学劳动教育指导纲要(试行)》", "劳动纲要", "implements", "教育部")
c("两个文件", ["劳动意见", "劳动纲要"], "implements", kind="anaphor")
c("《教育部办公厅关于加强中小学生手机管理工作的通知》", "手机", "implements", "教育部办公厅")
c("中小学心理健康教育指导纲要", "心理12", "based_on", kind="bare")
c("《新时代中小学、幼儿园教师职业行为十项准则》", ["准则中小", "准则幼"], "implements")
c("《中小学教师有偿补课处理细则》", "省补课", "implements", "省教育厅")
c("《国务院办公厅关于规范校外培训机构发展的意见》", "校外80", "implements", "国务院办公厅")
c("该意见", "校外80", "implements", kind="anaphor")
c("《中小学幼儿园安全管理办法》", "安全办法", "based_on")

t(
    "认真落实《中共中央 国务院关于学前",
    dr="学前39:explicit",
    ind=[("公办园在园幼儿占比达到50%以上", "50", "%", "ge")],
)
t("继续开展小区配套园", dr="学前39:goal")
t("对照《县域学前教育", by=("20**年", None), dr="学前评估:explicit")
t("推进X幼儿园", by=("年内", None), dr="学前39:goal")
t("优化学区划分", ind=[("新增学位3000个", "3000", "个", "eq")])
t("实施《X区中小学校布局", dr="区布局:explicit")
t("深化集团化办学", by=("年内", None), ind=[("组建3个教育集团", "3", "个", "eq")])
t("贯彻国办发〔2019〕29号", dr="高中29:explicit")
t("开展学科基地建设", dr="高中29:goal?", ind=[("培育2-3个省级课程基地", "2-3", "个", "range")])
t("探索与高校联合", dr="高中29:goal?")
t("深化产教融合")
t("建立残疾儿童少年")
t("加强随班就读")
t("支持社区学院")
t("深入实施《中小学德育", dr="德育:explicit 守则:explicit")
t("广泛开展“学党史", dr="德育:scope? 守则:scope?")
t("把落实《新时代爱国主义", dr="爱国:explicit")
t("落实中共中央、国务院《关于全面加强和改进新时代学校体育", dr="体育36:explicit")
t("强化大课间", dr="体育36:scope", ind=[("每天校园体育活动不少于1小时", "1", "小时", "ge")])
t("贯彻体育总局、教育部", dr="体教融合:explicit")
t("继续办好区青少年运动会", dr="体教融合:scope")
t("加快全民健身中心", ind=[("新建健身步道12公里", "12", "公里", "eq")])
t("举办“全民健身日”")
t("贯彻落实中共中央国务院", dr="美育36:explicit")
t("办好中小学生艺术节", dr="美育36:goal", ind=[("学会1-2项艺术特长", "1-2", "项", "range")])
t("推动非遗传承人", dr="美育36:goal")
t("全面贯彻《中共中央 国务院关于全面加强新时代", dr="劳动意见:explicit 劳动纲要:explicit")
t("建立学生劳动清单", dr="劳动意见:goal 劳动纲要:goal", ind=[("每学年设立1次劳动周", "1", "次", "eq")])
t("遴选一批农场", dr="劳动意见:goal 劳动纲要:goal")
t("执行《教育部办公厅关于加强中小学生手机", dr="手机:explicit")
t("按照中小学心理健康", dr="心理12:explicit")
t("建立学生视力档案", ind=[("每天两次眼保健操", "2", "次", "eq")])
t("改造教室照明")
t("落实《新时代中小学、幼儿园教师", dr="准则中小:explicit 准则幼:explicit")
t("执行省教育厅《中小学教师", dr="省补课:explicit")
t("推进教师“县管校聘”", ind=[("交流轮岗比例不低于10%", "10", "%", "ge")])
t("选派骨干教师", ind=[("为期1学年", "1", "学年", "eq")])
t("贯彻《国务院办公厅关于规范校外", dr="校外80:explicit")
t("该意见明确", dr="校外80:explicit")
t("由区教育体育局牵头", "区教育体育局:l 市场监管、消防等部门:c", dr="校外80:goal",
  ind=[("每季度开展1次联合检查", "1", "次", "eq")])  # fmt: skip
t("按照《中小学幼儿园安全", dr="安全办法:explicit")
t("各学校每学期至少组织", "各学校:r", ind=[("每学期至少组织2次应急疏散演练", "2", "次", "ge")])
t("深化校园食堂", by=("年底前", None))

# ---------------------------------------------------------------- a district's work plan, two years later
doc("district-points-2023.txt", "鸢湖区教育局关于印发《鸢湖区教育局2023年工作要点》的通知", "鸢教〔2023〕5号",
    ["鸢湖区教育局"], "county", "2023-02-20")  # fmt: skip
c("《鸢湖区教育局2023年工作要点》", "区要点", "issues", n=2, own=True)
c("《鸢湖区教育高质量发展三年行动计划（2022—2024年）》", "区三年", "implements")
c("“双减”意见", "双减", "implements", kind="short")
plan("《鸢湖区中小学课后服务质量评价细则》", "county", "bracketed")
c("《翎州市义务教育学校课后服务经费管理办法（试行）》", "市经费", "based_on", "市教育局")
c("《教育部关于印发〈义务教育课程方案和课程标准（2022年版）〉的通知》", "义教方案22", "implements", "教育部")
c("《义务教育课程设置实验方案》", "义教方案", "based_on")
c("《关于深化体教融合 促进青少年健康发展的意见》", "体教融合", "implements", "国务院")
c("《关于全面加强和改进新时代学校体育美育工作的实施意见》", "省意见", "implements", "省政府办公厅")
c("《国家学生体质健康标准（2014年修订）》", "体质14", "based_on")
c("翎政办发〔2021〕34号", "市通知", "implements", kind="number")
c("《大中小学劳动教育指导纲要（试行）》", "劳动纲要", "implements")
c("《翎州市中小学生劳动教育清单（2022版）》", "市清单", "implements")
c("《中小学心理健康教育指导纲要（2012年修订）》", "心理12", "based_on")
c("“十四五”学前教育发展提升行动计划", "学前提升", "implements", kind="bare")
c("《幼儿园保育教育质量评估指南》", "保教指南", "based_on")
c("家庭教育促进法", "家促法", "implements", kind="bare")
c("《教育部等十三部门关于健全学校家庭社会协同育人机制的意见》", "协同", "implements", "教育部等十三部门")
c("该意见", "协同", "based_on", kind="anaphor")
c("《深化新时代教育评价改革总体方案》", "评价方案", "implements")
c("义务教育、普通高中、幼儿园三个评价指南", ["义教指南", "高中指南", "保教指南"], "based_on", kind="bare")
plan("鸢湖区初中学校绿色质量评价标准", "county")
c("中小学教师十项准则", "准则中小", "based_on", kind="short")
c("《校车安全管理条例》", "校车", "implements")
drives("区三年")

line("巩固减负成果", lead="教育科", responsible="各义务教育学校")
t("持续落实“双减”", dr="双减:explicit", ind=[("全年开展优秀作业设计评选2次", "2", "次", "eq")])
t("严格执行义务教育阶段学科类", dr="双减:goal")
t("对隐形变异", dr="双减:goal")
line("提升课后服务质量", lead="教育科", cooperate="财务科")
t("制定《鸢湖区中小学课后服务", ind=[("课后服务覆盖率100%", "100", "%", "eq")])
t("引进优质社会资源")
t("按照市教育局《翎州市义务教育", dr="市经费:explicit")
line("推进课程改革", responsible="区教师发展中心 各义务教育学校")
t("全面落实《教育部关于印发", by=("2023年8月底前", "2023-08"), dr="义教方案22:explicit")
t("义务教育阶段学校按照", "义务教育阶段学校:r", dr="义教方案:explicit")
t("深化跨学科主题学习", dr="义教方案22:goal", ind=[("课时比例不低于10%", "10", "%", "ge")])
line("深化体教融合", lead="体育卫生与艺术教育科", cooperate="区文化和旅游局")
t("贯彻国务院《关于深化体教融合", dr="体教融合:explicit 省意见:explicit",
  ind=[("创建市级以上体育传统特色学校6所", "6", "所", "eq")])  # fmt: skip
t("继续完善校际联赛", dr="体教融合:goal 省意见:goal?")
t("根据《国家学生体质健康标准", dr="体质14:explicit", ind=[("优良率达到52%以上", "52", "%", "ge")])
t("落实翎政办发〔2021〕34号", dr="市通知:explicit", ind=[
    ("新建区级学生艺术团8个", "8", "个", "eq"), ("每年举办1次全区中小学生艺术展演", "1", "次", "eq")])  # fmt: skip
t("推进“一校一品”", dr="市通知:goal?")
t("支持有条件的学校与", dr="市通知:goal?")
t("落实《大中小学劳动教育", "义务教育阶段学校:r", dr="劳动纲要:explicit 市清单:explicit",
  ind=[("每周至少开设1节劳动课", "1", "节", "ge")])  # fmt: skip
t(
    "依托区内农业园区",
    by=("2023年", "2023"),
    dr="劳动纲要:goal 市清单:goal?",
    ind=[("新增4个", "4", "个", "eq")],
)
t("推广家庭劳动打卡", dr="劳动纲要:goal 市清单:goal?")
t("按照《中小学心理健康", dr="心理12:explicit", ind=[("心理辅导室建设达标率达到100%", "100", "%", "eq")])
t("完善学校、家庭、医疗机构", "区教育局:r 区卫生健康局:r")
t("开学前后和考试前后", "各校:r", ind=[("分别安排1次心理健康主题班会", "1", "次", "eq")])
t("实施“十四五”学前教育", dr="学前提升:explicit", ind=[("普惠性幼儿园覆盖率达到92%以上", "92", "%", "ge")])
t("深入推进幼小衔接", dr="保教指南:explicit")
t("鼓励公办园举办托班", dr="学前提升:goal?", ind=[("增加托位200个", "200", "个", "eq")])
t("宣传贯彻家庭教育促进法", dr="家促法:explicit", ind=[("每学期组织2次家庭教育指导活动", "2", "次", "eq")])
t("认真落实《教育部等十三部门", dr="协同:explicit")
t("按照该意见要求", "区教育局:r 区妇联:r", dr="协同:explicit")
t("开展“书香家庭”", dr="协同:scope?")
t("落实《深化新时代教育评价", dr="评价方案:explicit")
t("运用义务教育、", dr="义教指南:explicit 高中指南:explicit 保教指南:explicit")
t("建立教学视导制度", dr="评价方案:goal?", ind=[("每月至少视导3所学校", "3", "所", "ge")])
t("研究制定鸢湖区初中", dr="评价方案:goal")
t("深入实施“青蓝工程”", ind=[("新评区级骨干教师50名", "50", "名", "eq")])
t("实施教师心理关爱")
t("坚持师德第一标准", dr="准则中小:explicit")
t("落实《校车安全", dr="校车:explicit", ind=[("每月排查1次", "1", "次", "eq")])
t("持续开展防溺水", ind=[("覆盖率保持100%", "100", "%", "eq")])
t("各学校要修订完善", "各学校:r", ind=[("每月至少组织1次应急疏散演练", "1", "次", "ge")])
t("由区教育局牵头", "区教育局:l 公安、市场监管等部门:c")

# ---------------------------------------------------------------- the county's plan
doc("county-plan-2023.txt", "荻浦县人民政府办公室关于印发荻浦县学生体质与心理健康提升行动方案（2023—2025年）的通知",
    "荻政办发〔2023〕21号", ["荻浦县人民政府办公室"], "county", "2023-09-12")  # fmt: skip
c("《荻浦县学生体质与心理健康提升行动方案（2023—2025年）》", "县方案", "issues", own=True)
c(
    "《全面加强和改进新时代学生心理健康工作专项行动计划（2023—2025年）》",
    "心理计划",
    "implements",
    "教育部等十七部门",
)
c("《霁川省人民政府办公厅关于全面加强和改进新时代学校体育美育工作的实施意见》", "省意见", "implements",
  "霁川省人民政府办公厅")  # fmt: skip
c("《翎州市人民政府办公室关于贯彻落实〈霁川省人民政府办公厅关于全面加强和改进新时代学校体育美育工作的实施意见〉的通知》",
  "市通知", "implements", "翎州市人民政府办公室")  # fmt: skip
c("《通知》", "市通知", "implements", n=2, kind="anaphor")
c("《国家学生体质健康标准（2014年修订）》", "体质14", "based_on")
c("《国务院办公厅关于强化学校体育促进学生身心健康全面发展的意见》", "体育27", "based_on", "国务院办公厅")
c("《专项行动计划》", "心理计划", "implements", n=2, kind="anaphor")
c("《专项行动计划》", "心理计划", "implements", n=3, kind="anaphor")
c("《中华人民共和国家庭教育促进法》", "家促法", "based_on")
c("《学校食品安全与营养健康管理规定》", "食品", "based_on")
c("《中小学生课外读物进校园管理办法》", "读物", "based_on")
plan("荻浦县学校体育美育经费保障办法", "county")
c("《专项行动计划》", "心理计划", "based_on", n=4, kind="anaphor")
c("《通知》", "市通知", "based_on", n=3, kind="anaphor")
c("《荻浦县加强学校体育工作实施方案》", "县旧方案", "mentions")
drives("心理计划", "省意见", "市通知")

t("到2024年底", by=("到2024年底", "2024-12"), ind=[("体育教师配备率达到95%", "95", "%", "eq")])
t("到2025年，学生体质", by=("到2025年", "2025"), ind=[
    ("学生体质健康优良率达到50%以上", "50", "%", "ge"), ("80%以上的学校配备专职心理健康教育教师", "80", "%", "ge"),
    ("学生总体近视率控制在48%以内", "48", "%", "le")])  # fmt: skip
line("保证锻炼时间", lead="县教育体育局", responsible="各中小学校")
t(
    "落实《通知》有关",
    "各中小学校:r",
    dr="市通知:explicit",
    ind=[("每天安排30分钟以上大课间体育活动", "30", "分钟", "ge")],
)
t("各校要把冬季长跑", "各校:r", dr="市通知:scope", ind=[("每名学生至少熟练掌握2项运动技能", "2", "项", "ge")])
line("严格体质监测", lead="县教育体育局", cooperate="县卫生健康局 县疾控中心")
t("各校每学年按照", "各校:r", by=("于当年12月15日前", None), dr="体质14:explicit",
  ind=[("每学年按照《国家学生体质健康标准（2014年修订）》（教体艺（2014）5号）开展1次全员测试", "1", "次", "eq")])  # fmt: skip
t("建立学生体质健康档案")
line("改善运动条件", lead="县财政局 县教育体育局", responsible="各乡镇人民政府")
t("实施乡镇学校运动场地", "县财政:r", ind=[
    ("改造运动场地27片", "27", "片", "eq"), ("每年投入不少于300万元", "300", "万元", "ge")])  # fmt: skip
t("统筹使用彩票公益金")
t(
    "依据《国务院办公厅关于强化",
    dr="体育27:explicit",
    ind=[("每年举办1届全县中小学生运动会", "1", "届", "eq")],
)
t("对在市级以上比赛")
t("引导社会体育俱乐部")
t("贯彻《专项行动计划》", "中小学校:r", dr="心理计划:explicit",
  ind=[("每两周至少开设1课时心理健康课", "1", "课时", "ge")])  # fmt: skip
t("落实《专项行动计划》要求", dr="心理计划:explicit", ind=[("遴选10节优质课例", "10", "节", "eq")])
t("学校心理辅导室每天", dr="心理计划:goal", ind=[("每天开放时间不少于2小时", "2", "小时", "ge")])
t(
    "县教育体育局会同县卫生健康局",
    "县教育体育局:r 县卫生健康局:c",
    ind=[("开展1次心理健康测评", "1", "次", "eq")],
)
t("对重点学生实行")
t("县人民医院开设", "县人民医院:r", ind=[("每周开诊不少于3个半天", "3", "半天", "ge")])
t("依照《中华人民共和国家庭教育", "中小学校:r 幼儿园:r", dr="家促法:explicit")
t(
    "县妇联、县教育体育局",
    "县妇联:r 县教育体育局:r",
    ind=[("每年培训家庭教育指导骨干200人次", "200", "人次", "eq")],
)
t("学校要定期举办", "学校:r")
t("依据《学校食品安全", dr="食品:explicit", ind=[("大宗食材统一采购率达到100%", "100", "%", "eq")])
t("严禁在校园内")
t("县市场监管局要", "县市场监管局:r", by=("在每学期开学前", None))
t("县委网信办、", "县委网信办:r 县公安局:r")
t("2024年6月底前", by=("2024年6月底前", "2024-06"))
t("各学校要按照《中小学生课外", "各学校:r", dr="读物:explicit")
t("成立由县政府分管")
t("各乡（镇、街道）要", "各乡（镇、街道）:r", ind=[
    ("1名分管负责人", "1", "名", "eq"), ("1名联络员", "1", "名", "eq")])  # fmt: skip
t("县财政局要将", "县财政局:r", ind=[("每生每年10元", "10", "元", "eq")])
t("研究出台荻浦县")
t("将本方案落实情况")
t("对照《专项行动计划》和", "县政府教育督导室:r", dr="心理计划:explicit 市通知:explicit",
  ind=[("每年开展1次专项督导", "1", "次", "eq")])  # fmt: skip

# ---------------------------------------------------------------- outline and units, as the guides say
NUMERAL = "[一二三四五六七八九十]+"
RUNGS = [
    re.compile(NUMERAL + "、"),
    re.compile("[（(]" + NUMERAL + "[）)]"),
    re.compile(r"\d{1,2}[.．、](?!\d)"),
    re.compile(r"[（(]\d{1,2}[）)]|[①-⑳]"),
]
OPEN, CLOSE, STOPS = "（《“〈(", "）》”〉)", "。！？；"
ROLES = {"r": "responsible", "l": "lead", "c": "cooperate", "a": "approve"}


def outline(text: str) -> list[Row]:
    """Return every numbered heading that opens a line; the depth is its rung in this document."""
    found = []
    for line_ in re.finditer(r"[^\r\n]+", text):
        body = line_.group()
        lead = len(body) - len(body.lstrip())
        for rung, pattern in enumerate(RUNGS):
            if match := pattern.match(body[lead:]):
                heading = body[lead + match.end() :].split("。")[0].strip()[:40].strip()
                found.append((rung, match.group(), heading, line_.start() + lead))
                break
    used = sorted({rung for rung, *_ in found})
    return [{"depth": used.index(r) + 1, "marker": m, "heading": h, "start": s} for r, m, h, s in found]


def unit_end(text: str, start: int) -> int:
    """Return the end of the unit that starts at ``start``: behind the next stop outside brackets."""
    depth = 0
    for place in range(start, len(text)):
        depth += (text[place] in OPEN) - (text[place] in CLOSE)
        if text[place] in STOPS and depth <= 0:
            return place + 1
    raise ValueError(text[start : start + 20])


def find(text: str, words: str, n: int, after: int = -1) -> int:
    """Return where the ``n``-th occurrence of ``words`` behind ``after`` starts."""
    place = after
    for _ in range(n):
        place = text.find(words, place + 1)
        if place < 0:
            raise ValueError(f"not found: {words} ({n})")
    return place


def target(key: str) -> Row:
    """Return the target of a key."""
    return {"title": T[key][0], "doc_number": T[key][1]}


def citations(text: str, entries: list[Any]) -> list[Row]:
    """Return the citations of a document in the order of its text."""
    rows = []
    for words, n, kind, issuer, key, relation, own in entries:
        start = find(text, words, n)
        if isinstance(key, tuple):
            meant: Any = {"title": key[0], "doc_number": key[1]}
            level = key[2]
        elif isinstance(key, list):
            meant, level = [target(k) for k in key], T[key[0]][2]
        else:
            meant, level = target(key), T[key][2]
        rows.append({"start": start, "end": start + len(words), "text": words, "kind": kind,
                     "issuer_text": issuer, "target": meant, "level": level, "relation": relation,
                     "self": own})  # fmt: skip
    rows.sort(key=lambda row: row["start"])
    for one, two in pairwise(rows):
        assert one["end"] <= two["start"], (one["text"], two["text"])
    return rows


def driver(entry: str) -> Row:
    """Return the driver that ``document:basis`` or ``document:basis?`` stands for."""
    key, basis = entry.split(":")
    row: Row = {"target": target(key), "basis": basis.rstrip("?")}
    return row | {"doubtful": True} if basis.endswith("?") else row


def tasks(text: str, entries: list[Any], lines: dict[str, Any], headings: list[Row]) -> list[Row]:
    """Return the tasks of a document; entries stand in the order of its text."""
    rows: list[Row] = []
    place = -1
    unused = set(lines)
    for opening, n, bodies, by, indicators, drivers in entries:
        start = place = find(text, opening, n, place)
        end = unit_end(text, start)
        goal = next((h for h in reversed(headings) if h["start"] <= start), None)
        named = [tuple(b.rsplit(":", 1)) for b in bodies.split()]
        held = [(name, ROLES[role]) for name, role in named]
        for heading, more in lines.items():
            if goal is not None and goal["heading"].startswith(heading):
                unused.discard(heading)
                held += [pair for pair in more if pair not in held]
        for words in [i[0] for i in indicators] + ([by[0]] if by else []) + [name for name, _ in named]:
            assert words in text[start:end], (words, text[start:end])
        rows.append({
            "start": start, "end": end, "head": text[start : start + 10],
            "goal": goal["start"] if goal else None,
            "bodies": [{"text": name, "role": role} for name, role in held],
            "indicators": [{"text": w, "value": v, "unit": u, "comparator": k, "deadline": by[1] if by else None}
                           for w, v, u, k in indicators],
            "deadline": {"text": by[0], "iso": by[1]} if by else None,
            "drivers": [driver(d) for d in drivers.split()]})  # fmt: skip
    assert not unused, unused
    return rows


def show(file: str, text: str, found: list[Row], done: list[Row]) -> None:
    """Print the lines of a text with ``+`` before each task in them, and its citations in context."""
    print("==", file)
    place = 0
    for row in done:
        print(" ", " ".join(text[place : row["start"]].split()))
        print("+", text[row["start"] : row["end"]])
        place = row["end"]
    print(" ", " ".join(text[place:].split()))
    for row in found:
        a, b = row["start"], row["end"]
        around = f"{text[max(0, a - 14) : a]}▸{row['text']}◂{text[b : b + 14]}"
        print(f"  {row['kind']:9} {row['relation']:10} {row['level']:10} {' '.join(around.split())}")


def build(print_all: bool = False) -> dict[str, list[Row]]:
    """Return the rows of both gold files by their names."""
    gold: list[Row] = []
    gold_tasks: list[Row] = []
    for file in sorted(DOCS):
        entries = DOCS[file]
        text = (SAMPLE / file).read_bytes().decode(ENCODINGS.get(file, "utf-8"))
        headings = outline(text)
        cites = citations(text, entries["citations"])
        done = tasks(text, entries["tasks"], entries["lines"], headings)
        gold.append({"file": file, "document": entries["document"], "citations": cites, "outline": headings})
        drivers = [{"target": target(key)} for key in entries["drivers"]]
        gold_tasks.append({"file": file, "document_drivers": drivers, "tasks": done})
        if print_all:
            show(file, text, cites, done)
    return {"sample.jsonl": gold, "sample-tasks.jsonl": gold_tasks}


def main() -> None:
    """Write both files."""
    for name, rows in build("--show" in sys.argv).items():
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (HERE / name).write_text(lines, encoding="utf-8", newline="\n")
        items = sum(len(row["citations" if name == "sample.jsonl" else "tasks"]) for row in rows)
        print(f"{name}: {len(rows)} documents, {items} entries")


if __name__ == "__main__":
    main()
