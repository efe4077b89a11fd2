// name: index_goal_kind
// about: Goal nodes are found by kind.
// about.zh: 按 kind 查找 Goal 节点
CREATE INDEX suyuan_goal_kind IF NOT EXISTS
FOR (n:Goal) ON (n.kind)
