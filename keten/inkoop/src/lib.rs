//! Step 1, inkoop: providers and contracts.
