import CvxDomain

/// The names of a record's values, in their order. Records made in one place share one.
package final class Shape: Sendable {
    package let names: [String]
    /// From a folded name to its place; nil where there are so few that looking at each is as fast.
    private let places: [String: Int]?

    package init(_ names: [String]) {
        self.names = names
        places =
            names.count < 12
            ? nil
            : Dictionary(
                zip(names.lazy.map(\.foldedName), names.indices), uniquingKeysWith: { first, _ in first })
    }

    /// Names ignore case and `_`; one that is written as it stands comes first.
    package func place(of name: String) -> Int? {
        if let places {
            if let place = places[name.foldedName] {
                return names[place] == name ? place : names.firstIndex(of: name) ?? place
            }
            return nil
        }
        if let place = names.firstIndex(of: name) { return place }
        let folded = name.foldedName
        return names.firstIndex { $0.foldedName == folded }
    }
}

/// Named values in their order.
package struct Record: Sendable {
    package let shape: Shape
    package var values: [Value]

    package init(shape: Shape, values: [Value]) {
        self.shape = shape
        self.values = values
    }

    package init(names: [String], values: [Value]) { self.init(shape: Shape(names), values: values) }

    package var names: [String] { shape.names }

    package subscript(name name: String) -> Value? { shape.place(of: name).map { values[$0] } }
}
