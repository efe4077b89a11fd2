// name: shared_tasks
// about: Tasks that two bodies share.
// about.zh: 两个单位共同承担的任务
// param: $body str id of the body or words of its name | 单位编号或名称中的文字
// param: $other str the same of the other body | 另一单位，写法相同
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: first str title of the one | 单位甲
// column: first_role str its role | 单位甲角色
// column: second str title of the other | 单位乙
// column: second_role str its role | 单位乙角色
// column: task_id str id of the task | 任务编号
// column: task str its words | 任务原文
// note: Words that many titles hold, or a large place, take more than 50 ms at 100,000 nodes; an id or a number does not. · 若标题用词匹配很多文件，十万个节点时超过 50 毫秒；用编号或字号则不会。
// example: body=教育 other=财政
MATCH (a:Body)<-[r:ASSIGNED_TO]-(t:Task)-[s:ASSIGNED_TO]->(b:Body)
WHERE (a.id = $body OR a.title CONTAINS $body) AND (b.id = $other OR b.title CONTAINS $other) AND a.id <> b.id
RETURN a.title AS first, r.role AS first_role, b.title AS second, s.role AS second_role, t.id AS task_id, t.text AS task
ORDER BY task_id, a.id, b.id, r.id, s.id
LIMIT $limit
