import CvxDomain

/// Which entry of `costs` is of which trace, so that no call counts twice: by the trace's id in its details; where an entry
/// names none, the trace of the same cost that is nearest in time, within a day, of the same lead where it names one.
struct SpendingMatch {
    private(set) var calls: [SpentCall]

    /// - Parameter traces: by their ids
    init(entries: [SpentCall], traces: [String: SpentCall]) {
        calls = entries
        var left = traces
        for index in calls.indices {
            guard let id = calls[index].trace, let trace = left[id] ?? traces[id] else { continue }
            left[id] = nil
            calls[index].join(trace)
        }
        var byCost: [Money: [SpentCall]] = [:]
        for trace in left.values where trace.cost.tenThousandths > 0 {
            byCost[trace.cost, default: []].append(trace)
        }
        for index in calls.indices where calls[index].trace == nil && calls[index].isTrace {
            guard let place = calls[index].nearest(in: byCost[calls[index].cost] ?? []),
                let trace = byCost[calls[index].cost]?.remove(at: place), let id = trace.trace
            else { continue }
            left[id] = nil
            calls[index].join(trace)
        }
        // What cost nothing has no entry: it was tried all the same.
        calls += left.values.sorted {
            ($0.at?.milliseconds ?? 0, $0.trace ?? "") < ($1.at?.milliseconds ?? 0, $1.trace ?? "")
        }
        // Of a trace that nobody knows the outcome of, nobody was found.
        for index in calls.indices where calls[index].isTrace {
            calls[index].isMatched = calls[index].isMatched ?? false
        }
    }
}

extension SpentCall {
    fileprivate var isTrace: Bool { kind?.foldedName.contains("trace") ?? false }

    fileprivate mutating func join(_ other: SpentCall) {
        trace = other.trace
        provider = provider ?? other.provider
        lead = lead ?? other.lead
        isMatched = isMatched ?? other.isMatched
    }

    fileprivate func nearest(in traces: [SpentCall]) -> Int? {
        guard let at else { return nil }
        var best: (place: Int, distance: Int64)?
        for (place, trace) in traces.enumerated() {
            guard let then = trace.at, lead == nil || lead == trace.lead else { continue }
            let distance = abs(then.milliseconds - at.milliseconds)
            if distance <= 86_400_000, distance < best?.distance ?? .max { best = (place, distance) }
        }
        return best?.place
    }
}
