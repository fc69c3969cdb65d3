//! Encodings: UTF-8, ASCII, Latin-1, UTF-16 and UTF-32, and what to do about text or bytes that they cannot express. Plain Rust.

use super::unicode;
use std::fmt::Write;

/// An encoding.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Encoding {
    /// `utf-8`, and with a mark at the start `utf-8-sig`.
    Utf8 {
        /// The mark is written, and skipped when read.
        mark: bool,
    },
    /// `ascii`
    Ascii,
    /// `latin-1`
    Latin1,
    /// `utf-16`, `utf-16-le`, `utf-16-be`; without an order native with a mark.
    Utf16(Option<Order>),
    /// `utf-32`, `utf-32-le`, `utf-32-be`; without an order native with a mark.
    Utf32(Option<Order>),
}

/// The order of bytes in a unit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Order {
    /// Least significant first.
    Little,
    /// Most significant first.
    Big,
}

/// What to do about an error.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "each is the error handler of that name")]
pub enum Handler {
    Strict,
    Ignore,
    Replace,
    BackslashReplace,
    XmlCharRefReplace,
    NameReplace,
    SurrogateEscape,
    SurrogatePass,
}

/// What cannot be encoded or decoded: the arguments of the exception. Positions are in code points of text, or in bytes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CodecError {
    /// Name of the encoding.
    pub encoding: &'static str,
    /// First position.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Why.
    pub reason: &'static str,
    /// The handler does not work for this: `Handler::XmlCharRefReplace` when decoding.
    pub unsupported_handler: bool,
}

type Coded<T> = Result<T, Box<CodecError>>;

impl Encoding {
    /// The encoding with a name, in any of its spellings.
    pub fn named(name: &str) -> Option<Encoding> {
        let plain: String = name
            .chars()
            .map(|c| if matches!(c, '_' | ' ') { '-' } else { c.to_ascii_lowercase() })
            .collect();
        Some(match plain.as_str() {
            "utf-8" | "utf8" | "u8" | "utf" | "utf8-ucs2" | "utf8-ucs4" | "cp65001" => {
                Encoding::Utf8 { mark: false }
            }
            "utf-8-sig" => Encoding::Utf8 { mark: true },
            "ascii" | "us-ascii" | "646" | "ansi-x3.4-1968" | "ansi-x3.4-1986" | "iso646-us"
            | "cp367" | "us" => Encoding::Ascii,
            "latin-1" | "latin1" | "iso-8859-1" | "iso8859-1" | "8859" | "l1" | "latin"
            | "cp819" | "iso-ir-100" | "iso8859" | "iso-8859-1-1987" => Encoding::Latin1,
            "utf-16" | "utf16" | "u16" => Encoding::Utf16(None),
            "utf-16-le" | "utf-16le" | "unicodelittleunmarked" => {
                Encoding::Utf16(Some(Order::Little))
            }
            "utf-16-be" | "utf-16be" | "unicodebigunmarked" => Encoding::Utf16(Some(Order::Big)),
            "utf-32" | "utf32" | "u32" => Encoding::Utf32(None),
            "utf-32-le" | "utf-32le" => Encoding::Utf32(Some(Order::Little)),
            "utf-32-be" | "utf-32be" => Encoding::Utf32(Some(Order::Big)),
            _ => return None,
        })
    }
    /// The name that exceptions show.
    fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 { .. } => "utf-8",
            Encoding::Ascii => "ascii",
            Encoding::Latin1 => "latin-1",
            Encoding::Utf16(None) => "utf-16",
            Encoding::Utf16(Some(Order::Little)) => "utf-16-le",
            Encoding::Utf16(Some(Order::Big)) => "utf-16-be",
            Encoding::Utf32(None) => "utf-32",
            Encoding::Utf32(Some(Order::Little)) => "utf-32-le",
            Encoding::Utf32(Some(Order::Big)) => "utf-32-be",
        }
    }
    fn reason(self) -> &'static str {
        match self {
            Encoding::Ascii => "ordinal not in range(128)",
            Encoding::Latin1 => "ordinal not in range(256)",
            _ => "surrogates not allowed",
        }
    }
    /// Appends the encoding of a character; false if there is none.
    fn push(self, c: char, out: &mut Vec<u8>) -> bool {
        match self {
            Encoding::Ascii if c.is_ascii() => out.push(c as u8),
            Encoding::Latin1 if (c as u32) < 256 => out.push(c as u8),
            Encoding::Ascii | Encoding::Latin1 => return false,
            _ if unicode::surrogate(c).is_some() => return false,
            Encoding::Utf8 { .. } => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            Encoding::Utf16(order) => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    push_unit(&unit.to_be_bytes(), order, out);
                }
            }
            Encoding::Utf32(order) => push_unit(&(c as u32).to_be_bytes(), order, out),
        }
        true
    }
    /// Appends a surrogate, as `surrogatepass` does.
    fn push_surrogate(self, surrogate: u16, out: &mut Vec<u8>) -> bool {
        match self {
            Encoding::Utf8 { .. } => {
                let code = u32::from(surrogate);
                out.extend([
                    0xe0 | (code >> 12) as u8,
                    0x80 | (code >> 6 & 0x3f) as u8,
                    0x80 | (code & 0x3f) as u8,
                ]);
            }
            Encoding::Utf16(order) => push_unit(&surrogate.to_be_bytes(), order, out),
            Encoding::Utf32(order) => push_unit(&u32::from(surrogate).to_be_bytes(), order, out),
            _ => return false,
        }
        true
    }
}

