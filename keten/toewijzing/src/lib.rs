//! Step 5, toewijzing: the order to a provider.
