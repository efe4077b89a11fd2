// name: constrain_document
// about: Ids of Document are unique, and found at once.
// about.zh: Document 编号唯一
CREATE CONSTRAINT suyuan_document_id IF NOT EXISTS
FOR (n:Document) REQUIRE n.id IS UNIQUE
