//! What is left of small programs, by hand and at random: with the same context they give the same result.

use super::Template;
use super::instruction::{
    BY_REGISTER, FRAME, FRAME_SIZE, Instruction, MAP, MAP_VALUE, REGISTERS, WIDE, class, encode,
    jump, operation,
};
use super::value::{Value, computed, is_taken};

/// The map of the configuration, and another one.
const CONFIGURATION: i32 = 3;
const RING: i32 = 5;
/// Modes and sizes of loads and stores.
const BYTE: u8 = 0x70;
const WORD: u8 = 0x78;

fn configuration_at(dst: u8, offset: i32) -> Instruction {
    Instruction {
        code: WIDE,
        dst,
        src: MAP_VALUE,
        constant: CONFIGURATION,
        high: offset,
        ..Instruction::default()
    }
}

fn load(size: u8, dst: u8, src: u8, offset: i16) -> Instruction {
    Instruction {
        code: class::LOAD | size,
        dst,
        src,
        offset,
        ..Instruction::default()
    }
}

fn store(dst: u8, offset: i16, src: u8) -> Instruction {
    Instruction {
        code: class::STORE | WORD,
        dst,
        src,
        offset,
        ..Instruction::default()
    }
}

fn arithmetic(kind: u8, dst: u8, constant: i32) -> Instruction {
    Instruction {
        code: class::ALU | kind,
        dst,
        constant,
        ..Instruction::default()
    }
}

fn arithmetic_of(kind: u8, dst: u8, src: u8) -> Instruction {
    Instruction {
        code: class::ALU | kind | BY_REGISTER,
        dst,
        src,
        ..Instruction::default()
    }
}

fn jump_if(kind: u8, dst: u8, constant: i32, offset: i16) -> Instruction {
    Instruction {
        code: class::JUMP | kind,
        dst,
        constant,
        offset,
        ..Instruction::default()
    }
}

fn call(helper: i32) -> Instruction {
    Instruction {
        code: class::JUMP | jump::CALL,
        constant: helper,
        ..Instruction::default()
    }
}

fn exit() -> Instruction {
    Instruction {
        code: class::JUMP | jump::EXIT,
        ..Instruction::default()
    }
}

fn template(code: &[Instruction]) -> Template {
    Template::new(&encode(code), CONFIGURATION)
}

/// What is left of a program.
fn left(code: &[Instruction], configuration: &[u8]) -> Vec<Instruction> {
    let program = template(code).specialise(configuration);
    program.expect("it is understood").0
}

#[test]
fn what_the_configuration_decides_is_gone() {
    let code = [
        configuration_at(1, 0),
        load(BYTE, 2, 1, 1),
        jump_if(jump::EQUAL, 2, 0, 2),
        Instruction::set(0, 7),
        exit(),
        Instruction::set(0, 9),
        exit(),
    ];
    assert_eq!(left(&code, &[0, 1]), [Instruction::set(0, 7), exit()]);
    assert_eq!(left(&code, &[0, 0]), [Instruction::set(0, 9), exit()]);
}

#[test]
fn loops_over_the_configuration_become_their_steps() {
    // r0 = 0; for each of as many context words as the first byte says: r0 += word
    let code = [
        configuration_at(1, 0),
        load(BYTE, 2, 1, 0),
        Instruction::copy(6, 1),
        Instruction::set(0, 0),
        Instruction::set(3, 0),
        Instruction::copy(4, 3),
        arithmetic(operation::AND, 4, 0),
        load(WORD, 5, 9, 0),
        arithmetic_of(operation::ADD, 0, 5),
        arithmetic(operation::ADD, 3, 1),
        Instruction {
            code: class::JUMP | jump::BELOW | BY_REGISTER,
            dst: 3,
            src: 2,
            offset: -6,
            ..Instruction::default()
        },
        exit(),
    ];
    let (word, add) = (load(WORD, 5, 9, 0), arithmetic_of(operation::ADD, 0, 5));
    // What is added to 0 is that itself.
    let expected = [word, Instruction::copy(0, 5), word, add, exit()];
    assert_eq!(left(&code, &[2]), expected);
}

