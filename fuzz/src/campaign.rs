//! Many programs, on several threads.

use std::io;
use std::ops::Range;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;

use crate::{Disagreement, Machines, program};

/// Runs the programs of `seeds`, each thread in a folder of its own below `folder`. `done` is told of each program, in no order. Ends early if
/// `done` says so.
///
/// # Errors
/// If a program cannot be run at all.
pub fn run(
    machines: &Machines,
    seeds: Range<u64>,
    jobs: usize,
    folder: &Path,
    done: impl Fn(u64, Option<&Disagreement>) -> bool + Sync,
) -> io::Result<()> {
    let next = AtomicU64::new(seeds.start);
    let stop = AtomicBool::new(false);
    let problem = Mutex::new(None);
    thread::scope(|scope| {
        for job in 0..jobs.max(1) {
            let (next, stop, problem, done, end) = (&next, &stop, &problem, &done, seeds.end);
            scope.spawn(move || {
                let work = || -> io::Result<()> {
                    let folder = folder.join(job.to_string());
                    std::fs::create_dir_all(&folder)?;
                    while !stop.load(Ordering::Relaxed) {
                        let seed = next.fetch_add(1, Ordering::Relaxed);
                        if seed >= end {
                            break;
                        }
                        let found = machines.check(&program(seed), &folder, Some(seed))?;
                        if !done(seed, found.as_ref()) {
                            stop.store(true, Ordering::Relaxed);
                        }
                    }
                    Ok(())
                };
                if let Err(error) = work() {
                    stop.store(true, Ordering::Relaxed);
                    *problem.lock().expect("no thread panics with the lock") = Some(error);
                }
            });
        }
    });
    problem.into_inner().expect("no thread panics with the lock").map_or(Ok(()), Err)
}
