import CvxDomain
import CvxLanguage

extension Machine {
    /// Carries instructions out until the code that was entered ends. What is not done here at once is in
    /// `Machine+Steps`.
    func execute(floor: Int) throws -> Value {
        let state = self.state
        var pc = state.pointee.pc
        var r = state.pointee.base
        while true {
            let i = pc.pointee
            state.pointee.pc = pc
            pc += 1
            let a = Int(i.a)
            let b = Int(i.b)
            let c = Int(i.c)
            switch i.op {
            case .move: r[a] = r[b]
            case .clear: r[a] = .null
            case .constant: r[a] = state.pointee.code._withUnsafeGuaranteedRef { $0.constants }[Int(i.d)]
            case .global: r[a] = stack[Int(i.d)]
            case .setGlobal: stack[Int(i.d)] = r[b]
            case .outer: r[a] = state.pointee.outer[Int(i.d)]

            case .addSmall:
                if case .int(let x) = r[b] {
                    let (sum, overflow) = x.addingReportingOverflow(Int64(Int16(bitPattern: i.c)))
                    if !overflow {
                        r[a] = .int(sum)
                        continue
                    }
                }
                r[a] = try addSmall(r[b], Int16(bitPattern: i.c), site: Int(i.d))
            case .add:
                if case .int(let x) = r[b], case .int(let y) = r[c] {
                    let (sum, overflow) = x.addingReportingOverflow(y)
                    if !overflow {
                        r[a] = .int(sum)
                        continue
                    }
                } else if case .decimal(let x) = r[b], case .decimal(let y) = r[c] {
                    r[a] = .decimal(x + y)
                    continue
                }
                try add(a, b, c, in: r, site: Int(i.d))
            case .subtract:
                if case .int(let x) = r[b], case .int(let y) = r[c] {
                    let (difference, overflow) = x.subtractingReportingOverflow(y)
                    if !overflow {
                        r[a] = .int(difference)
                        continue
                    }
                } else if case .decimal(let x) = r[b], case .decimal(let y) = r[c] {
                    r[a] = .decimal(x - y)
                    continue
                }
                r[a] = try arithmetic(r[b], r[c], site: Int(i.d))
            case .multiply:
                if case .int(let x) = r[b], case .int(let y) = r[c] {
                    let (product, overflow) = x.multipliedReportingOverflow(by: y)
                    if !overflow {
                        r[a] = .int(product)
                        continue
                    }
                } else if case .decimal(let x) = r[b], case .decimal(let y) = r[c] {
                    r[a] = .decimal(x * y)
                    continue
                }
                r[a] = try arithmetic(r[b], r[c], site: Int(i.d))
            case .divide:
                if case .int(let x) = r[b], case .int(let y) = r[c], y != 0 {
                    r[a] = .decimal(Double(x) / Double(y))
                } else {
                    r[a] = try arithmetic(r[b], r[c], site: Int(i.d))
                }
            case .modulo:
                if case .int(let x) = r[b], case .int(let y) = r[c], y != 0 {
                    r[a] = .int(x.remainderReportingOverflow(dividingBy: y).partialValue)
                } else {
                    r[a] = try arithmetic(r[b], r[c], site: Int(i.d))
                }
            case .arithmetic: r[a] = try arithmetic(r[b], r[c], site: Int(i.d))
            case .negate: r[a] = Self.negated(r[b])

            case .compare: r[a] = .bool(compare(Int(i.d), r[b], r[c]))
            case .not: r[a] = .bool(!r[b].isTrue)
            case .isNull: r[a] = .bool(r[b].isNull)
            case .isTrue: r[a] = .bool(r[b].isTrue)
            case .isFalse: if case .bool(false) = r[b] { r[a] = .bool(true) } else { r[a] = .bool(false) }

            case .jump: pc += Int(i.d)
            case .jumpBack:
                pc += Int(i.d)
                state.pointee.patience -= 1
                if state.pointee.patience < 0 { try loseNoPatience() }
            case .jumpIf: if case .bool(true) = r[b] { pc += Int(i.d) }
            case .jumpUnless: if case .bool(true) = r[b] {} else { pc += Int(i.d) }
            case .jumpUnlessNull: if case .null = r[b] {} else { pc += Int(i.d) }
            case .jumpUnlessEqual:
                if case .int(let x) = r[b], case .int(let y) = r[c] {
                    if x != y { pc += Int(i.d) }
                } else if !compare(0, r[b], r[c]) {
                    pc += Int(i.d)
                }
            case .jumpUnlessNotEqual:
                if case .int(let x) = r[b], case .int(let y) = r[c] {
                    if x == y { pc += Int(i.d) }
                } else if !compare(1, r[b], r[c]) {
                    pc += Int(i.d)
                }
            case .jumpUnlessLess:
                if case .int(let x) = r[b], case .int(let y) = r[c] {
                    if x >= y { pc += Int(i.d) }
                } else if !compare(2, r[b], r[c]) {
                    pc += Int(i.d)
                }
            case .jumpUnlessLessOrEqual:
                if case .int(let x) = r[b], case .int(let y) = r[c] {
                    if x > y { pc += Int(i.d) }
                } else if !compare(3, r[b], r[c]) {
                    pc += Int(i.d)
                }
            case .jumpUnlessGreater:
                if case .int(let x) = r[b], case .int(let y) = r[c] {
                    if x <= y { pc += Int(i.d) }
                } else if !compare(4, r[b], r[c]) {
                    pc += Int(i.d)
                }
            case .jumpUnlessGreaterOrEqual:
                if case .int(let x) = r[b], case .int(let y) = r[c] {
                    if x < y { pc += Int(i.d) }
                } else if !compare(5, r[b], r[c]) {
                    pc += Int(i.d)
                }
            case .jumpUnlessEqualSmall:
                if case .int(let x) = r[b] {
                    if x != Int64(Int16(bitPattern: i.a)) { pc += Int(i.d) }
                } else if !compare(0, r[b], .int(Int64(Int16(bitPattern: i.a)))) {
                    pc += Int(i.d)
                }
            case .jumpUnlessNotEqualSmall:
                if case .int(let x) = r[b] {
                    if x == Int64(Int16(bitPattern: i.a)) { pc += Int(i.d) }
                } else if !compare(1, r[b], .int(Int64(Int16(bitPattern: i.a)))) {
                    pc += Int(i.d)
                }
            case .jumpUnlessLessSmall:
                if case .int(let x) = r[b] {
                    if x >= Int64(Int16(bitPattern: i.a)) { pc += Int(i.d) }
                } else if !compare(2, r[b], .int(Int64(Int16(bitPattern: i.a)))) {
                    pc += Int(i.d)
                }
            case .jumpUnlessLessOrEqualSmall:
                if case .int(let x) = r[b] {
                    if x > Int64(Int16(bitPattern: i.a)) { pc += Int(i.d) }
                } else if !compare(3, r[b], .int(Int64(Int16(bitPattern: i.a)))) {
                    pc += Int(i.d)
                }
            case .jumpUnlessGreaterSmall:
                if case .int(let x) = r[b] {
                    if x <= Int64(Int16(bitPattern: i.a)) { pc += Int(i.d) }
                } else if !compare(4, r[b], .int(Int64(Int16(bitPattern: i.a)))) {
                    pc += Int(i.d)
                }
            case .jumpUnlessGreaterOrEqualSmall:
                if case .int(let x) = r[b] {
                    if x < Int64(Int16(bitPattern: i.a)) { pc += Int(i.d) }
                } else if !compare(5, r[b], .int(Int64(Int16(bitPattern: i.a)))) {
                    pc += Int(i.d)
                }

            case .member:
                if case .object(let object) = r[b], object.tag == .record {
                    let record = unsafeDowncast(object, to: RecordObject.self)
                    let site = state.pointee.code._withUnsafeGuaranteedRef { $0.members } + Int(i.d)
                    if record.record.shape === site.pointee.shape {
                        r[a] = record.record.values[site.pointee.place]
                    } else {
                        r[a] = Self.member(of: record, at: site)
                    }
                    continue
                }
                r[a] = try member(r[b], site: Int(i.d))
            case .field:
                let site = state.pointee.code._withUnsafeGuaranteedRef { $0.members } + Int(i.d)
                guard case .object(let object) = r[b] else {
                    if site.pointee.isValue { r[a] = r[b] } else { r[a] = .null }
                    continue
                }
                if object.tag == .record {
                    let record = unsafeDowncast(object, to: RecordObject.self)
                    if record.record.shape === site.pointee.shape {
                        r[a] = record.record.values[site.pointee.place]
                    } else {
                        r[a] = Self.member(of: record, at: site)
                    }
                    continue
                }
                r[a] = try field(r[b], site: Int(i.d))
            case .next:
                if try !next(r + a, into: r + b) { pc += Int(i.d) }
            case .nextInRange:
                guard case .int(let current) = r[a], case .int(let last) = r[a + 1], current <= last else {
                    pc += Int(i.d)
                    continue
                }
                r[b] = .int(current)
                // The end of the numbers ends the loop too.
                let (following, overflow) = current.addingReportingOverflow(1)
                r[a] = overflow ? .null : .int(following)
            case .append: try append(r + b, to: r + a)

            case .call:
                let depth = state.pointee.depth
                guard depth < Self.callLimit else { throw Self.tooDeep }
                state.pointee.patience -= 1
                if state.pointee.patience < 0 { try loseNoPatience() }
                let code = functionTable[Int(i.d)]
                try reserve(code._withUnsafeGuaranteedRef { $0.registerCount }, from: r + c)
                frames[depth] = Frame(
                    code: state.pointee.code, pc: pc, base: r, outer: state.pointee.outer, target: i.a)
                state.pointee.depth = depth + 1
                r += c
                pc = code._withUnsafeGuaranteedRef { $0.instructions }
                state.pointee.code = code
                state.pointee.base = r
                state.pointee.outer = r
            case .return:
                let value = r[a]
                let count = state.pointee.code._withUnsafeGuaranteedRef { $0.registerCount }
                for register in 0..<count { r[register] = .null }
                let depth = state.pointee.depth - 1
                let frame = frames[depth]
                state.pointee.depth = depth
                state.pointee.code = frame.code
                state.pointee.outer = frame.outer
                state.pointee.base = frame.base
                pc = frame.pc
                r = frame.base
                r[Int(frame.target)] = value
            case .halt: return r[a]

            default: try step(i, r)
            }
        }
    }
}
