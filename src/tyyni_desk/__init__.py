"""Tyyni's desk: the web application that a support team works in. It is the engine's largest user."""
