//! Concatenation into buffers, indices of long text, and codecs that round-trip.

use super::codec::{Encoding, Handler, Order, decode, encode};
use super::unicode;
use crate::vm::{Settings, Vm};

/// Runs with a machine, on a thread with a stack that is large enough.
fn with_vm(run: fn(&Vm)) {
    let body = move || run(&Vm::new(Settings::default()));
    let thread = std::thread::Builder::new().stack_size(16 << 20).spawn(body).expect("a thread");
    thread.join().expect("the test");
}

#[test]
fn text_grows_piece_by_piece() {
    with_vm(|vm| {
        let (mut text, mut expected) = (vm.new_str(""), String::new());
        for n in 0..20_000 {
            let piece = format!("{n}é");
            text = vm.concat_str(text, vm.new_str(&piece)).unwrap();
            expected.push_str(&piece);
        }
        assert_eq!(text.as_str(), expected);
        assert_eq!(text.chars(), expected.chars().count());
    });
}

#[test]
fn views_of_one_buffer_do_not_see_each_other() {
    with_vm(|vm| {
        let piece = vm.new_str(&"x".repeat(300));
        let mut base = piece;
        for _ in 0..4 {
            base = vm.concat_str(base, piece).unwrap();
        }
        let before = base.as_str().to_owned();
        let first = vm.concat_str(base, vm.new_str("one")).unwrap();
        let second = vm.concat_str(base, vm.new_str("two")).unwrap();
        let doubled = vm.concat_str(first, first).unwrap();
        assert_eq!(base.as_str(), before);
        assert_eq!(first.as_str(), format!("{before}one"));
        assert_eq!(second.as_str(), format!("{before}two"));
        assert_eq!(doubled.as_str(), format!("{before}one{before}one"));
    });
}

#[test]
fn long_text_is_indexed_like_a_vector() {
    with_vm(|vm| {
        let source: String = (0..1000).map(|n| ['a', 'é', '€', '😀'][n * n % 7 % 4]).collect();
        let characters: Vec<char> = source.chars().collect();
        let mut text = vm.new_str(&source[..source.char_indices().nth(500).unwrap().0]);
        let rest = vm.new_str(&source[text.as_str().len()..]);
        text = vm.concat_str(text, rest).unwrap();
        for (index, c) in characters.iter().enumerate() {
            assert_eq!(vm.char_at(text, index), *c);
        }
        for (start, end) in [(0, 1000), (63, 65), (64, 128), (1, 999), (999, 1000), (500, 400)] {
            let expected: String = characters.get(start..end).unwrap_or_default().iter().collect();
            assert_eq!(vm.substring(text, start, end).as_str(), expected);
        }
    });
}

#[test]
fn indices_of_a_view_survive_its_extension() {
    with_vm(|vm| {
        let mut text = vm.new_str(&"é".repeat(200));
        let mut length = 200;
        for n in 0..50 {
            text = vm.concat_str(text, vm.new_str(&"ü".repeat(n))).unwrap();
            length += n;
            assert_eq!(text.chars(), length);
            assert_eq!(vm.char_at(text, 199), 'é');
            if n > 0 {
                assert_eq!(vm.char_at(text, length - 1), 'ü');
            }
        }
    });
}

#[test]
fn every_character_survives_the_encodings_that_have_it() {
    let text: String = (0..0x11_0000).step_by(37).filter_map(unicode::from_code_point).collect();
    let plain: String = text.chars().filter(|c| unicode::surrogate(*c).is_none()).collect();
    for order in [None, Some(Order::Little), Some(Order::Big)] {
        for encoding in [
            Encoding::Utf8 { mark: order.is_some() },
            Encoding::Utf16(order),
            Encoding::Utf32(order),
        ] {
            let bytes = encode(&plain, encoding, Handler::Strict).unwrap();
            assert_eq!(decode(&bytes, encoding, Handler::Strict).unwrap(), plain);
        }
    }
    let bytes: Vec<u8> = (0..=255).collect();
    for encoding in [Encoding::Utf8 { mark: false }, Encoding::Ascii] {
        let text = decode(&bytes, encoding, Handler::SurrogateEscape).unwrap();
        assert_eq!(encode(&text, encoding, Handler::SurrogateEscape).unwrap(), bytes);
    }
}
