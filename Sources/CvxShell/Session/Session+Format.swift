import CvxDomain
import CvxRender

extension Session {
    var format: OutputFormat { settings.format ?? (settings.isTerminal ? .table : .csv) }

    var renderOptions: RenderOptions {
        var options = RenderOptions(width: settings.width, color: settings.color)
        options.isTerminal = settings.isTerminal
        options.maxRows = settings.isTerminal ? settings.maxRows : nil
        let zone = services.zone
        options.offset = { Int(zone.offset(at: Instant(milliseconds: $0)) / 60) }
        return options
    }
}

extension Session {
    /// Stops the query that runs.
    package var interruption: Interruption? { services.interruption }
}
