// name: constrain_goal
// about: Ids of Goal are unique, and found at once.
// about.zh: Goal 编号唯一
CREATE CONSTRAINT suyuan_goal_id IF NOT EXISTS
FOR (n:Goal) REQUIRE n.id IS UNIQUE
