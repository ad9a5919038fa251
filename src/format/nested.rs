//! Values that are documents.
