import CvxDomain
import CvxLanguage

extension CodeBuilder {
    mutating func compile(_ statements: [CheckedStatement]) throws {
        for statement in statements { try compile(statement) }
    }

    private mutating func compile(_ statement: CheckedStatement) throws {
        let outer = (mark, span)
        defer {
            release(to: outer.0)
            span = outer.1
        }
        span = statement.span
        if statement.asksTime { emit(.statement) }
        switch statement.kind {
        case .pipeline(let pipeline): try show(pipeline)
        case .bind(let variable, let pipeline): try bind(variable, pipeline)
        case .if(let branches, let otherwise): try compile(branches, otherwise)
        case .for(let variable, let pipeline, let body): try loop(variable, pipeline, body)
        case .while(let condition, let body):
            let (start, end) = (label(), label())
            place(start)
            if condition.asksTime { emit(.statement) }
            try branch(condition, ifFalse: end)
            try loopBody(body, continue: start, break: end)
            jump(.jumpBack, to: start)
            place(end)
        case .tryCatch(let body, let variable, let handler): try compile(body, variable, handler)
        case .transaction(let body):
            emit(.begin)
            openRegion(.transaction)
            try compile(body)
            emit(.commit)
            closeRegion()
        case .dryRun(let body):
            emit(.enterDryRun)
            openRegion(.dryRun)
            try compile(body)
            emit(.leaveDryRun)
            closeRegion()
        case .return(let pipeline):
            let register = try temporary()
            if let pipeline { try compile(pipeline, into: register) } else { emit(.clear, register) }
            leave(to: 0) { $0.emit(.return, register) }
        case .break, .continue:
            guard
                let index = open.lastIndex(where: { if case .loop = $0 { true } else { false } }),
                case .loop(let next, let end) = open[index]
            else { return }
            let isBreak = if case .break = statement.kind { true } else { false }
            leave(to: index + 1) { $0.jump(isBreak ? .jump : .jumpBack, to: isBreak ? end : next) }
        case .assert(let condition, let message):
            let holds = label()
            try branch(condition, ifTrue: holds)
            let register = try temporary()
            if let message {
                try compile(message, into: register)
            } else {
                emit(.constant, register, d: constant(.text("the assertion does not hold")))
            }
            span = condition.span
            emit(.fail, register, d: 1)
            place(holds)
        case .fail(let value): emit(.fail, try operand(value))
        case .exit(let value):
            let code = try operand(value)
            span = value.span
            emit(.exit, code)
        }
    }

    private mutating func show(_ pipeline: CheckedPipeline) throws {
        if try compileBuiltIn(pipeline) { return }
        let register = try source(of: pipeline)
        // A function that gives nothing has nothing to show.
        if case .value(let value) = pipeline.source, pipeline.operations.isEmpty, value.type == .null,
            case .callFunction = value.kind
        {
            return
        }
        pipelines.append(CompiledPipeline(pipeline, in: self))
        emit(.show, 0, register ?? 0, register == nil ? 0 : 1, d: pipelines.count - 1)
    }

    /// `print` and `wait`, which the machine knows itself.
    private mutating func compileBuiltIn(_ pipeline: CheckedPipeline) throws -> Bool {
        guard case .command(let command) = pipeline.source, pipeline.operations.isEmpty else { return false }
        switch command.verb {
        case "print":
            let first = try consecutive(command.arguments)
            emit(.print, 0, first, command.arguments.count)
        case "wait":
            guard let length = command.arguments.first else { return false }
            emit(.wait, try operand(length))
        default: return false
        }
        return true
    }

    /// The value of a pipeline's source where that is an expression.
    private mutating func source(of pipeline: CheckedPipeline) throws -> Int? {
        guard case .value(let value) = pipeline.source else { return nil }
        return try operand(value)
    }

    private mutating func bind(_ variable: CheckedVariable, _ pipeline: CheckedPipeline) throws {
        if let register = register(of: variable) {
            if try append(to: variable, register, pipeline) { return }
            if try put(into: variable, register, pipeline) { return }
            return try compile(pipeline, into: register)
        }
        let register = try temporary()
        try compile(pipeline, into: register)
        emit(.setGlobal, 0, register, d: variable.slot)
        emit(.clear, register)
    }

    /// `$all = $all + [x]` makes the list longer where nobody else holds it.
    private mutating func append(
        to variable: CheckedVariable, _ register: Int, _ pipeline: CheckedPipeline
    ) throws -> Bool {
        guard pipeline.operations.isEmpty, case .value(let value) = pipeline.source,
            case .arithmetic(.add, let left, let right) = value.kind, case .list = value.type,
            case .variable(variable) = left.kind, case .list(let items) = right.kind, items.count <= 16
        else { return false }
        let first = try consecutive(items)
        for index in items.indices { emit(.append, register, first + index) }
        return true
    }

