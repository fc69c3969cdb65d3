//! The model as JSON.
