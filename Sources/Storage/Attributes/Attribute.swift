// What stands at a place, as labels say it: facts that change seldom.

import Telemetry

/// An attribute of a GPU.
public enum Attribute: UInt8, CaseIterable, Sendable {
    case uuid, model, pciBusID, driverVersion, job, pod, namespace

    func read(_ identity: GPUIdentity) -> String {
        switch self {
        case .uuid: identity.uuid
        case .model: identity.model
        case .pciBusID: identity.pciBusID
        case .driverVersion: identity.driverVersion
        case .job: identity.job
        case .pod: identity.pod
        case .namespace: identity.namespace
        }
    }
}
