// Which labels say whose number it is. Data: exporters differ, and operators rename.

/// Label names in order of preference: the first that a series carries counts.
public struct IdentityLabels: Sendable {
    /// The host, on any series.
    public var host = ["Hostname", "hostname"]
    /// The host, on pages that carry series of many (federation): an address, taken without its port.
    public var instance = ["instance"]
    /// Series of which one label names the page's host.
    public var hostSeries: [LabelValues] = [LabelValues(name: "node_uname_info", values: ["nodename"])]
    /// The GPU's number on its host; digits at the end count, so that `GPU_3` is 3.
    public var gpu = ["gpu", "gpu_id"]
    /// The GPU's lasting name.
    public var uuid = ["UUID", "uuid", "gpu_uuid"]
    /// Series that say which number a GPU known by its lasting name alone has.
    public var gpuSeries: [LabelValues] = [LabelValues(name: "nvidia_smi_gpu_info", values: ["index"])]
    public var link = ["nvlink", "port_id"]
    public var mig = ["GPU_I_ID"]
    public var model = ["modelName", "model_name"]
    public var pciBusID = ["pci_bus_id"]
    public var driver = ["DCGM_FI_DRIVER_VERSION", "DCGM_FI_SYSTEM_DRIVER_VERSION", "driver_version"]
    public var job = ["hpc_job"]
    public var pod = ["pod", "exported_pod", "pod_name"]
    public var namespace = ["namespace", "exported_namespace", "pod_namespace"]
    /// DCGM platform fields 571 to 576, as `label` rows of the exporter's CSV.
    public var chassis = ["DCGM_FI_DEV_PLATFORM_CHASSIS_SERIAL_NUMBER", "chassis_serial_number"]
    public var slot = ["DCGM_FI_DEV_PLATFORM_CHASSIS_SLOT_NUMBER", "DCGM_FI_DEV_PLATFORM_SLOT_NUMBER", "slot_number"]
    public var trayIndex = ["DCGM_FI_DEV_PLATFORM_TRAY_INDEX", "tray_index"]
    public var module = ["DCGM_FI_DEV_PLATFORM_MODULE_ID", "module_id"]

    public init() {}

    /// The value of the first of these labels that is there and not empty.
    public static func first(_ names: [String], in labels: [String: String]) -> String? {
        for name in names { if let value = labels[name], !value.isEmpty { return value } }
        return nil
    }
}
