//! The native stack as a source of roots: callee-saved registers are spilled to it, then each of its words is looked at.

/// Calls `visit` with each word between the current stack pointer and `base`, callee-saved registers included.
pub fn each_word(base: usize, mut visit: impl FnMut(usize)) {
    let mut scan = |top: usize| {
        let mut address = top & !7;
        while address < base {
            // SAFETY: between the stack pointer and the recorded base lies this thread's live stack, aligned to words. Words
            // may be uninitialized for Rust: the read is volatile and nothing is concluded from a word but its bits.
            visit(unsafe { (address as *const usize).read_volatile() });
            address += 8;
        }
    };
    let mut callback: &mut dyn FnMut(usize) = &mut scan;
    // SAFETY: `spill_and_call` calls `trampoline` once with the pointer to `callback`, which outlives the call.
    unsafe { spill_and_call((&raw mut callback).cast(), trampoline) };
}

#[cfg(target_arch = "x86_64")]
type Trampoline = extern "sysv64" fn(*mut (), usize);
#[cfg(not(target_arch = "x86_64"))]
type Trampoline = extern "C" fn(*mut (), usize);

macro_rules! trampoline {
    ($abi:literal) => {
        extern $abi fn trampoline(callback: *mut (), top: usize) {
            // SAFETY: `each_word` passes a pointer to a `&mut dyn FnMut(usize)` that lives as long as the call.
            let callback = unsafe { &mut *callback.cast::<&mut dyn FnMut(usize)>() };
            callback(top);
        }
    };
}
#[cfg(target_arch = "x86_64")]
trampoline!("sysv64");
#[cfg(not(target_arch = "x86_64"))]
trampoline!("C");

/// Pushes the callee-saved registers and calls `then(data, stack pointer)`.
///
/// # Safety
/// `then` must accept `data`, and may not unwind.
#[cfg(target_arch = "x86_64")]
#[unsafe(naked)]
unsafe extern "sysv64" fn spill_and_call(data: *mut (), then: Trampoline) {
    // Seven words keep the stack aligned to 16 at the call.
    core::arch::naked_asm!(
        "push rbp",
        "push rbx",
        "push r12",
        "push r13",
        "push r14",
        "push r15",
        "sub rsp, 8",
        "mov rax, rsi",
        "mov rsi, rsp",
        "call rax",
        "add rsp, 8",
        "pop r15",
        "pop r14",
        "pop r13",
        "pop r12",
        "pop rbx",
        "pop rbp",
        "ret",
    )
}

/// Stores the callee-saved registers and calls `then(data, stack pointer)`.
///
/// # Safety
/// `then` must accept `data`, and may not unwind.
#[cfg(target_arch = "aarch64")]
#[unsafe(naked)]
unsafe extern "C" fn spill_and_call(data: *mut (), then: Trampoline) {
    core::arch::naked_asm!(
        "stp x29, x30, [sp, #-96]!",
        "stp x19, x20, [sp, #16]",
        "stp x21, x22, [sp, #32]",
        "stp x23, x24, [sp, #48]",
        "stp x25, x26, [sp, #64]",
        "stp x27, x28, [sp, #80]",
        "mov x9, x1",
        "mov x1, sp",
        "blr x9",
        "ldp x27, x28, [sp, #80]",
        "ldp x25, x26, [sp, #64]",
        "ldp x23, x24, [sp, #48]",
        "ldp x21, x22, [sp, #32]",
        "ldp x19, x20, [sp, #16]",
        "ldp x29, x30, [sp], #96",
        "ret",
    )
}

/// Stores the callee-saved registers and calls `then(data, stack pointer)`.
///
/// # Safety
/// `then` must accept `data`.
#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
unsafe fn spill_and_call(data: *mut (), then: Trampoline) {
    unsafe extern "C" {
        fn setjmp(environment: *mut u64) -> i32;
    }
    let mut environment = [0u64; 128];
    // SAFETY: the buffer is larger than any platform's `jmp_buf`; nobody ever jumps to it, it only holds the registers.
    unsafe { setjmp(environment.as_mut_ptr()) };
    let top = environment.as_ptr() as usize;
    then(data, std::hint::black_box(top));
    std::hint::black_box(&environment);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_a_word_in_a_caller_s_frame() {
        let secret = std::hint::black_box(0x5ec2_e700_1234_5678_usize);
        let mut found = false;
        let base = (&raw const secret as usize).max(&raw const found as usize) + size_of::<usize>();
        each_word(base, |word| found |= word == secret);
        assert!(found);
        std::hint::black_box(&secret);
    }
}
