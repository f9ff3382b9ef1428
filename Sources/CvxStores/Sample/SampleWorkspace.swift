internal import CvxDomain
package import FoundationEssentials

/// A workspace of made-up leads to try things on, as untidy as real ones are (domain §1). Nobody in it exists:
/// numbers are of the range kept for fiction, addresses of mail are at example.com, .net and .org.
package struct SampleWorkspace {
    /// Makes a workspace as ``WorkspaceCreation`` does and fills every entity of every store.
    ///
    /// The same count of leads on the same day (UTC) with the same seed gives the same rows, byte for byte. About 55 % of the leads are
    /// in the Prisma store alone, 35 % in leadflow alone, 10 % in both under one id, some of these with other
    /// values. The first lead has a row of every kind, so no table is empty as soon as there is a lead.
    ///
    /// - Parameters:
    ///   - directory: a folder without stores; made where missing. Existing stores are refused.
    ///   - leads: how many different leads.
    ///   - seed: another one, another sample.
    ///   - now: when the sample ends, cut to its day in UTC; the real clock unless told otherwise. Leads are of the
    ///     540 days before, their organizations a little older; only what is planned lies after (follow-ups,
    ///     scheduled campaigns).
    ///   - progress: told ten times a second at most, and at the end of each phase. What it throws ends the work.
    /// - Throws: ``CreationError``, or what `progress` threw; no file is left then.
    package static func fill(
        directory: String, leads: Int = 3_000, seed: UInt64 = 0, now: Date = Date(),
        progress: (SampleProgress) throws -> Void = { _ in }
    ) throws {
        guard leads >= 0 else { throw CreationError.leads(leads) }
        let today = SampleMoment(
            milliseconds: Int((now.timeIntervalSince1970 / 86_400).rounded(.down)) * SampleMoment.day)
        try WorkspaceBuild.run(at: directory) { build in
            let prisma = try build.open(.prisma)
            let leadflow = try build.open(.leadflow)
            let skipTrace = try build.open(.skipTrace)
            try WorkspaceCreation.recordMigration(in: prisma, at: today.date)
            try WorkspaceCreation.writePrismaFiles(build) { _ in }

            var writer = try SampleWriter(
                prisma: prisma, leadflow: leadflow, skipTrace: skipTrace, now: today, seed: seed)
            var state = SampleProgress(phase: .writing, rows: 0, leads: 0, total: leads)
            let clock = ContinuousClock()
            var next = clock.now + .milliseconds(100)
            for index in 0..<leads {
                try writer.write(SampleLead(index, of: leads, now: today, seed: seed))
                if index % 256 == 0, clock.now >= next {
                    (state.rows, state.leads) = (writer.rows, index + 1)
                    try progress(state)
                    next = clock.now + .milliseconds(100)
                }
            }
            try writer.writeRest(leads: leads)
            state = SampleProgress(phase: .indexing, rows: writer.rows, leads: leads, total: leads)
            try progress(state)
            try build.finish(prisma, .prisma)
            try build.finish(leadflow, .leadflow)
            try build.finish(skipTrace, .skipTrace)
            state.phase = .done
            try progress(state)
        }
    }
}

extension SampleMoment {
    var date: Date { Date(timeIntervalSince1970: Double(milliseconds) / 1_000) }
}
