// name: index_document_origin
// about: Document nodes are found by origin.
// about.zh: 按 origin 查找 Document 节点
CREATE INDEX suyuan_document_origin IF NOT EXISTS
FOR (n:Document) ON (n.origin)
