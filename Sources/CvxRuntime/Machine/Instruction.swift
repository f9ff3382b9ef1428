/// What an instruction does. `a`, `b`, `c` are registers of the frame unless said otherwise, `d` is a number, a place
/// in one of the code's tables, or how far to jump.
enum Opcode: UInt8 {
    // Values
    /// a = b
    case move
    /// a = null
    case clear
    /// a = constant d
    case constant
    /// a = the program's variable d, in a function's code
    case global
    /// the program's variable d = b
    case setGlobal
    /// a = register d of the statement around, in the code of an expression of its own
    case outer
    /// a = literal d at the time of this statement
    case moment
    /// a = `$_`
    case lastResult
    /// a = what `@…` of site d means
    case reference

    // Numbers and text
    /// a = b + c and so on; whole numbers and decimals at once, all else by site d
    case add, subtract, multiply, divide, modulo
    /// a = b + the number c
    case addSmall
    /// a = b op c, by site d
    case arithmetic
    /// a = -b
    case negate
    /// a = the text of the c registers from b on, which are given up
    case concatenate

    // Conditions
    /// a = b compared with c in the way d
    case compare
    case not, isNull, isEmpty, isTrue, isFalse
    /// a = b =~ c
    case equalFolded
    /// a = text test d of b and c
    case textTest
    /// a = whether the list c has b; where d is 1, ignoring case
    case contains

    // Jumps: to the instruction d further on
    case jump
    /// Back to where a loop begins: where a program is asked to stop, it does.
    case jumpBack
    case jumpIf, jumpUnless
    case jumpUnlessNull
    case jumpUnlessEqual, jumpUnlessNotEqual, jumpUnlessLess, jumpUnlessLessOrEqual, jumpUnlessGreater
    case jumpUnlessGreaterOrEqual
    /// As these, with the number a in the place of c.
    case jumpUnlessEqualSmall, jumpUnlessNotEqualSmall, jumpUnlessLessSmall, jumpUnlessLessOrEqualSmall
    case jumpUnlessGreaterSmall, jumpUnlessGreaterOrEqualSmall

    // Lists, records, rows
    /// a = the list of the c registers from b on, which are given up
    case list
    /// the list a gets b, which is given up, as its last
    case append
    /// the record a gets the value b + 1 at the name b, which are given up, for site d
    case put
    /// a = the record of shape d of the c registers from b on, which are given up
    case record
    /// a = b..c
    case range
    /// a = b[c]
    case index
    /// a = b's member of site d
    case member
    /// a = the value for site d of row b; a row that is no record is its one column `value`
    case field
    /// a = site d's function of the c registers from b on, which are given up
    case function
    /// a = the aggregate of site d over list b
    case aggregate
    /// a = b as one of type d
    case convert
    /// a = the value of pipeline d, its source in b where that is an expression
    case pipeline
    /// a = the body of site d worked out on row b
    case onRow

    // Loops: a is the list, a + 1 where the loop stands
    /// Readies a, a list or rows, for a loop.
    case iterate
    /// b = the next of a, or a jump where there is none
    case next
    /// Readies a and a + 1, the ends of a range, for a loop.
    case iterateRange
    case nextInRange

    // Calls and statements
    /// a = function d of the registers from c on, where its frame begins
    case call
    /// Leaves the function with a.
    case `return`
    /// Ends the code with a.
    case halt
    /// A new statement: `now` is read anew.
    case statement
    /// Pipeline d as a statement
    case show
    /// a = what the command or change of pipeline d gives
    case perform
    /// Writes the c registers from b on, which are given up, as a line.
    case print
    /// Waits for the length of time a.
    case wait
    case begin, commit, enterDryRun, leaveDryRun
    /// Fails with the message a, which d says how to put.
    case fail
    case exit
}

struct Instruction {
    var op: Opcode
    var a: UInt16
    var b: UInt16
    var c: UInt16
    var d: Int32
}
