// The process's limit of open files, raised to what the targets need.

import Glibc

enum OpenFiles {
    static func raise(toHold count: Int) throws(UserError) {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        let needed = rlim_t(count + 64)
        guard limit.rlim_cur < needed else { return }
        guard limit.rlim_max >= needed else {
            throw UserError(
                "\(count) connections need more open files than allowed (\(limit.rlim_max)); raise it with `ulimit -Hn`"
            )
        }
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}
