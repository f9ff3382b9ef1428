import ArgumentParser
import CvxDomain
import CvxRender
import CvxSettings
import CvxShell
import CvxStores
import Glibc

/// Looks a workspace over: what is there, what is bound to what, what is wrong.
struct Doctor: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Look the stores over: state, tables, indexes, what is missing, faults.")
    @OptionGroup var options: SessionOptions

    func run() throws {
        do {
            let launch = options.launch
            let place = try LaunchPlace(launch)
            let stores = WorkspaceStores(try place.configuration(launch))
            let diagnosis = try stores.diagnosis(checkingFaults: true)
            var report = DoctorReport(
                format: options.format ?? .table, settings: launch.settings(interactive: false, place))
            let output = FileDescriptorOutput(STDOUT_FILENO)
            try report.write(place, to: output)
            try report.write(diagnosis, to: output)
            for warning in diagnosis.warnings {
                try FileDescriptorOutput(STDERR_FILENO).write("warning: \(warning)\n")
            }
            let failed = diagnosis.stores.contains { if case .failed = $0.state { true } else { false } }
            throw ArgumentParser.ExitCode(failed ? CvxShell.ExitCode.failed : CvxShell.ExitCode.done)
        } catch let code as ArgumentParser.ExitCode {
            throw code
        } catch {
            throw ArgumentParser.ExitCode(Failure.report(error, asJSON: options.launch.errorsAsJSON))
        }
    }
}

/// The findings as tables.
struct DoctorReport {
    var format: OutputFormat
    var settings: SessionSettings

    mutating func write(_ place: LaunchPlace, to output: any ByteOutput) throws {
        let workspace = place.location.folder + "/cvx.toml"
        let user = LaunchPlace.userFolder.map { $0 + "/cvx.toml" }
        let named = Settings.variables.map(\.0).filter { LaunchOptions.variable($0) != nil }
        let files = [("workspace", workspace)] + (user.map { [("user", $0)] } ?? [])
        try section(
            "settings", ["of", "where", "state"],
            named.map { ["environment", $0, "set"] }
                + files.map { [$0.0, $0.1, place.files.contains($0.1) ? "in use" : "not there"] }, output)
    }

    mutating func write(_ diagnosis: WorkspaceDiagnosis, to output: any ByteOutput) throws {
        try section(
            "stores", ["store", "path", "state", "journal", "size", "tables", "indexes"],
            diagnosis.stores.map { store in
                let state = Self.text(store.state, isOwn: store.store.isOwn)
                return [
                    store.store.rawValue, store.path ?? "", state.state, state.journal,
                    Self.size(store.bytes),
                    String(store.tables.count), String(store.indexes.count),
                ]
            }, output)
        try section(
            "tables", ["table", "rows", "entity"],
            diagnosis.stores.flatMap { store in
                store.tables.map { table in
                    [
                        "\(store.store.rawValue).\(table.name)", table.rows.map(String.init) ?? "?",
                        table.entity ?? "(its own)",
                    ]
                }
            }, output)
        try section(
            "missing fields", ["entity", "no store has a column for"],
            diagnosis.entities.filter { !$0.missingFields.isEmpty }.map {
                [$0.entity.definition.name, $0.missingFields.joined(separator: ", ")]
            }, output)
        try section(
            "faults", ["where", "what", "rows"],
            diagnosis.faults.map { fault in
                let place = [fault.store.rawValue, fault.table ?? fault.entity ?? ""].filter { !$0.isEmpty }
                return [
                    place.joined(separator: "."), Self.text(fault.kind),
                    fault.count == 0 ? "" : String(fault.count),
                ]
            }, output)
    }

    private func section(
        _ title: String, _ names: [String], _ rows: [[String]], _ output: any ByteOutput
    ) throws {
        if rows.isEmpty { return }
        if format == .table { try output.write("\(title)\n") }
        var options = RenderOptions(width: settings.width, color: settings.color)
        options.isTerminal = settings.isTerminal
        options.maxRows = nil
        try RecordTable.write(
            names.map { ResultColumn($0, .text) }, rows.map { $0.map(Scalar.text) }, format: format,
            options: options, to: output)
        if format == .table { try output.write("\n") }
    }

    private static func text(_ state: StoreState, isOwn: Bool) -> (state: String, journal: String) {
        switch state {
        case .open(let readOnly, let mode): (readOnly ? "read-only" : "open", mode)
        case .missing: (isOwn ? "nothing kept yet" : "missing", "")
        case .failed(let error): (error.message, "")
        }
    }

    private static func size(_ bytes: Int64) -> String {
        switch bytes {
        case ..<1_048_576: "\(bytes / 1_024) KiB"
        default: "\(bytes / 1_048_576) MiB"
        }
    }

    private static func text(_ kind: StoreFault.Kind) -> String {
        func list(_ counts: [String: Int64]) -> String {
            counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(6).map {
                "\($0.key) (\($0.value))"
            }
            .joined(separator: ", ")
        }
        switch kind {
        case .damaged(let text): return "damaged: \(text)"
        case .orphans(let relation): return "no \(relation) for the id they hold"
        case .mixedInstants(let field, let encodings):
            return "\(field) in several encodings: \(list(encodings))"
        case .unknownWords(let field, let words): return "\(field) has words of its own: \(list(words))"
        case .textInNumber(let field): return "text in the numbers of \(field)"
        case .sharedPhone(let number): return "one number on many leads: \(number)"
        case .brokenIDs: return "ids with quotes or white space"
        case .missingIndex(let column): return "no index on \(column)"
        case .nothingKnown: return "no table that cvx knows"
        case .unchecked(let why): return "not checked: \(why)"
        }
    }
}
