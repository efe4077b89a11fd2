// name: remove_part_of
// about: PART_OF edges of ours are gone.
// about.zh: 删除 PART_OF 关系
// param: $ids list ids | 编号
// column: facts int how many | 数量
UNWIND $ids AS id
MATCH ()-[r:PART_OF {id: id}]->()
WHERE r.content_hash IS NOT NULL
DELETE r
RETURN count(*) AS facts
