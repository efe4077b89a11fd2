// name: citations_by_role
// about: How many citations there are of each role, and of how many documents.
// about.zh: 各类引用关系的引用次数与被引文件数
// param: $level str "" only documents of this level; empty for all | 仅此层级的文件；留空为全部
// column: role str what the citing words do with the document | 引用作用
// column: citations int how many citations | 引用次数
// column: documents int how many documents are cited so | 被引文件数
// note: Goes through every citation, so it takes more than 50 ms from about 20,000 nodes on. · 需遍历全部引用，约两万个节点以上时超过 50 毫秒。
MATCH (h)-[c:CITES]->(n:Document)
WHERE $level = '' OR n.level = $level
WITH c.role AS role, count(c) AS citations, count(DISTINCT n) AS documents
RETURN role, citations, documents
ORDER BY citations DESC, role
