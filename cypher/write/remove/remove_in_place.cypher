// name: remove_in_place
// about: IN_PLACE edges of ours are gone.
// about.zh: 删除 IN_PLACE 关系
// param: $ids list ids | 编号
// column: facts int how many | 数量
UNWIND $ids AS id
MATCH ()-[r:IN_PLACE {id: id}]->()
WHERE r.content_hash IS NOT NULL
DELETE r
RETURN count(*) AS facts
