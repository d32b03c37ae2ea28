"""The page of the playbook."""
