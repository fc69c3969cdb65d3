import unicodedata as u
ALPHA,PRINT,DECIMAL,DIGIT,NUMERIC,START,CONT,SPACE,TITLE=1,2,4,8,16,32,64,128,256
runs=[];prev=None
for c in range(0x110000):
    ch=chr(c);f=0
    if ch.isalpha():f|=ALPHA
    if ch.isprintable():f|=PRINT
    if ch.isdecimal():f|=DECIMAL
    if ch.isdigit():f|=DIGIT
    if ch.isnumeric():f|=NUMERIC
    if ch.isidentifier():f|=START
    if ('a'+ch).isidentifier():f|=CONT
    if ch.isspace():f|=SPACE
    if u.category(ch)=='Lt':f|=TITLE
    if f!=prev: runs.append((c,f));prev=f
def wrap(items):
    out=[];line='   '
    for i in items:
        if len(line)+len(i)+2>118: out.append(line);line='   '
        line+=' '+i+','
    out.append(line)
    return '\n'.join(out)
def esc(s): return '"'+''.join('\\u{%x}'%ord(c) for c in s)+'"'
fold=[];title=[]
for c in range(0x110000):
    if 0xd800<=c<0xe000: continue
    ch=chr(c)
    if ch.casefold()!=ch.lower(): fold.append((c,ch.casefold()))
    if ch.title()!=ch.upper(): title.append((c,ch.title()))
dec=[c for c in range(0x110000) if u.decimal(chr(c),None)==0]
print('''//! Properties of code points, Unicode 16.0, where Rust's standard library has none or another one.
//!
//! Made from the `unicodedata` module of CPython 3.14 by `objects/tests/data/unicode_data.py`; do not edit.

/// Bits of the properties in [`RUNS`].
pub mod property {
    /// `str.isalpha`: a letter.
    pub const ALPHA: u16 = 1;
    /// `str.isprintable`
    pub const PRINTABLE: u16 = 2;
    /// `str.isdecimal`
    pub const DECIMAL: u16 = 4;
    /// `str.isdigit`
    pub const DIGIT: u16 = 8;
    /// `str.isnumeric`
    pub const NUMERIC: u16 = 16;
    /// May start an identifier.
    pub const IDENTIFIER_START: u16 = 32;
    /// May be in an identifier.
    pub const IDENTIFIER: u16 = 64;
    /// `str.isspace`
    pub const SPACE: u16 = 128;
    /// A letter in title case.
    pub const TITLE: u16 = 256;
}

/// Runs of code points with equal properties: first code point and property bits. Sorted.
#[rustfmt::skip]
pub const RUNS: &[(u32, u16)] = &[''')
print(wrap('(0x%x, %d)'%r for r in runs))
print('''];

/// The zeros of the sets of decimal digits; nine digits follow each. Sorted.
#[rustfmt::skip]
pub const DECIMAL_ZEROS: &[u32] = &[''')
print(wrap('0x%x'%c for c in dec))
print('''];

/// Case folding where it differs from lower case. Sorted.
#[rustfmt::skip]
pub const CASE_FOLDING: &[(char, &str)] = &[''')
print(wrap("('\\u{%x}', %s)"%(c,esc(s)) for c,s in fold))
print('''];

/// Title case where it differs from upper case. Sorted.
#[rustfmt::skip]
pub const TITLE_CASE: &[(char, &str)] = &[''')
print(wrap("('\\u{%x}', %s)"%(c,esc(s)) for c,s in title))
print('];')
