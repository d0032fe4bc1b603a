//! Step 3, toegang: clients, melding and onderzoek.
