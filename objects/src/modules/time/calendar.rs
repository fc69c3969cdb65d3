//! Broken-down time: what `gmtime`, `localtime` and `strftime` deal in. The C library knows the time zone.

use std::ffi::{CStr, CString};

/// A broken-down time.
#[derive(Clone, Copy)]
pub struct Calendar(libc::tm);

/// The time zone of the process.
pub struct Zone {
    /// Seconds west of UTC.
    pub offset: i64,
    /// The same in summer.
    pub summer_offset: i64,
    /// The names.
    pub names: [String; 2],
}

impl Default for Calendar {
    fn default() -> Calendar {
        Calendar(empty())
    }
}

fn empty() -> libc::tm {
    // SAFETY: `tm` consists of integers and a pointer to text, for which zero and null are valid.
    unsafe { std::mem::zeroed() }
}

impl Calendar {
    /// A time in UTC; `None` if the year does not fit.
    pub fn utc(seconds: i64) -> Option<Calendar> {
        let mut result = empty();
        // SAFETY: both pointers are to live places of these types.
        let made = unsafe { libc::gmtime_r(&raw const seconds, &raw mut result) };
        if made.is_null() { None } else { Some(Calendar(result)) }
    }
    /// A time in the time zone of the process.
    pub fn local(seconds: i64) -> Option<Calendar> {
        let mut result = empty();
        // SAFETY: both pointers are to live places of these types.
        let made = unsafe { libc::localtime_r(&raw const seconds, &raw mut result) };
        if made.is_null() { None } else { Some(Calendar(result)) }
    }
    /// The nine fields of a time tuple.
    pub fn fields(&self) -> [i64; 9] {
        let tm = &self.0;
        [
            i64::from(tm.tm_year) + 1900,
            i64::from(tm.tm_mon) + 1,
            tm.tm_mday.into(),
            tm.tm_hour.into(),
            tm.tm_min.into(),
            tm.tm_sec.into(),
            (i64::from(tm.tm_wday) + 6) % 7,
            i64::from(tm.tm_yday) + 1,
            tm.tm_isdst.into(),
        ]
    }
    /// The time with these fields. Zero stands for the first month, day and day of the year.
    ///
    /// # Errors
    /// The message about a field that is out of range.
    pub fn from_fields(fields: [i64; 9]) -> Result<Calendar, &'static str> {
        let [year, month, day, hour, minute, second, weekday, day_of_year, summer] = fields;
        let check = |field: i64, low: i64, high: i64, message| {
            if (low..=high).contains(&field) { Ok(field as i32) } else { Err(message) }
        };
        let mut tm = empty();
        tm.tm_year = check(year - 1900, i32::MIN.into(), i32::MAX.into(), "year out of range")?;
        tm.tm_mon =
            check(month.max(month + i64::from(month == 0)), 1, 12, "month out of range")? - 1;
        tm.tm_mday = check(day + i64::from(day == 0), 1, 31, "day of month out of range")?;
        tm.tm_hour = check(hour, 0, 23, "hour out of range")?;
        tm.tm_min = check(minute, 0, 59, "minute out of range")?;
        tm.tm_sec = check(second, 0, 61, "seconds out of range")?;
        tm.tm_wday = check((weekday + 1).rem_euclid(7), 0, 6, "day of week out of range")?;
        tm.tm_yday =
            check(day_of_year + i64::from(day_of_year == 0), 1, 366, "day of year out of range")?
                - 1;
        tm.tm_isdst = summer.clamp(-1, 1) as i32;
        Ok(Calendar(tm))
    }
    /// The seconds since the Epoch of a local time.
    pub fn local_seconds(mut self) -> Option<i64> {
        // The C library corrects the day of the week: -1 stays only if it failed.
        self.0.tm_wday = -1;
        // SAFETY: the pointer is to a live `tm`.
        let seconds = unsafe { libc::mktime(&raw mut self.0) };
        if seconds == -1 && self.0.tm_wday == -1 { None } else { Some(seconds) }
    }
    /// `strftime`
    pub fn format(&self, format: &str) -> String {
        let mut out = String::new();
        // The C library stops at a null character.
        for (index, piece) in format.split('\0').enumerate() {
            if index > 0 {
                out.push('\0');
            }
            let Ok(piece) = CString::new(piece) else { continue };
            out.push_str(&self.format_piece(&piece));
        }
        out
    }
    fn format_piece(&self, format: &CStr) -> String {
        let mut buffer = vec![0u8; 256];
        loop {
            // SAFETY: the buffer is as long as said, the format ends in a null character, and the `tm` is live.
            let written = unsafe {
                libc::strftime(
                    buffer.as_mut_ptr().cast(),
                    buffer.len(),
                    format.as_ptr(),
                    &raw const self.0,
                )
            };
            // Nothing written: an empty result, or too little room.
            if written > 0 || buffer.len() > 256 * (format.count_bytes() + 1) {
                return String::from_utf8_lossy(&buffer[..written]).into_owned();
            }
            buffer.resize(buffer.len() * 2, 0);
        }
    }
    /// `asctime`
    pub fn ascii(&self) -> String {
        const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
        const MONTHS: [&str; 12] =
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let [year, month, day, hour, minute, second, weekday, ..] = self.fields();
        let name = |names: &[&'static str], index: i64| {
            names.get(index as usize).copied().unwrap_or("???")
        };
        let (weekday, month) = (name(&DAYS, weekday), name(&MONTHS, month - 1));
        format!("{weekday} {month} {day:2} {hour:02}:{minute:02}:{second:02} {year}")
    }
    fn zone_name(&self) -> String {
        if self.0.tm_zone.is_null() {
            return "UTC".to_owned();
        }
        // SAFETY: the C library sets the name of a zone to text of its own that it keeps.
        unsafe { CStr::from_ptr(self.0.tm_zone) }.to_string_lossy().into_owned()
    }
}

/// The time zone: what holds in January and in July of this year.
pub fn zone() -> Zone {
    const YEAR: i64 = 31_556_926;
    // SAFETY: a null pointer asks for the result alone.
    let now = unsafe { libc::time(std::ptr::null_mut()) };
    let january = now - now.rem_euclid(YEAR);
    let [winter, summer] =
        [january, january + YEAR / 2].map(|at| Calendar::local(at).unwrap_or_default());
    let (first, second) =
        if winter.0.tm_gmtoff <= summer.0.tm_gmtoff { (winter, summer) } else { (summer, winter) };
    Zone {
        offset: -first.0.tm_gmtoff,
        summer_offset: -second.0.tm_gmtoff,
        names: [first.zone_name(), second.zone_name()],
    }
}
