// name: constrain_part_of
// about: Ids of PART_OF are unique, and found at once.
// about.zh: PART_OF 编号唯一
CREATE CONSTRAINT suyuan_part_of_id IF NOT EXISTS
FOR ()-[n:PART_OF]-() REQUIRE n.id IS UNIQUE
