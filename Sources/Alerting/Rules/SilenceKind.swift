// The ways of a tray to be gone, as far as the data allow to tell them apart.

/// Why a host says nothing. Source: the incident playbook, "tray gone".
public enum SilenceKind: String, CaseIterable, Sendable {
    /// The host's other page answers: the exporter is dead.
    case exporter
    /// It answers, only not with a page of metrics: an error of a server, a login, a page that is none.
    case unusable
    /// Its kernel refuses the connection and no page has answered since: dead exporters look like this, and so does a boot.
    case refused
    /// The management controller answers, the operating system does not.
    case system
    /// Nothing answers, the management controller is silent as well.
    case dark
    /// Nothing answers, and there is no management controller to ask.
    case unknown

    /// For an alarm's members: what is dead and what still answers.
    public var words: String {
        switch self {
        case .exporter: "exporter dead, host answers"
        case .unusable: "answers, but without metrics"
        case .refused: "refuses connections, no page answers"
        case .system: "operating system dead, BMC answers"
        case .dark: "dark: BMC silent as well"
        case .unknown: "silent, no BMC data to tell why"
        }
    }
}
