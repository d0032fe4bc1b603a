//! Step 9, monitoring: figures over the whole chain.
