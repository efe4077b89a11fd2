// name: remove_based_on
// about: BASED_ON edges of ours are gone.
// about.zh: 删除 BASED_ON 关系
// param: $ids list ids | 编号
// column: facts int how many | 数量
UNWIND $ids AS id
MATCH ()-[r:BASED_ON {id: id}]->()
WHERE r.content_hash IS NOT NULL
DELETE r
RETURN count(*) AS facts