/// Appends the bytes of a unit, which come most significant first.
fn push_unit(bytes: &[u8], order: Option<Order>, out: &mut Vec<u8>) {
    if order == Some(Order::Big) {
        out.extend_from_slice(bytes);
    } else {
        out.extend(bytes.iter().rev());
    }
}

impl Handler {
    /// The handler with a name.
    pub fn named(name: &str) -> Option<Handler> {
        Some(match name {
            "strict" => Handler::Strict,
            "ignore" => Handler::Ignore,
            "replace" => Handler::Replace,
            "backslashreplace" => Handler::BackslashReplace,
            "xmlcharrefreplace" => Handler::XmlCharRefReplace,
            "namereplace" => Handler::NameReplace,
            "surrogateescape" => Handler::SurrogateEscape,
            "surrogatepass" => Handler::SurrogatePass,
            _ => return None,
        })
    }
}

/// Encodes text.
///
/// # Errors
/// What cannot be encoded, if the handler does not help.
pub fn encode(text: &str, encoding: Encoding, handler: Handler) -> Coded<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len());
    match encoding {
        Encoding::Utf8 { mark: true } => out.extend_from_slice(b"\xef\xbb\xbf"),
        Encoding::Utf16(None) => out.extend_from_slice(b"\xff\xfe"),
        Encoding::Utf32(None) => out.extend_from_slice(b"\xff\xfe\0\0"),
        Encoding::Ascii | Encoding::Latin1 | Encoding::Utf8 { .. } if text.is_ascii() => {
            return Ok(text.as_bytes().to_vec());
        }
        _ => {}
    }
    let mut characters = text.chars().enumerate().peekable();
    while let Some((start, c)) = characters.next() {
        if encoding.push(c, &mut out) {
            continue;
        }
        if !replace_character(c, encoding, handler, &mut out) {
            // The error is about all in a row that cannot be encoded.
            let bad = |c: char| !encoding.push(c, &mut Vec::new());
            let more = characters.take_while(|(_, c)| bad(*c)).count();
            return Err(encode_error(encoding, start, start + 1 + more));
        }
    }
    Ok(out)
}

fn encode_error(encoding: Encoding, start: usize, end: usize) -> Box<CodecError> {
    let (encoding, reason) = (encoding.name(), encoding.reason());
    Box::new(CodecError { encoding, start, end, reason, unsupported_handler: false })
}

/// Appends what a handler puts in place of a character; false if it has nothing.
fn replace_character(c: char, encoding: Encoding, handler: Handler, out: &mut Vec<u8>) -> bool {
    let mut text = String::new();
    match handler {
        Handler::Strict => return false,
        Handler::Ignore => return true,
        Handler::Replace => text.push('?'),
        Handler::BackslashReplace => super::escape::push_escape(&mut text, c),
        Handler::NameReplace => match unicode_names2::name(c) {
            Some(name) if unicode::surrogate(c).is_none() => {
                let _ = write!(text, "\\N{{{name}}}");
            }
            _ => super::escape::push_escape(&mut text, c),
        },
        Handler::XmlCharRefReplace => {
            // Writing to a `String` does not fail.
            let _ = write!(text, "&#{};", unicode::code_point(c));
        }
        Handler::SurrogateEscape => {
            return match unicode::surrogate(c) {
                Some(surrogate @ 0xdc80..=0xdcff) => {
                    out.push((surrogate - 0xdc00) as u8);
                    true
                }
                _ => false,
            };
        }
        Handler::SurrogatePass => {
            return unicode::surrogate(c)
                .is_some_and(|surrogate| encoding.push_surrogate(surrogate, out));
        }
    }
    text.chars().all(|c| encoding.push(c, out))
}

