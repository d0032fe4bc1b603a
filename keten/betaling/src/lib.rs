//! Step 8, betaling: payment batches.
