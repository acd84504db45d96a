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

    func write(_ value: String, to identity: inout GPUIdentity) {
        switch self {
        case .uuid: identity.uuid = value
        case .model: identity.model = value
        case .pciBusID: identity.pciBusID = value
        case .driverVersion: identity.driverVersion = value
        case .job: identity.job = value
        case .pod: identity.pod = value
        case .namespace: identity.namespace = value
        }
    }
}