#[test]
fn known_words_are_not_put_aside() {
    let code = [
        Instruction::set(2, 40),
        store(FRAME, -16, 2),
        load(WORD, 3, 1, 8),
        store(FRAME, -24, 3),
        load(WORD, 0, FRAME, -16),
        load(WORD, 4, FRAME, -24),
        arithmetic_of(operation::ADD, 0, 4),
        exit(),
    ];
    let expected = [
        load(WORD, 3, 1, 8),
        Instruction::copy(4, 3),
        Instruction::set(0, 40),
        arithmetic_of(operation::ADD, 0, 4),
        exit(),
    ];
    assert_eq!(left(&code, &[]), expected);
}

#[test]
fn ways_that_meet_share_what_is_left() {
    // One test after the other of the context's words; each way goes on with the same.
    let tests = (0..20).flat_map(|index| {
        [
            load(WORD, 2, 1, index * 8),
            jump_if(jump::NOT_EQUAL, 2, 3, 1),
            arithmetic(operation::ADD, 0, 1),
        ]
    });
    let code: Vec<_> = [load(WORD, 0, 1, 0)]
        .into_iter()
        .chain(tests)
        .chain([exit()])
        .collect();
    assert_eq!(left(&code, &[]), code);
}

#[test]
fn helpers_get_what_they_need() {
    let code = [
        Instruction {
            code: WIDE,
            dst: 1,
            src: MAP,
            constant: RING,
            ..Instruction::default()
        },
        Instruction::copy(2, FRAME),
        Instruction::add(2, -8),
        Instruction::set(3, 5),
        store(FRAME, -8, 3),
        call(1),
        exit(),
    ];
    let program = template(&code).specialise(&[]).expect("it is understood");
    assert!(program.refers_to(RING) && !program.refers_to(CONFIGURATION));
    let expected = [
        Instruction {
            code: class::STORE_CONSTANT | WORD,
            dst: FRAME,
            offset: -8,
            constant: 5,
            ..Instruction::default()
        },
        code[0],
        code[1],
        code[2],
        call(1),
        exit(),
    ];
    assert_eq!(program.0, expected);
    let linked = program.link(|map| (map == RING).then_some(77));
    assert!(linked.is_some_and(|code| code[1].imm == 77));
}

#[test]
fn what_is_computed_at_an_event_needs_the_configuration() {
    let code = [
        configuration_at(2, 8),
        load(WORD, 3, 1, 0),
        arithmetic(operation::AND, 3, 7),
        arithmetic_of(operation::ADD, 2, 3),
        load(BYTE, 0, 2, 0),
        exit(),
    ];
    let program = template(&code).specialise(&[0; 16]);
    assert!(program.is_ok_and(|program| program.refers_to(CONFIGURATION)));
}

#[test]
fn what_is_not_understood_is_refused() {
    let reason = |code: &[Instruction]| match template(code).specialise(&[0; 4]) {
        Err(reason) => reason.to_string(),
        Ok(_) => "nothing".to_owned(),
    };
    let behind = [configuration_at(1, 0), load(WORD, 0, 1, 0), exit()];
    assert_eq!(reason(&behind), "it reads behind the configuration");
    let endless = [Instruction::set(0, 0), Instruction::skip(-2)];
    assert_eq!(reason(&endless), "it takes too many steps");
    assert_eq!(reason(&[Instruction::set(0, 0)]), "it leads behind its end");
    let part = [
        Instruction::set(1, 1),
        store(FRAME, -8, 1),
        load(BYTE, 0, FRAME, -8),
        exit(),
    ];
    assert_eq!(reason(&part), "it reaches a part of a word that is known");
}

/// Where the memory begins that random programs look at.
const CONTEXT: u64 = 1 << 40;
const CONFIGURED: u64 = 2 << 40;
const STACK_END: u64 = (3 << 40) + FRAME_SIZE as u64;

