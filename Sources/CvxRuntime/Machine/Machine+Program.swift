import CvxDomain
package import CvxLanguage

extension Machine {
    /// Runs a checked program to its end.
    /// - Returns: the code of its `exit`; nil where it came to its end without one.
    /// - Throws: what nothing in it caught; a `Diagnostic` names its place and the calls that led there.
    package func run(_ program: CheckedProgram, source: SourceText) throws -> Int32? {
        startStatement()
        if let allowances = program.allowances { try allow(allowances) }
        var builder = CodeBuilder(
            .program, source: source, firstLocal: program.globalCount, localCount: program.localCount)
        try builder.compile(program.statements)
        let end = try builder.temporary()
        builder.emit(.clear, end)
        builder.emit(.halt, end)
        do { try runProgram(Code(builder)) } catch let exit as ProgramExit { return exit.code }
        return nil
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
