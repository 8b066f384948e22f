"""How much memory a process that reads foreign bytes may take: by the kernel's limit, on Windows by a job object."""

from __future__ import annotations

import sys

_PROCESS_MEMORY, _EXTENDED = 0x100, 9  # JOB_OBJECT_LIMIT_PROCESS_MEMORY, JobObjectExtendedLimitInformation


def limit_memory(most: int) -> bool:
    """Of this process, in bytes, from now on; whether the system took it. Too much is a MemoryError, or its end."""
    if sys.platform == "win32":
        return _by_job(most)
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return True


def _by_job(most: int) -> bool:
    """[MS Win32] SetInformationJobObject; the job lives as long as the process that was put into it."""
    import ctypes
    from ctypes import c_int64, c_size_t, c_uint32, c_uint64, c_void_p

    class Basic(ctypes.Structure):
        _fields_ = (
            *(("process_time", c_int64), ("job_time", c_int64), ("flags", c_uint32)),
            *(("least_set", c_size_t), ("most_set", c_size_t), ("processes", c_uint32)),
            *(("affinity", c_size_t), ("priority", c_uint32), ("scheduling", c_uint32)),
        )

    class Extended(ctypes.Structure):
        _fields_ = (
            *(("basic", Basic), ("counters", c_uint64 * 6), ("process_memory", c_size_t)),
            *(("job_memory", c_size_t), ("peak_process", c_size_t), ("peak_job", c_size_t)),
        )

    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
    kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = c_void_p
    job = c_void_p(kernel.CreateJobObjectW(None, None))
    wanted = Extended(basic=Basic(flags=_PROCESS_MEMORY), process_memory=most)
    taken = kernel.SetInformationJobObject(job, _EXTENDED, ctypes.byref(wanted), ctypes.sizeof(wanted))
    return bool(taken and kernel.AssignProcessToJobObject(job, c_void_p(kernel.GetCurrentProcess())))
