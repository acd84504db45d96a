// Labels of one GPU from two pages. Neither is the truth: what the first says counts.

import Telemetry

extension GPUIdentity {
    /// Fills what is not said with what another page says of the same GPU; of another GPU's page nothing is taken.
    mutating func complete(with other: GPUIdentity) {
        guard uuid.isEmpty || other.uuid.isEmpty || uuid == other.uuid else { return }
        for attribute in Attribute.allCases where attribute.read(self).isEmpty {
            attribute.write(attribute.read(other), to: &self)
        }
        if chassis.isEmpty { chassis = other.chassis }
        slot = slot ?? other.slot
        trayIndex = trayIndex ?? other.trayIndex
        module = module ?? other.module
    }
}
