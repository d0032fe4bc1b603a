//! Step 7, declaratie: settlement of claims.
