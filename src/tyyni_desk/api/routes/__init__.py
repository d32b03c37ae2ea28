"""One router a noun: parse, act, answer."""