/// What a program gives, by doing what each instruction says.
fn result(code: &[Instruction], context: &[u64], configuration: &[u8]) -> u64 {
    let places: Vec<_> = code
        .iter()
        .flat_map(|&one| std::iter::once(one).chain((one.places() == 2).then(Instruction::default)))
        .collect();
    let mut registers = [0_u64; REGISTERS];
    registers[1] = CONTEXT;
    registers[usize::from(FRAME)] = STACK_END;
    let mut stack = [0_u64; FRAME_SIZE as usize / 8];
    let mut place = 0;
    loop {
        let one = places[place];
        place += one.places();
        let (dst, src) = (usize::from(one.dst), usize::from(one.src));
        let right = if one.is_by_register() {
            registers[src]
        } else {
            i64::from(one.constant) as u64
        };
        let at = |base: u64| base.wrapping_add_signed(one.offset.into());
        let slot = |address: u64| (address + FRAME_SIZE as u64 - STACK_END) as usize / 8;
        if one.is_exit() {
            return registers[0];
        } else if one.is_jump() {
            if one.is_always() || is_taken(one, registers[dst], right) {
                place = place.wrapping_add_signed(one.offset.into());
            }
        } else if one.code == WIDE {
            registers[dst] = Value::of_wide(one).number().unwrap_or(CONFIGURED);
        } else if one.is_load() {
            let address = at(registers[src]);
            registers[dst] = match address >> 40 {
                1 => context[(address - CONTEXT) as usize / 8],
                2 => {
                    let first = (address - CONFIGURED) as usize;
                    let bytes = configuration[first..first + one.size()].iter().rev();
                    bytes.fold(0, |number, &byte| number << 8 | u64::from(byte))
                }
                _ => stack[slot(address)],
            };
        } else if one.is_store() {
            let stored = match one.class() {
                class::STORE => registers[src],
                _ => i64::from(one.constant) as u64,
            };
            stack[slot(at(registers[dst]))] = stored;
        } else {
            let left = Value::Number(registers[dst]);
            let value = computed(one, left, Value::Number(right));
            registers[dst] = value
                .and_then(Value::number)
                .expect("numbers give a number");
        }
    }
}

/// Numbers without end, the same each time.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) % limit
    }

    fn of(&mut self, from: &[u8]) -> u8 {
        from[self.below(from.len() as u64) as usize]
    }
}

const KINDS: [u8; 12] = [
    operation::ADD,
    operation::SUBTRACT,
    operation::MULTIPLY,
    operation::DIVIDE,
    operation::OR,
    operation::AND,
    operation::SHIFT_LEFT,
    operation::SHIFT_RIGHT,
    operation::REMAINDER,
    operation::XOR,
    operation::SHIFT_RIGHT_SIGNED,
    operation::MOVE,
];
const TESTS: [u8; 11] = [
    jump::EQUAL,
    jump::ABOVE,
    jump::ABOVE_OR_EQUAL,
    jump::ANY_BIT,
    jump::NOT_EQUAL,
    jump::GREATER,
    jump::GREATER_OR_EQUAL,
    jump::BELOW,
    jump::BELOW_OR_EQUAL,
    jump::LESS,
    jump::LESS_OR_EQUAL,
];

