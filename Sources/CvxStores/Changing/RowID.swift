package import CvxDomain

/// Ids as Prisma's client makes them.
package enum RowID {
    package static func new(at now: Instant) -> String { NewID.cuid.next(at: now) }
}
