// name: constrain_has_open
// about: Ids of HAS_OPEN are unique, and found at once.
// about.zh: HAS_OPEN 编号唯一
CREATE CONSTRAINT suyuan_has_open_id IF NOT EXISTS
FOR ()-[n:HAS_OPEN]-() REQUIRE n.id IS UNIQUE