    /// `$counts = put($counts, name, value)` likewise.
    private mutating func put(
        into variable: CheckedVariable, _ register: Int, _ pipeline: CheckedPipeline
    ) throws -> Bool {
        guard pipeline.operations.isEmpty, case .value(var value) = pipeline.source else { return false }
        // It is a record before and after.
        if case .convert(let inner) = value.kind, case .record = value.type { value = inner }
        guard case .call(.put, let arguments) = value.kind, case .variable(variable) = arguments[0].kind
        else { return false }
        let first = try consecutive(Array(arguments[1...]))
        functions.append(.init(function: .put, type: value.type, span: value.span))
        emit(.put, register, first, d: functions.count - 1)
        return true
    }

    /// A pipeline's value.
    mutating func compile(_ pipeline: CheckedPipeline, into target: Int) throws {
        if pipeline.operations.isEmpty, case .value(let value) = pipeline.source {
            return try compile(value, into: target)
        }
        if try compileBuiltIn(pipeline) {
            emit(.clear, target)
            return
        }
        var register = try source(of: pipeline)
        pipelines.append(CompiledPipeline(pipeline, in: self))
        let number = pipelines.count - 1
        if pipeline.source.isPerformed {
            if pipeline.operations.isEmpty {
                emit(.perform, target, d: number)
                return
            }
            let value = try temporary()
            emit(.perform, value, d: number)
            register = value
        }
        emit(.pipeline, target, register ?? 0, register == nil ? 0 : 1, d: number)
    }

    private mutating func compile(_ branches: [CheckedBranch], _ otherwise: [CheckedStatement]) throws {
        let end = label()
        for (index, branch) in branches.enumerated() {
            let next = label()
            try self.branch(branch.condition, ifFalse: next)
            try compile(branch.body)
            if index + 1 < branches.count || !otherwise.isEmpty { jump(.jump, to: end) }
            place(next)
        }
        try compile(otherwise)
        place(end)
    }

    private mutating func loop(
        _ variable: CheckedVariable, _ pipeline: CheckedPipeline, _ body: [CheckedStatement]
    ) throws {
        guard let register = register(of: variable) else { return }
        let state = try temporary()
        let counter = try temporary()
        let (start, end) = (label(), label())
        if case .value(let value) = pipeline.source, case .range(let low, let high) = value.kind,
            pipeline.operations.isEmpty
        {
            try compile(low, into: state)
            try compile(high, into: counter)
            emit(.iterateRange, state)
            place(start)
            jump(.nextInRange, state, register, to: end)
        } else {
            try compile(pipeline, into: state)
            emit(.iterate, state)
            place(start)
            jump(.next, state, register, to: end)
        }
        try loopBody(body, continue: start, break: end)
        jump(.jumpBack, to: start)
        place(end)
        emit(.clear, state)
    }

    private mutating func loopBody(
        _ body: [CheckedStatement], continue start: Label, break end: Label
    ) throws {
        open.append(.loop(continue: start, break: end))
        try compile(body)
        open.removeLast()
    }

    private mutating func compile(
        _ body: [CheckedStatement], _ variable: CheckedVariable?, _ statements: [CheckedStatement]
    ) throws {
        let end = label()
        handlers.append((0, variable.flatMap { register(of: $0) }.map { UInt16($0) }))
        let handler = handlers.count - 1
        openRegion(.handler(handler))
        try compile(body)
        closeRegion()
        jump(.jump, to: end)
        handlers[handler].place = instructions.count
        try compile(statements)
        place(end)
    }
}

extension CheckedStatement {
    /// Its own expressions read the clock.
    fileprivate var asksTime: Bool {
        switch kind {
        case .pipeline(let pipeline), .bind(_, let pipeline), .for(_, let pipeline, _): pipeline.asksTime
        case .if(let branches, _): branches.contains { $0.condition.asksTime }
        case .return(let pipeline): pipeline?.asksTime ?? false
        case .assert(let condition, let message): condition.asksTime || message?.asksTime ?? false
        case .fail(let value), .exit(let value): value.asksTime
        case .while, .tryCatch, .transaction, .dryRun, .break, .continue: false
        }
    }
}

extension CheckedPipeline.Source {
    /// The host's to carry out.
    fileprivate var isPerformed: Bool {
        switch self {
        case .command, .change: true
        case .scan, .value, .sql: false
        }
    }
}

extension CheckedPipeline {
    /// Anything but an expression may: what it does is not looked into.
    fileprivate var asksTime: Bool {
        guard operations.isEmpty, case .value(let value) = source else { return true }
        return value.asksTime
    }
}

extension CheckedExpression {
    fileprivate var asksTime: Bool {
        contains {
            switch $0.kind {
            case .literal(.now), .literal(.today), .literal(.yesterday), .literal(.tomorrow),
                .literal(.relative), .literal(.period), .pipeline, .onRow:
                true
            default: false
            }
        }
    }
}
