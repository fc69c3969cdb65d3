//! Programs and what they give: generic and specialized instructions, misses, branches, calls, errors.

use minivm::{compile, disassemble, read, run};

fn value(source: &str) -> String {
    match run(source) {
        Ok(value) => value.to_string(),
        Err(error) => format!("error: {error}"),
    }
}

const FIB: &str = "(define (fib n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2))))) (fib 20)";

#[test]
fn functions() {
    assert_eq!(value(FIB), "6765");
    assert_eq!(value("(define (f a b c d) (- (+ a b) (+ c d))) (f 10 20 3 4)"), "23");
    assert_eq!(
        value(
            "(define (even n) (if (= n 0) true (odd (- n 1)))) (define (odd n) (if (= n 0) false (even (- n 1)))) (even 101)"
        ),
        "false"
    );
}

#[test]
fn loops() {
    assert_eq!(
        value("(set i 0) (set s 0) (while (< i 1000) (set s (+ s i)) (set i (+ i 1))) s"),
        "499500"
    );
}

#[test]
fn lists() {
    assert_eq!(
        value(
            "(define (upto n) (set l nil) (while (< 0 n) (set l (cons n l)) (set n (- n 1))) l) (upto 5)"
        ),
        "(1 2 3 4 5)"
    );
    assert_eq!(
        value(
            "(define (sum l) (if l (+ (head l) (sum (tail l))) 0)) (sum (cons 1 (cons 2.5 nil)))"
        ),
        "3.5"
    );
    assert_eq!(value("(set p (cons 1 nil)) (set-tail p (cons 2 nil)) p"), "(1 2)");
}

#[test]
fn a_specialization_that_misses_still_gives_the_generic_result() {
    let source = "(define (add a b) (+ a b)) (set i 0) \
                  (while (< i 20) (add i i) (set i (+ i 1))) \
                  (set x 0.5) (set j 0) (while (< j 100) (set x (add x 1)) (set j (+ j 1))) x";
    assert_eq!(value(source), "100.5");
}

#[test]
fn overflow_leaves_the_int_addition() {
    assert_eq!(
        value(
            "(set i 0) (set x 9223372036854775807) (while (< i 10) (+ i i) (set i (+ i 1))) (+ x 1)"
        ),
        "9.223372036854776e18"
    );
}

#[test]
fn errors() {
    assert_eq!(value("(+ 1 nil)"), "error: 1 and () are not two numbers");
    assert_eq!(value("(head 1)"), "error: 1 has no head");
    assert_eq!(value("(1 2)"), "error: 1 is not a function");
    assert_eq!(value("(define (f a) a) (f 1 2)"), "error: <f> takes 1 arguments, not 2");
    assert_eq!(value("(define (f a) (f a)) (f 1)"), "error: the stack is full");
    assert_eq!(value("(+ 1"), "error: `(` without `)`");
    assert_eq!(value("x"), "error: `x` is not defined");
}

#[test]
fn hot_code_is_specialized() {
    let vm = compile(&read(FIB).unwrap()).unwrap();
    let before = disassemble(&vm);
    assert!(before.contains("ARITHMETIC") && !before.contains("ADD_INT"), "{before}");
    vm.run().unwrap();
    let after = disassemble(&vm);
    for name in ["ADD_INT", "SUB_INT", "LESS_INT", "CALL_EXACT", "JUMP_IF_FALSE_BOOL"] {
        assert!(after.contains(name), "no {name} in\n{after}");
    }
}
