//! iWmo 3.2 messages: streaming reader and writer, schema and message rules.
