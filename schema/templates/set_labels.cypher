// Give nodes the labels of their kind, and take away those of a kind that they had before.
UNWIND $id AS id
MATCH (n:%label {id: id})
REMOVE n:%other_labels
SET n:%labels
