// name: unsure_mentions
// about: Citations that may mean several documents, most frequent wording first.
// about.zh: 可能指多份文件、尚待判定的引用，常见者在前
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: text str the words | 引用原文
// column: mentions int how often they stand so | 出现次数
// column: candidates str the documents they may mean | 候选文件
// column: why str why it is open | 待定原因
// example: limit=10
MATCH (h)-[:HAS_OPEN]->(m:Mention)
WITH m.text AS text, count(DISTINCT m) AS mentions, min(m.candidates) AS candidates, min(m.why) AS why
RETURN text, mentions, candidates, why
ORDER BY mentions DESC, text
LIMIT $limit
