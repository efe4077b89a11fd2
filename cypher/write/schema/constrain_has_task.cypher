// name: constrain_has_task
// about: Ids of HAS_TASK are unique, and found at once.
// about.zh: HAS_TASK 编号唯一
CREATE CONSTRAINT suyuan_has_task_id IF NOT EXISTS
FOR ()-[n:HAS_TASK]-() REQUIRE n.id IS UNIQUE
