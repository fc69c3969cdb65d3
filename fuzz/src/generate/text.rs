//! The text of a program while it is written: lines with their indentation.

/// Lines, and how deep the next one stands.
#[derive(Default)]
pub struct Text {
    lines: String,
    depth: usize,
}

impl Text {
    /// Writes a line.
    pub fn line(&mut self, line: &str) {
        for _ in 0..self.depth {
            self.lines.push_str("    ");
        }
        self.lines.push_str(line);
        self.lines.push('\n');
    }

    /// What follows belongs to the line before.
    pub fn indent(&mut self) {
        self.depth += 1;
    }

    /// What follows belongs to the block around.
    ///
    /// # Panics
    /// If no block is open.
    pub fn dedent(&mut self) {
        self.depth = self.depth.checked_sub(1).expect("a block is open");
    }

    /// The whole text.
    pub fn finish(self) -> String {
        self.lines
    }
}
