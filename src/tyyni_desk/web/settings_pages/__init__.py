"""Pages on which the desk is set up and looked after: people, teams, mailboxes, mail, rules, the audit log."""
