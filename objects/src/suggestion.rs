//! "Did you mean": the closest of some names by CPython's edit distance, where a move costs 2 and a change of case 1.

const MOVE: usize = 2;
const CASE: usize = 1;
const MAX_CANDIDATES: usize = 750;
const MAX_LENGTH: usize = 40;

/// The name that was probably meant by `wrong`.
pub fn suggest<'a>(wrong: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wrong: Vec<char> = wrong.chars().collect();
    let mut best = None;
    let mut best_distance = wrong.len();
    for candidate in candidates.into_iter().take(MAX_CANDIDATES) {
        let possible: Vec<char> = candidate.chars().collect();
        if possible == wrong {
            continue;
        }
        // No more than a third of the characters involved may need a change.
        let limit =
            ((wrong.len() + possible.len() + 3) * MOVE / 6).min(best_distance.wrapping_sub(1));
        let distance = distance(&wrong, &possible, limit);
        if distance > limit {
            continue;
        }
        if best.is_none() || distance < best_distance {
            best = Some(candidate);
            best_distance = distance;
        }
    }
    best
}

fn substitution(a: char, b: char) -> usize {
    if a == b {
        0
    } else if a.to_lowercase().eq(b.to_lowercase()) {
        CASE
    } else {
        MOVE
    }
}

/// The edit distance, or something above `limit` if it is above.
fn distance(a: &[char], b: &[char], limit: usize) -> usize {
    let prefix = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[prefix..], &b[prefix..]);
    let suffix = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[..a.len() - suffix], &b[..b.len() - suffix]);
    if a.is_empty() || b.is_empty() {
        return (a.len() + b.len()) * MOVE;
    }
    if a.len() > MAX_LENGTH || b.len() > MAX_LENGTH {
        return limit.saturating_add(1);
    }
    let mut row: Vec<usize> = (1..=a.len()).map(|index| index * MOVE).collect();
    for (line, &y) in b.iter().enumerate() {
        let mut diagonal = line * MOVE;
        let mut left = diagonal + MOVE;
        for (index, &x) in a.iter().enumerate() {
            let replaced = diagonal + substitution(x, y);
            diagonal = row[index];
            left = replaced.min(left.min(diagonal) + MOVE);
            row[index] = left;
        }
    }
    row[a.len() - 1]
}

#[cfg(test)]
mod tests {
    use super::suggest;

    #[test]
    fn close_names_are_suggested_and_far_ones_are_not() {
        assert_eq!(suggest("colour", ["color", "zzz"]), Some("color"));
        assert_eq!(suggest("co lor", ["color"]), Some("color"));
        assert_eq!(suggest("zzz", ["color"]), None);
        assert_eq!(suggest("apend", ["append", "extend"]), Some("append"));
        assert_eq!(suggest("x", ["y"]), None);
    }
}
