// name: tasks_with_words
// about: Tasks whose words hold these, and whether some document drives them.
// about.zh: 含有这些文字的任务，以及是否有驱动文件
// param: $words str words to look for | 要查找的文字
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: document_title str title of the document | 文件标题
// column: goal_title str title of the goal, empty outside any | 所在目标；在目标之外为空
// column: task_id str id of the task | 任务编号
// column: task str its words | 任务原文
// column: drivers int how many documents drive it | 驱动文件数
// note: Reads every text, so it takes more than 50 ms at 100,000 nodes; suyuan search is quicker on Neo4j. · 需逐一读取正文，十万个节点时超过 50 毫秒；在 Neo4j 上可用 suyuan search。
// example: words=体育
MATCH (t:Task)
WHERE t.text CONTAINS $words
MATCH (d:Document)-[:HAS_PART|HAS_GOAL|HAS_TASK*1..8]->(t)
OPTIONAL MATCH (t)-[:DRIVEN_BY]->(n:Document)
WITH d, t, count(DISTINCT n) AS drivers
OPTIONAL MATCH (g:Goal)-[:HAS_TASK]->(t)
RETURN d.title AS document_title, g.title AS goal_title, t.id AS task_id, t.text AS task, drivers
ORDER BY d.id, t.first_char, task_id
LIMIT $limit
