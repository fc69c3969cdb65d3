//! Tier 2: hot loops are recorded, optimized by `trefoil-optimizer`, and run as traces.

pub mod bridge;
