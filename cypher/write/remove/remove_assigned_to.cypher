// name: remove_assigned_to
// about: ASSIGNED_TO edges of ours are gone.
// about.zh: 删除 ASSIGNED_TO 关系
// param: $ids list ids | 编号
// column: facts int how many | 数量
UNWIND $ids AS id
MATCH ()-[r:ASSIGNED_TO {id: id}]->()
WHERE r.content_hash IS NOT NULL
DELETE r
RETURN count(*) AS facts
