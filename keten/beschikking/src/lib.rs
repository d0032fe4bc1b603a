//! Step 4, beschikking: the decision.
