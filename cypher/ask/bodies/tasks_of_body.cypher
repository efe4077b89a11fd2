// name: tasks_of_body
// about: The tasks of a body, with the part it plays in each.
// about.zh: 某单位承担的任务及其角色
// param: $body str id of the body or words of its name | 单位编号或名称中的文字
// param: $role str "" only this role; empty for all | 仅此角色；留空为全部
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: body str title of the body | 单位名称
// column: role str lead, cooperate, responsible, approve or other | 角色
// column: document_title str title of the document | 文件标题
// column: goal_title str title of the goal, empty outside any | 所在目标；在目标之外为空
// column: task_id str id of the task | 任务编号
// column: task str its words | 任务原文
// column: deadline str by when | 时限
// note: Words that many titles hold, or a large place, take more than 50 ms at 100,000 nodes; an id or a number does not. · 若标题用词匹配很多文件，十万个节点时超过 50 毫秒；用编号或字号则不会。
// example: body=教育
MATCH (b:Body)<-[r:ASSIGNED_TO]-(t:Task)
WHERE (b.id = $body OR b.title CONTAINS $body) AND ($role = '' OR r.role = $role)
MATCH (d:Document)-[:HAS_PART|HAS_GOAL|HAS_TASK*1..8]->(t)
OPTIONAL MATCH (g:Goal)-[:HAS_TASK]->(t)
RETURN b.title AS body, r.role AS role, d.title AS document_title, g.title AS goal_title, t.id AS task_id, t.text AS task,
  t.deadline AS deadline
ORDER BY b.id, task_id, role, r.id
LIMIT $limit
