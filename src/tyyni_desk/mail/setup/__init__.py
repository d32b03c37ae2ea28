"""Setting mail up and looking after it: mailboxes, what is in which place, how the desk's own letters leave."""
