// name: remove_has_part
// about: HAS_PART edges of ours are gone.
// about.zh: 删除 HAS_PART 关系
// param: $ids list ids | 编号
// column: facts int how many | 数量
UNWIND $ids AS id
MATCH ()-[r:HAS_PART {id: id}]->()
WHERE r.content_hash IS NOT NULL
DELETE r
RETURN count(*) AS facts
