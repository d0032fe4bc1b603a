//! Reads and checks the rule data under regels/: frameworks, tariffs, code lists.
