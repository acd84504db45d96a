// Division that rounds down on both sides of zero: times before an origin lie in slots, steps and days too.

extension BinaryInteger {
    /// - Parameter divisor: above 0.
    /// - Returns: the greatest whole number of divisors that is not above the number.
    @inlinable
    public func flooredQuotient(by divisor: Self) -> Self {
        self >= 0 ? self / divisor : (self + 1) / divisor - 1
    }
}
