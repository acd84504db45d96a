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
    /// The NVLink of a GPU that a series is about; digits at the end count.
    public var link = ["nvlink", "port_id"]
    /// The MIG instance of a GPU that a series is about; outweighs `link`.
    public var mig = ["GPU_I_ID"]
    /// The GPU's product name.
    public var model = ["modelName", "model_name"]
    /// The GPU's PCI bus address.
    public var pciBusID = ["pci_bus_id"]
    /// Version of the GPU's driver.
    public var driver = ["DCGM_FI_DRIVER_VERSION", "DCGM_FI_SYSTEM_DRIVER_VERSION", "driver_version"]
    /// The batch job on the GPU; without one the pod counts as the job.
    public var job = ["hpc_job"]
    /// The Kubernetes pod on the GPU. `exported_` is what Prometheus puts before a label of its own name.
    public var pod = ["pod", "exported_pod", "pod_name"]
    /// The pod's Kubernetes namespace.
    public var namespace = ["namespace", "exported_namespace", "pod_namespace"]
    /// Serial of the rack. This and the three below: DCGM platform fields 571 to 576, as `label` rows of the exporter's CSV.
    public var chassis = ["DCGM_FI_DEV_PLATFORM_CHASSIS_SERIAL_NUMBER", "chassis_serial_number"]
    /// Slot of the tray in the rack, switch trays counted: a whole number.
    public var slot = ["DCGM_FI_DEV_PLATFORM_CHASSIS_SLOT_NUMBER", "DCGM_FI_DEV_PLATFORM_SLOT_NUMBER", "slot_number"]
    /// Index of the tray in the rack, compute trays only, from 0: a whole number.
    public var trayIndex = ["DCGM_FI_DEV_PLATFORM_TRAY_INDEX", "tray_index"]
    /// Number of the GPU's module in its tray: a whole number.
    public var module = ["DCGM_FI_DEV_PLATFORM_MODULE_ID", "module_id"]

    /// The names that exporters ship with.
    public init() {}
}
