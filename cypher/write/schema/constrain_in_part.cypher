// name: constrain_in_part
// about: Ids of IN_PART are unique, and found at once.
// about.zh: IN_PART 编号唯一
CREATE CONSTRAINT suyuan_in_part_id IF NOT EXISTS
FOR ()-[n:IN_PART]-() REQUIRE n.id IS UNIQUE
