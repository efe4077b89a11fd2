// name: count_edges
// about: How many edges of ours there are.
// about.zh: 本库写入的数量
// column: facts int how many | 数量
MATCH ()-[n]->()
WHERE n.content_hash IS NOT NULL
RETURN count(n) AS facts
