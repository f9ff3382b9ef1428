import CvxDomain

/// The names of a record's values, in their order. Records made in one place share one; it gets a name more only while
/// one record alone has it.
package final class Shape: @unchecked Sendable {
    @exclusivity(unchecked) package private(set) var names: [String]
    /// From a folded name to its place; nil where there are so few that looking at each is as fast.
    @exclusivity(unchecked) private var places: [String: Int]?

    private static let fewNames = 12

    package init(_ names: [String]) {
        self.names = names
        if names.count >= Self.fewNames { places = Self.places(of: names) }
    }

    private static func places(of names: [String]) -> [String: Int] {
        Dictionary(
            zip(names.lazy.map(\.foldedName), names.indices), uniquingKeysWith: { first, _ in first })
    }

    /// Names ignore case and `_`; one that is written as it stands comes first.
    package func place(of name: String) -> Int? {
        if let places {
            guard let place = places[name.foldedName] else { return nil }
            return names[place] == name ? place : names.firstIndex(of: name) ?? place
        }
        if let place = names.firstIndex(of: name) { return place }
        let folded = name.foldedName
        return names.firstIndex { $0.foldedName == folded }
    }

    /// A name that is not there yet.
    func append(_ name: String) {
        if places != nil { places?[name.foldedName] = names.count }
        names.append(name)
        if places == nil, names.count >= Self.fewNames { places = Self.places(of: names) }
    }
}

/// Named values in their order.
package struct Record: Sendable {
    package private(set) var shape: Shape
    package var values: [Value]

    package init(shape: Shape, values: [Value]) {
        self.shape = shape
        self.values = values
    }

    package init(names: [String], values: [Value]) { self.init(shape: Shape(names), values: values) }

    package var names: [String] { shape.names }

    package subscript(name name: String) -> Value? { shape.place(of: name).map { values[$0] } }

    /// Sets the value of a name, which need not be there yet.
    mutating func put(_ value: Value, at name: String) {
        if let place = shape.place(of: name) {
            values[place] = value
            return
        }
        if !isKnownUniquelyReferenced(&shape) { shape = Shape(shape.names) }
        shape.append(name)
        values.append(value)
    }
}
