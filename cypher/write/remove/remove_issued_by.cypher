// name: remove_issued_by
// about: ISSUED_BY edges of ours are gone.
// about.zh: 删除 ISSUED_BY 关系
// param: $ids list ids | 编号
// column: facts int how many | 数量
UNWIND $ids AS id
MATCH ()-[r:ISSUED_BY {id: id}]->()
WHERE r.content_hash IS NOT NULL
DELETE r
RETURN count(*) AS facts
