//! Storage on SQLite and PostgreSQL with one SQL text.
