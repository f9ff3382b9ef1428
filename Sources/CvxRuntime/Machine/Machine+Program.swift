import CvxDomain
package import CvxLanguage

extension Machine {
    /// Runs a checked program to its end.
    /// - Returns: the code of its `exit`; nil where it came to its end without one.
    /// - Throws: what nothing in it caught; a `Diagnostic` names its place and the calls that led there.
    package func run(_ program: CheckedProgram, source: SourceText) throws -> Int32? {
        startStatement()
        try add(program)
        do {
            for module in program.modules {
                try runProgram(
                    code(module.statements, program, localCount: module.localCount, source: module.source))
            }
            if let allowances = program.allowances { try allow(allowances) }
            try runProgram(
                code(program.statements, program, localCount: program.localCount, source: source))
        } catch let exit as ProgramExit { return exit.code }
        return nil
    }

    private func add(_ program: CheckedProgram) throws {
        var codes: [Code?] = []
        for function in program.functions {
            guard let function else {
                codes.append(nil)
                continue
            }
            var builder = CodeBuilder(.function, source: function.source, localCount: function.localCount)
            builder.name = function.name
            builder.span = function.span
            try builder.compile(function.body)
            let result = try builder.temporary()
            builder.emit(.clear, result)
            builder.emit(.return, result)
            codes.append(Code(builder))
        }
        add(codes, from: program.firstFunction)
    }

    private func code(
        _ statements: [CheckedStatement], _ program: CheckedProgram, localCount: Int, source: SourceText
    ) throws -> Code {
        var builder = CodeBuilder(
            .program, source: source, firstLocal: program.globalCount, localCount: localCount)
        try builder.compile(statements)
        let end = try builder.temporary()
        builder.emit(.clear, end)
        builder.emit(.halt, end)
        return Code(builder)
    }

    private func allow(_ allowances: [CheckedAllowance]) throws {
        var ceilings = Ceilings()
        for allowance in allowances {
            switch try evaluator.evaluate(allowance.ceiling) {
            case .int(let count): ceilings[allowance.kind] = count
            case .money(let money): ceilings[allowance.kind] = money.tenThousandths
            default: break
            }
        }
        host?.allow(ceilings)
    }
}
