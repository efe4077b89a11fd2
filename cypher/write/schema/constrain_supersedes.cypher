// name: constrain_supersedes
// about: Ids of SUPERSEDES are unique, and found at once.
// about.zh: SUPERSEDES 编号唯一
CREATE CONSTRAINT suyuan_supersedes_id IF NOT EXISTS
FOR ()-[n:SUPERSEDES]-() REQUIRE n.id IS UNIQUE
