// name: indicators_due
// about: Indicators that are to be reached by a year.
// about.zh: 某年之前应达到的指标
// param: $year str the year, or year and month | 年份，或年月
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: deadline str by when | 时限
// column: document_title str title of the document | 文件标题
// column: task_id str id of the task | 任务编号
// column: value str value as written | 原文数值
// column: unit str its unit | 单位
// column: quote str the words | 原文
// example: year=2025
MATCH (t:Task)-[:HAS_INDICATOR]->(i:Indicator)
WHERE i.deadline STARTS WITH $year
MATCH (d:Document)-[:HAS_PART|HAS_GOAL|HAS_TASK*1..8]->(t)
RETURN i.deadline AS deadline, d.title AS document_title, t.id AS task_id, i.value AS value, i.unit AS unit,
  i.quote AS quote
ORDER BY deadline, d.id, task_id, i.id
LIMIT $limit