/// Decodes bytes.
///
/// # Errors
/// What cannot be decoded, if the handler does not help.
pub fn decode(bytes: &[u8], encoding: Encoding, handler: Handler) -> Coded<String> {
    match encoding {
        Encoding::Utf8 { mark } => {
            let skip = if mark && bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
            decode_utf8(&bytes[skip..], handler)
        }
        Encoding::Latin1 => Ok(bytes.iter().map(|byte| *byte as char).collect()),
        Encoding::Ascii => decode_ascii(bytes, handler),
        Encoding::Utf16(order) => {
            let (order, skip) = order.map_or_else(|| mark16(bytes), |order| (order, 0));
            decode_utf16(bytes, skip, order, handler)
        }
        Encoding::Utf32(order) => {
            let (order, skip) = order.map_or_else(|| mark32(bytes), |order| (order, 0));
            decode_utf32(bytes, skip, order, handler)
        }
    }
}

fn mark16(bytes: &[u8]) -> (Order, usize) {
    match bytes {
        [0xfe, 0xff, ..] => (Order::Big, 2),
        [0xff, 0xfe, ..] => (Order::Little, 2),
        _ => (Order::Little, 0),
    }
}

fn mark32(bytes: &[u8]) -> (Order, usize) {
    match bytes {
        [0, 0, 0xfe, 0xff, ..] => (Order::Big, 4),
        [0xff, 0xfe, 0, 0, ..] => (Order::Little, 4),
        _ => (Order::Little, 0),
    }
}

