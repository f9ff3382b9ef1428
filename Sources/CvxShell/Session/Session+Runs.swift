import CvxDomain
import CvxLanguage
import CvxRuntime
import CvxServices
import Glibc

/// A script's run as the journal keeps it, and the lock that keeps two runs of one job apart.
extension Session {
    /// Runs `body` under the lock that was asked for. The run of a script that may change something is written down
    /// before and after; one that only reads leaves no trace and makes no journal.
    func asRun(_ program: CheckedProgram, _ purpose: Checker.Purpose, _ body: () -> Int32) throws -> Int32 {
        let holder = "\(source.name), process \(getpid())"
        let lock = try settings.lockName.flatMap { try services.locks?.acquire($0, holder: holder) }
        return try withExtendedLifetime(lock) {
            guard purpose == .script, !desk.isDryRun, !program.effects.kinds.isEmpty, let runs = services.runs
            else {
                let code = body()
                try tidy()
                return code
            }
            let run = ScriptRun(
                id: Self.newRunID(), script: source.name, started: Self.now(), actor: actorName,
                parameters: parametersAsJSON)
            try runs.begin(run)
            desk.run = run.id
            let code = body()
            try runs.end(run.id, at: Self.now(), effects: effectsAsJSON, exit: code)
            try tidy()
            return code
        }
    }

    /// What is past retention goes when something was changed anyway.
    private func tidy() throws {
        if !desk.done.isEmpty { try services.tidy?() }
    }

    /// The moment and a word of chance: sorts by time, and can be typed.
    private static func newRunID() -> String {
        let moment = Scalar.instant(now()).text.prefix(19)
        let digits = moment.map { $0 == "T" || $0 == ":" || $0 == " " ? "-" : $0 }
        return String(digits) + "-" + String(Int.random(in: 0..<46_656) + 46_656, radix: 36).dropFirst()
    }

    private var parametersAsJSON: String {
        let pairs = settings.parameters.map {
            "\"\(JSONText.escaped($0.name))\": \"\(JSONText.escaped($0.value))\""
        }
        var text = "{\(pairs.joined(separator: ", "))}"
        if case .redacted(let safe) = text.withUTF8({ JSONSanitizer.sanitize($0) }) { return safe }
        return text
    }

    private var effectsAsJSON: String {
        let pairs = Effects.Kind.allCases.compactMap { kind in
            desk.done[kind].map { "\"\(kind.rawValue)\": \($0)" }
        }
        return "{\(pairs.joined(separator: ", "))}"
    }
}