/// A program of about so many instructions, with a loop as long as the first byte of the configuration says: register 6 is the context,
/// 7 the configuration, 8 counts, and the others hold numbers.
fn random_program(random: &mut Random, length: usize) -> Vec<Instruction> {
    let mut code = vec![Instruction::copy(6, 1), configuration_at(7, 0)];
    let numbers = [0, 1, 2, 3, 4, 5, 9];
    code.extend(numbers.map(|register| Instruction::set(register, i32::from(register) * 3 - 5)));
    code.extend([1_i16, 2, 3, 4].map(|word| store(FRAME, -8 * word, 2)));
    code.push(Instruction::set(8, 0));
    let start = code.len();
    for index in 0..length {
        let (dst, src) = (random.of(&numbers), random.of(&numbers));
        let (constant, word) = (random.below(9) as i32 - 3, random.below(4) as i16);
        let class = [class::ALU, class::ALU32][random.below(4) as usize / 3];
        let ahead = random.below(4).min((length - index - 1) as u64) as i16;
        code.push(match random.below(9) {
            0 => load(BYTE, dst, 7, word),
            1 => load(WORD, dst, 6, word * 8),
            2 => store(FRAME, -8 - 8 * word, src),
            3 => load(WORD, dst, FRAME, -8 - 8 * word),
            4 => jump_if(random.of(&TESTS), dst, constant, ahead),
            5 => Instruction {
                src,
                code: [class::JUMP, class::JUMP32][random.below(2) as usize]
                    | random.of(&TESTS)
                    | BY_REGISTER,
                ..jump_if(0, dst, 0, ahead)
            },
            6 | 7 => Instruction {
                code: class | random.of(&KINDS) | BY_REGISTER,
                ..arithmetic_of(0, dst, src)
            },
            _ => Instruction {
                code: class | random.of(&KINDS),
                ..arithmetic(0, dst, constant)
            },
        });
    }
    let back = code.len() - start + 3;
    code.extend([
        load(BYTE, 2, 7, 0),
        arithmetic(operation::ADD, 8, 1),
        Instruction {
            code: class::JUMP | jump::BELOW | BY_REGISTER,
            src: 2,
            ..jump_if(0, 8, 0, -(back as i16))
        },
        load(WORD, 3, FRAME, -16),
        arithmetic_of(operation::XOR, 0, 3),
        exit(),
    ]);
    code
}

#[test]
fn random_programs_give_the_same() {
    let mut random = Random(7);
    for round in 0..4_000 {
        let length = 5 + round % 25;
        let code = random_program(&mut random, length);
        let configuration: Vec<u8> = (0..4).map(|_| random.below(5) as u8).collect();
        let left = left(&code, &configuration);
        for _ in 0..4 {
            let context: Vec<u64> = (0..4)
                .map(|_| random.below(6).wrapping_sub(random.below(4)))
                .collect();
            assert_eq!(
                result(&left, &context, &configuration),
                result(&code, &context, &configuration),
                "round {round}, context {context:?}, configuration {configuration:?}\n{code:#?}\n{left:#?}"
            );
        }
    }
}

/// Results that RFC 9669 (section 4.1) gives.
#[test]
fn arithmetic_is_that_of_the_instruction_set() {
    let rows: [(u8, u8, u64, u64, u64); 12] = [
        (class::ALU, operation::ADD, u64::MAX, 2, 1),
        (class::ALU32, operation::ADD, u64::MAX, 2, 1),
        (class::ALU32, operation::SUBTRACT, 1, 2, 0xffff_ffff),
        (class::ALU, operation::DIVIDE, 7, 0, 0),
        (class::ALU, operation::REMAINDER, 7, 0, 7),
        (class::ALU32, operation::REMAINDER, 7 << 32 | 7, 0, 7),
        (class::ALU, operation::SHIFT_LEFT, 3, 65, 6),
        (class::ALU32, operation::SHIFT_LEFT, 3, 33, 6),
        (class::ALU32, operation::SHIFT_RIGHT, 1 << 40 | 16, 2, 4),
        (
            class::ALU,
            operation::SHIFT_RIGHT_SIGNED,
            1 << 63,
            62,
            u64::MAX - 1,
        ),
        (
            class::ALU32,
            operation::SHIFT_RIGHT_SIGNED,
            1 << 31,
            4,
            0xf800_0000,
        ),
        (class::ALU32, operation::MOVE, 0, u64::MAX, 0xffff_ffff),
    ];
    for (class, kind, left, right, expected) in rows {
        let instruction = Instruction {
            code: class | kind | BY_REGISTER,
            ..Instruction::default()
        };
        let result = computed(instruction, Value::Number(left), Value::Number(right));
        assert_eq!(
            result,
            Some(Value::Number(expected)),
            "{class:#x} {kind:#x} {left} {right}"
        );
    }
    let less = |class| Instruction {
        code: class | jump::LESS,
        ..Instruction::default()
    };
    assert!(is_taken(less(class::JUMP), u64::MAX, 0));
    assert!(!is_taken(less(class::JUMP), 0xffff_ffff, 0));
    assert!(is_taken(less(class::JUMP32), 0xffff_ffff, 0));
}
