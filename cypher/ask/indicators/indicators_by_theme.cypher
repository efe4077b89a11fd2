// name: indicators_by_theme
// about: Indicators under the themes that hold these words.
// about.zh: 含有这些文字的主题之下的指标
// param: $theme str words of the theme | 主题中的文字
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: theme str the theme | 主题
// column: document_title str title of the document | 文件标题
// column: goal_title str title of the goal | 目标标题
// column: value str value as written | 原文数值
// column: unit str its unit | 单位
// column: comparator str how it bounds | 比较关系
// column: deadline str by when | 时限
// column: quote str the words | 原文
// example: theme=体育
MATCH (th:Theme)<-[:ABOUT]-(g:Goal)-[:HAS_TASK]->(:Task)-[:HAS_INDICATOR]->(i:Indicator)
WHERE th.title CONTAINS $theme
MATCH (d:Document)-[:HAS_GOAL]->(g)
WITH DISTINCT th, d, g, i
RETURN th.title AS theme, d.title AS document_title, g.title AS goal_title, i.value AS value, i.unit AS unit,
  i.comparator AS comparator, i.deadline AS deadline, i.quote AS quote
ORDER BY theme, d.id, i.id, g.id, th.id
LIMIT $limit
