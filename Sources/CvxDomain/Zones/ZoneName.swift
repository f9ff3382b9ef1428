/// Names of time zones as the IANA database has them.
package enum ZoneName {
    /// Whether the system knows the name. `EST` and `GMT+5` are no places: they have no summer time.
    package static func isKnown(_ name: String) -> Bool {
        name == "UTC" || name.contains("/") && ZoneDatabase.rules(name) != nil
    }

    package static func problem(_ text: String) -> FieldProblem? {
        if isKnown(text) { return nil }
        return FieldProblem(
            "`\(text)` is not a time zone", help: "a name such as `America/Phoenix`",
            candidates: ZoneDatabase.names())
    }
}
