// name: index_document_level
// about: Document nodes are found by level.
// about.zh: 按 level 查找 Document 节点
CREATE INDEX suyuan_document_level IF NOT EXISTS
FOR (n:Document) ON (n.level)
