// name: constrain_has_goal
// about: Ids of HAS_GOAL are unique, and found at once.
// about.zh: HAS_GOAL 编号唯一
CREATE CONSTRAINT suyuan_has_goal_id IF NOT EXISTS
FOR ()-[n:HAS_GOAL]-() REQUIRE n.id IS UNIQUE