/// Appends what a handler puts in place of bytes, and says how many it has dealt with.
fn replace_bytes(
    bytes: &[u8],
    error: (Encoding, usize, usize, &'static str),
    handler: Handler,
    out: &mut String,
) -> Coded<usize> {
    let (encoding, start, end, reason) = error;
    let failed = |unsupported_handler| {
        let encoding = encoding.name();
        Err(Box::new(CodecError { encoding, start, end, reason, unsupported_handler }))
    };
    let bad = &bytes[start..end];
    match handler {
        Handler::Strict => return failed(false),
        Handler::XmlCharRefReplace | Handler::NameReplace => return failed(true),
        Handler::Ignore => {}
        Handler::Replace => out.push('\u{fffd}'),
        Handler::BackslashReplace => {
            for byte in bad {
                let _ = write!(out, "\\x{byte:02x}");
            }
        }
        Handler::SurrogateEscape => {
            // ASCII is not escaped: decoding goes on there.
            let escaped = bad.iter().take(4).take_while(|b| !b.is_ascii()).count();
            if escaped == 0 {
                return failed(false);
            }
            out.extend(
                bad[..escaped]
                    .iter()
                    .filter_map(|b| unicode::from_code_point(0xdc00 + u32::from(*b))),
            );
            return Ok(start + escaped);
        }
        Handler::SurrogatePass => match passed_surrogate(&bytes[start..], encoding) {
            Some((surrogate, length)) => {
                out.extend(unicode::from_code_point(surrogate.into()));
                return Ok(start + length);
            }
            None => return failed(false),
        },
    }
    Ok(end)
}

/// The surrogate at the start of bytes, encoded as if it were a character, and its length.
fn passed_surrogate(bytes: &[u8], encoding: Encoding) -> Option<(u16, usize)> {
    let (code, length) = match (encoding, bytes) {
        (Encoding::Utf8 { .. }, [0xed, second @ 0xa0..=0xbf, third @ 0x80..=0xbf, ..]) => {
            (0xd000 | u32::from(second & 0x3f) << 6 | u32::from(third & 0x3f), 3)
        }
        (Encoding::Utf16(Some(Order::Big)), [high, low, ..]) => {
            (u32::from_be_bytes([0, 0, *high, *low]), 2)
        }
        (Encoding::Utf16(_), [low, high, ..]) => (u32::from_be_bytes([0, 0, *high, *low]), 2),
        (Encoding::Utf32(Some(Order::Big)), [a, b, c, d, ..]) => {
            (u32::from_be_bytes([*a, *b, *c, *d]), 4)
        }
        (Encoding::Utf32(_), [a, b, c, d, ..]) => (u32::from_le_bytes([*a, *b, *c, *d]), 4),
        _ => return None,
    };
    (0xd800..0xe000).contains(&code).then_some((code as u16, length))
}

fn decode_utf8(bytes: &[u8], handler: Handler) -> Coded<String> {
    let mut out = String::with_capacity(bytes.len());
    let mut at = 0;
    loop {
        let error = match std::str::from_utf8(&bytes[at..]) {
            Ok(rest) => {
                out.push_str(rest);
                return Ok(out);
            }
            Err(error) => error,
        };
        let start = at + error.valid_up_to();
        out.push_str(std::str::from_utf8(&bytes[at..start]).unwrap_or_default());
        // Stand-ins of surrogates are ordinary private characters here.
        let (length, reason) = match error.error_len() {
            None => (bytes.len() - start, "unexpected end of data"),
            Some(length) if matches!(bytes[start], 0x80..=0xc1 | 0xf5..) => {
                (length, "invalid start byte")
            }
            Some(length) => (length, "invalid continuation byte"),
        };
        let encoding = Encoding::Utf8 { mark: false };
        at = replace_bytes(bytes, (encoding, start, start + length, reason), handler, &mut out)?;
    }
}

fn decode_ascii(bytes: &[u8], handler: Handler) -> Coded<String> {
    let mut out = String::with_capacity(bytes.len());
    for (at, byte) in bytes.iter().enumerate() {
        if byte.is_ascii() {
            out.push(*byte as char);
        } else {
            replace_bytes(
                bytes,
                (Encoding::Ascii, at, at + 1, Encoding::Ascii.reason()),
                handler,
                &mut out,
            )?;
        }
    }
    Ok(out)
}

fn decode_utf16(bytes: &[u8], skip: usize, order: Order, handler: Handler) -> Coded<String> {
    let encoding = Encoding::Utf16(Some(order));
    let unit = |at: usize| {
        let pair = [*bytes.get(at)?, *bytes.get(at + 1)?];
        Some(if order == Order::Big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) })
    };
    let mut out = String::with_capacity(bytes.len() / 2);
    let mut at = skip;
    while at < bytes.len() {
        let (end, reason) = match (unit(at), unit(at + 2)) {
            (None, _) => (bytes.len(), "truncated data"),
            (Some(high @ 0xd800..0xdc00), Some(low @ 0xdc00..0xe000)) => {
                let code = 0x1_0000 + (u32::from(high - 0xd800) << 10 | u32::from(low - 0xdc00));
                out.extend(char::from_u32(code));
                at += 4;
                continue;
            }
            (Some(0xd800..0xdc00), None) => (bytes.len(), "unexpected end of data"),
            (Some(0xd800..0xdc00), Some(_)) => (at + 2, "illegal UTF-16 surrogate"),
            (Some(0xdc00..0xe000), _) => (at + 2, "illegal encoding"),
            (Some(code), _) => {
                out.extend(char::from_u32(code.into()));
                at += 2;
                continue;
            }
        };
        at = replace_bytes(bytes, (encoding, at, end, reason), handler, &mut out)?;
    }
    Ok(out)
}

fn decode_utf32(bytes: &[u8], skip: usize, order: Order, handler: Handler) -> Coded<String> {
    let encoding = Encoding::Utf32(Some(order));
    let mut out = String::with_capacity(bytes.len() / 4);
    let mut at = skip;
    while at < bytes.len() {
        let Some(unit) = bytes[at..].first_chunk::<4>() else {
            at = replace_bytes(
                bytes,
                (encoding, at, bytes.len(), "truncated data"),
                handler,
                &mut out,
            )?;
            continue;
        };
        let code =
            if order == Order::Big { u32::from_be_bytes(*unit) } else { u32::from_le_bytes(*unit) };
        let reason = match char::from_u32(code) {
            Some(c) => {
                out.push(c);
                at += 4;
                continue;
            }
            None if code < 0x11_0000 => "code point in surrogate code point range(0xd800, 0xe000)",
            None => "code point not in range(0x110000)",
        };
        at = replace_bytes(bytes, (encoding, at, at + 4, reason), handler, &mut out)?;
    }
    Ok(out)
}
